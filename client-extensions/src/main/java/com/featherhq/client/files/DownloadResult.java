package com.featherhq.client.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is whole on the disk. Immutable. */
public final class DownloadResult {

    private final Path path;
    private final long bytes;
    private final long resumedFrom;
    private final @Nullable String sha256;
    private final boolean skipped;

    DownloadResult(Path path, long bytes, long resumedFrom, @Nullable String sha256, boolean skipped) {
        this.path = path;
        this.bytes = bytes;
        this.resumedFrom = resumedFrom;
        this.sha256 = sha256;
        this.skipped = skipped;
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns the size of the file in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many of the bytes were there from an earlier, unfinished download; 0 if none. */
    public long resumedFrom() {
        return resumedFrom;
    }

    /** Returns the SHA-256 that the file was found to have, in hexadecimal; null if nobody said which one it must have. */
    public @Nullable String sha256() {
        return sha256;
    }

    /** Returns whether the file was there before; see {@link DownloadOptions.Builder#skipIfComplete}. */
    public boolean isSkipped() {
        return skipped;
    }

    @Override
    public String toString() {
        return "DownloadResult[path=" + path + ", bytes=" + bytes + ", resumedFrom=" + resumedFrom + ", sha256="
                + sha256 + ", skipped=" + skipped + "]";
    }
}
