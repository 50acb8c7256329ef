package com.featherhq.spec.bump;

import com.featherhq.spec.ApiSpec;
import com.featherhq.spec.SpecException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The document that is to be taken in, and whether it may be. */
final class Candidate {

    private Candidate() {}

    /**
     * Checks that a document can follow {@code current}.
     * @param file what it's called in messages
     * @param snapshot where it's read
     * @throws SpecException if it isn't an OpenAPI 3.1 document, is another API's, older, or the same
     */
    static void check(Path file, Path snapshot, Path currentFile, ApiSpec current) {
        ApiSpec candidate = ApiSpec.read(snapshot, file.toString());
        if (!candidate.title().equals(current.title())) {
            throw new SpecException(file + " describes another API: \"" + candidate.title() + "\" instead of \""
                    + current.title() + "\".");
        }
        DocumentVersion version = DocumentVersion.of(candidate.version(), file.toString());
        if (version.compareTo(DocumentVersion.of(current.version(), currentFile.toString())) < 0) {
            throw new SpecException(file + " is older than the document that the client is made from: "
                    + candidate.version() + " instead of " + current.version() + " or newer.");
        }
        if (Json.readAny(snapshot).equals(Json.readAny(currentFile))) {
            throw new SpecException(file + " is the document that the client is made from already, version "
                    + current.version() + "; there is nothing to do.");
        }
    }

    /**
     * Runs the linter.
     * @throws SpecException if it finds an error; warnings are the vendor's own affair
     */
    static void requireLintFree(Path file, Path snapshot, NodeTools tools, Path folder) {
        Path output = folder.resolve("lint.json");
        tools.lint(snapshot, output);
        JsonArray findings = Json.readAny(output).getAsJsonArray();
        int errors = 0;
        String first = "";
        for (JsonElement element : findings) {
            JsonObject finding = element.getAsJsonObject();
            if (finding.get("severity").getAsInt() == 0) {
                first = errors++ == 0 ? describe(finding) : first;
            }
        }
        if (errors > 0) {
            throw new SpecException(
                    file + " fails the lint with " + errors + (errors == 1 ? " error: " : " errors, first ") + first
                            + "; ask the vendor for a document without, or tune spec/checks/spectral.yaml.");
        }
    }

    private static String describe(JsonObject finding) {
        StringBuilder pointer = new StringBuilder();
        finding.getAsJsonArray("path")
                .forEach(key -> pointer.append('/')
                        .append(key.getAsString().replace("~", "~0").replace("/", "~1")));
        return pointer + ": " + Json.text(finding, "message") + " (" + Json.text(finding, "code") + ")";
    }

    /**
     * Copies the document to where nobody else writes while it's being worked on.
     * @throws SpecException if it can't be read
     */
    static Path snapshot(Path file, Path folder) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new SpecException(file + " can't be read: check that the file is there and readable.");
        }
        try {
            return Files.copy(file, folder.resolve("new.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy " + file + " to " + folder, e);
        }
    }
}
