package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Writes the manifest entries by which a jar says which version of the document it was made from. */
public final class DocumentManifest {

    private static final String VERSION = "Feather-Document-Version";

    private DocumentManifest() {}

    /**
     * Runs the step.
     *
     * @param args the document; the manifest file to write
     * @throws SpecException if the document can't be used
     */
    public static void main(String[] args) {
        Path document = Path.of(args[0]).toAbsolutePath().normalize();
        Path file = Path.of(args[1]);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(VERSION, ApiSpec.read(document).version());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                manifest.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }
}
