package com.featherhq.spec.bump;

import com.featherhq.spec.corrections.Corrections;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The document that is to follow the vendored one, and whether it may.
 *
 * @param name what it's called in messages
 * @param file where it's read
 */
record Candidate(String name, Path file) {

    /**
     * Copies or downloads the document to where nobody else writes while it's being worked on.
     *
     * @param document a file or a URL
     * @throws SpecException if it can't be read
     */
    static Candidate of(String document, Path folder) {
        Path snapshot = folder.resolve("new.json");
        if (Download.isUrl(document)) {
            Download.withDefaults().to(snapshot, document);
            return new Candidate(Download.origin(document), snapshot);
        }
        Path given = Path.of(document).toAbsolutePath().normalize();
        if (!Files.isRegularFile(given) || !Files.isReadable(given)) {
            throw new SpecException(given + " can't be read: check that the file is there and readable.");
        }
        try {
            return new Candidate(given.toString(), Files.copy(given, snapshot));
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy " + given + " to " + folder, e);
        }
    }

    /** Whether it says the same as another document, however it's written. */
    boolean isSameAs(Path other) {
        ApiSpec.read(file, name);
        return JsonFiles.readAny(file).equals(JsonFiles.readAny(other));
    }

    /**
     * Checks that the document can follow the current one.
     *
     * @throws SpecException if it isn't an OpenAPI 3.1 document, is another API's, or older
     */
    void requireSuccessorOf(Path currentFile) {
        ApiSpec current = ApiSpec.read(currentFile);
        ApiSpec candidate = ApiSpec.read(file, name);
        if (!candidate.title().equals(current.title())) {
            throw new SpecException(name + " describes another API: \"" + candidate.title() + "\" instead of \""
                    + current.title() + "\".");
        }
        DocumentVersion version = DocumentVersion.of(candidate.version(), name);
        if (version.compareTo(DocumentVersion.of(current.version(), currentFile.toString())) < 0) {
            throw new SpecException(name + " is older than the document that the client is made from: "
                    + candidate.version() + " instead of " + current.version() + " or newer.");
        }
    }

    /**
     * Runs the linter on the corrected document.
     *
     * @throws SpecException if it finds an error; warnings are the vendor's own affair
     */
    void requireLintFree(NodeTools tools, Corrections corrections, Path folder) {
        Path output = folder.resolve("lint.json");
        JsonObject corrected = JsonFiles.read(corrections.write(file, folder.resolve("corrected.json")));
        leaveOutItemSchemas(corrected);
        tools.lint(JsonFiles.write(folder.resolve("linted.json"), corrected), output);
        List<JsonObject> errors = JsonFiles.readAny(output).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(finding -> finding.get("severity").getAsInt() == 0)
                .toList();
        if (!errors.isEmpty()) {
            throw new SpecException(name + " fails the lint with " + errors.size()
                    + (errors.size() == 1 ? " error: " : " errors, first ") + describe(errors.get(0))
                    + "; ask the vendor for a document without, or tune spec/checks/spectral.yaml.");
        }
    }

    /** The linter doesn't know OpenAPI 3.2, whose {@code itemSchema} a correction uses for what a stream holds. */
    private static void leaveOutItemSchemas(JsonElement json) {
        if (json instanceof JsonArray array) {
            array.forEach(Candidate::leaveOutItemSchemas);
        }
        if (json instanceof JsonObject object) {
            JsonFields.object(object, "content").asMap().values().stream()
                    .filter(JsonElement::isJsonObject)
                    .forEach(mediaType -> mediaType.getAsJsonObject().remove("itemSchema"));
            object.asMap().values().forEach(Candidate::leaveOutItemSchemas);
        }
    }

    private static String describe(JsonObject finding) {
        String[] keys = finding.getAsJsonArray("path").asList().stream()
                .map(JsonElement::getAsString)
                .toArray(String[]::new);
        return JsonPointers.of(keys) + ": " + JsonFiles.text(finding, "message") + " ("
                + JsonFiles.text(finding, "code") + ")";
    }
}
