package com.featherhq.it;

import com.featherhq.spec.corrections.Overlay;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The document that the client is built from, with examples worth looking at. The vendored one is never edited. */
public final class MockedDocument {

    private MockedDocument() {}

    /** Returns a new file: the document that the client is built from, changed as {@code prism/overlay.json} says. */
    static Path write() {
        JsonObject document = read(specFile());
        Overlay.read(prismFolder().resolve("overlay.json")).apply(document);
        try {
            Path file = Files.createTempFile("feather-mocked-", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, document.toString());
        } catch (IOException e) {
            throw new IllegalStateException("the document for Prism can't be written: " + e.getMessage(), e);
        }
    }

    /** Returns the document that the client is built from, with its corrections. */
    public static Path specFile() {
        return Path.of(System.getProperty("feather.document", "../client-generated/target/openapi.json"));
    }

    /** Returns the document that the build was given: the vendored one, or that of {@code feather.spec}. */
    public static Path givenFile() {
        Path startedIn = Path.of(System.getProperty("feather.started-in", "."));
        return startedIn
                .resolve(System.getProperty("feather.spec", "../spec/openapi.json"))
                .normalize();
    }

    /** Returns the folder with Prism's {@code package.json}. */
    static Path prismFolder() {
        return Path.of(System.getProperty("feather.prism", "prism"));
    }

    private static JsonObject read(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new IllegalStateException(file + " can't be read as a JSON object: " + e.getMessage(), e);
        }
    }
}
