package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the document, without white space, where a jar takes it up. */
public final class BundledDocument {

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private BundledDocument() {}

    /**
     * Runs the step.
     *
     * @param args the document; the file to write
     * @throws SpecException if the document can't be used
     */
    public static void main(String[] args) {
        Path document = Path.of(args[0]).toAbsolutePath().normalize();
        Path file = Path.of(args[1]);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, GSON.toJson(ApiSpec.read(document).root()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }
}
