package com.featherhq.json;

import java.nio.file.Path;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/** A file in a form. Immutable. */
public final class FilePart {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final String fileName;
    private final RequestBody content;

    private FilePart(String fileName, RequestBody content) {
        this.fileName = fileName;
        this.content = content;
    }

    /**
     * A file with any content, such as {@code RequestBody.create(bytes, MediaType.get("audio/wav"))}.
     *
     * @param fileName the name that the service is told
     */
    public static FilePart of(String fileName, RequestBody content) {
        return new FilePart(Objects.requireNonNull(fileName, "fileName"), Objects.requireNonNull(content, "content"));
    }

    /** A file on this machine under its own name, as {@code application/octet-stream}; read when it's sent. */
    public static FilePart of(Path file) {
        Path name = Objects.requireNonNull(file.getFileName(), "file");
        return new FilePart(name.toString(), RequestBody.create(file.toFile(), BYTES));
    }

    String fileName() {
        return fileName;
    }

    RequestBody content() {
        return content;
    }

    /** Without the file's name, which a customer may have given. */
    @Override
    public String toString() {
        return "FilePart[***]";
    }
}
