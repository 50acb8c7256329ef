package com.featherhq.client.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A key in a file, such as a mounted secret.
 *
 * <p>The file is read again when its time stamp, size or identity has changed (a secret that is swapped by a symbolic
 * link has another identity), and after a 401 in any case. A file that is gone or half-written leaves the last good key
 * in use until it can be read again; a warning says so once for each reason, and so does the exception of a 401.
 */
final class ApiKeyFile extends ApiKeySource {

    /** Far beyond any key; so that a wrong path doesn't fill the memory. */
    private static final int LARGEST = 8 * 1024;

    /** What some editors put before UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

    private final Path file;
    private volatile Snapshot last;
    private volatile @Nullable String problem;

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
            throw new IllegalArgumentException(unreadable(e), e);
        }
    }

    @Override
    String read() {
        try {
            Stamp stamp = stamp();
            return stamp.equals(last.stamp) ? last.key : reload(stamp);
        } catch (IOException e) {
            return keepLast(unreadable(e));
        }
    }

    @Override
    String readAgain() {
        try {
            return reload(stamp());
        } catch (IOException e) {
            return keepLast(unreadable(e));
        }
    }

    private String unreadable(IOException e) {
        return "The API key file " + file + " can't be read: " + e.getClass().getSimpleName() + ".";
    }

    private String keepLast(String reason) {
        if (!reason.equals(problem)) {
            problem = reason;
            LOGGER.warning(reason + " The last good key stays in use.");
        }
        return last.key;
    }

    @Override
    @Nullable
    String problem() {
        return problem;
    }

    private String reload(Stamp stamp) throws IOException {
        try {
            Snapshot before = last;
            last = new Snapshot(stamp, load());
            if (!last.key.equals(before.key)) {
                LOGGER.info("The API key file " + file + " has another key now; it is used from here on.");
            }
        } catch (IllegalArgumentException e) {
            // Half-written: the old stamp stays, so the next attempt looks again.
            return keepLast(String.valueOf(e.getMessage()));
        }
        problem = null;
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
        if (bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
            throw new IllegalArgumentException("The API key file " + file + " is in UTF-16; write it in UTF-8.");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return ApiKey.require(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, "in the file " + file);
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
