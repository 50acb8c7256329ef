package com.featherhq.client.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A key in a file, such as a mounted secret.
 *
 * <p>The file is read again when its time stamp, size or identity has changed (a secret that is swapped by a symbolic
 * link has another identity), and after a 401 in any case. A file that is gone or half-written leaves the last good key
 * in use until it can be read again.
 */
final class ApiKeyFile extends ApiKeySource {

    /** Far beyond any key; so that a wrong path doesn't fill the memory. */
    private static final int LARGEST = 8 * 1024;

    private final Path file;
    private volatile Snapshot last;

    /**
     * Reads the key.
     *
     * @throws IllegalArgumentException if the file can't be read or doesn't hold a key
     */
    ApiKeyFile(Path file) {
        this.file = file;
        try {
            Stamp stamp = stamp();
            last = new Snapshot(stamp, load());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The API key file " + file + " can't be read: "
                            + e.getClass().getSimpleName() + ".",
                    e);
        }
    }

    @Override
    String read() {
        try {
            Stamp stamp = stamp();
            return stamp.equals(last.stamp) ? last.key : reload(stamp);
        } catch (IOException e) {
            return last.key;
        }
    }

    @Override
    String readAgain() {
        try {
            return reload(stamp());
        } catch (IOException e) {
            return last.key;
        }
    }

    private String reload(Stamp stamp) throws IOException {
        try {
            last = new Snapshot(stamp, load());
        } catch (IllegalArgumentException e) {
            // Half-written: the old stamp stays, so the next attempt looks again.
            return last.key;
        }
        return last.key;
    }

    private String load() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException(
                    "The API key file " + file + " is larger than " + LARGEST + " bytes: it doesn't hold just a key.");
        }
        return ApiKey.require(new String(bytes, StandardCharsets.UTF_8), "in the file " + file);
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    @Override
    public String toString() {
        return "API key in the file " + file;
    }

    private record Stamp(
            FileTime modified, long size, @Nullable Object identity) {}

    private static final class Snapshot {

        final Stamp stamp;
        final String key;

        Snapshot(Stamp stamp, String key) {
            this.stamp = stamp;
            this.key = key;
        }
    }
}
