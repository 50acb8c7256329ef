package com.featherhq.json;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * A file in a form. It is read while it is sent, never into memory, and once more for each attempt: a call with it can be repeated
 * like any other. Immutable.
 *
 * <p>A file that can't be read, or has another length at its end than at its beginning, ends the call with a {@link
 * FilePartException} as the cause; it is not repeated.
 */
public final class FilePart {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    /** Where the content comes from; asked for each attempt. Thread-safe if the call is. */
    @FunctionalInterface
    public interface Source {

        /**
         * Opens the content at its beginning; the stream is closed after it was sent.
         *
         * @throws IOException if it can't be read
         */
        InputStream open() throws IOException;
    }

    /** Told how much of a file was sent. */
    @FunctionalInterface
    public interface ProgressListener {

        /**
         * Called on the thread that sends, after each 64 KiB or so, and at the end. It begins anew for each attempt. Must be quick.
         *
         * @param bytes how many were handed to the connection
         * @param totalBytes how many there are; -1 if that isn't known
         */
        void sent(long bytes, long totalBytes);
    }

    private final String fileName;
    private final Function<String, RequestBody> content;

    private FilePart(String fileName, Function<String, RequestBody> content) {
        this.fileName = Objects.requireNonNull(fileName, "fileName");
        this.content = content;
    }

    /**
     * A file with any content, such as {@code RequestBody.create(bytes, MediaType.get("audio/wav"))}.
     *
     * @param fileName the name that the service is told
     */
    public static FilePart of(String fileName, RequestBody content) {
        Objects.requireNonNull(content, "content");
        return new FilePart(fileName, partName -> content);
    }

    /**
     * A file on this machine under its own name, with the media type that the JDK has for it ({@link
     * URLConnection#guessContentTypeFromName}), else {@code application/octet-stream}. It is looked at when it's sent.
     */
    public static FilePart of(Path file) {
        String name = Objects.requireNonNull(file.getFileName(), "file").toString();
        MediaType type = typeOf(name);
        return new FilePart(
                name,
                partName -> new FileBody(partName, type, () -> Files.size(file), () -> Files.newInputStream(file)));
    }

    /**
     * A file of a length that isn't known before it's sent; the request then says none, which some servers refuse. The media type
     * is that of the name.
     *
     * @param fileName the name that the service is told
     */
    public static FilePart of(String fileName, Source source) {
        return of(fileName, -1, source);
    }

    /**
     * A file of a known length, with the media type of its name.
     *
     * @param fileName the name that the service is told
     * @param length in bytes
     */
    public static FilePart of(String fileName, long length, Source source) {
        Objects.requireNonNull(source, "source");
        MediaType type = typeOf(fileName);
        return new FilePart(fileName, partName -> new FileBody(partName, type, () -> length, source));
    }

    private static MediaType typeOf(String name) {
        String known = URLConnection.guessContentTypeFromName(name);
        MediaType type = known == null ? null : MediaType.parse(known);
        return type == null ? BYTES : type;
    }

    /**
     * Returns the same file with another media type, such as {@code audio/wav}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public FilePart withMediaType(String mediaType) {
        MediaType type = MediaType.get(mediaType);
        return new FilePart(fileName, partName -> new ToldBody(content.apply(partName), type, null));
    }

    /** Returns the same file, with somebody who is told how much of it was sent. */
    public FilePart withProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new FilePart(fileName, partName -> new ToldBody(content.apply(partName), null, listener));
    }

    String fileName() {
        return fileName;
    }

    /** Returns the content for one attempt, which knows the name of the part for what it has to say. */
    RequestBody content(String partName) {
        return content.apply(partName);
    }

    /** Without the file's name, which a customer may have given. */
    @Override
    public String toString() {
        return "FilePart[***]";
    }
}
