package com.featherhq.spec.document;

import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code openapi.lock.json}: where the vendored document came from, and its digest. */
public final class SpecLock {

    private SpecLock() {}

    /**
     * Checks that the vendored document is the one that the lock file beside it describes.
     *
     * @throws SpecException if it was edited by hand, or the lock file is missing or broken
     */
    public static void verify(Path document, Path lockFile) {
        JsonObject lock = read(lockFile);
        String expected = JsonFields.string(lock, "sha256", "");
        String actual = sha256(document);
        if (!expected.equals(actual)) {
            throw new SpecException(document + " is not the document that " + lockFile.getFileName()
                    + " describes (sha256 " + actual + " instead of " + expected
                    + "): it must not be edited by hand; restore it, or bring in the vendor's new version as the README's"
                    + " \"A new version of the document\" says.");
        }
    }

    /**
     * The SHA-256 of a file's content, in hexadecimal.
     *
     * @throws SpecException if it can't be read
     */
    public static String sha256(Path file) {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SpecException(file + " can't be read: check that the file is there and readable.", e);
        }
    }

    /** The SHA-256 of some bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonObject read(Path lockFile) {
        try {
            return JsonParser.parseString(Files.readString(lockFile)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new SpecException(lockFile + " can't be read as JSON: restore it from version control.", e);
        }
    }
}
