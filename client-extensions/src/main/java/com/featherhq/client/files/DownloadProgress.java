package com.featherhq.client.files;

import org.jspecify.annotations.Nullable;

/** How far one download is. Immutable. */
public final class DownloadProgress {

    private final long bytes;
    private final @Nullable Long totalBytes;
    private final long bytesPerSecond;

    DownloadProgress(long bytes, @Nullable Long totalBytes, long bytesPerSecond) {
        this.bytes = bytes;
        this.totalBytes = totalBytes;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Returns how many bytes are there, those of an earlier, unfinished download included. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many bytes there will be, or null if nobody says. */
    public @Nullable Long totalBytes() {
        return totalBytes;
    }

    /** Returns the average rate since this download began, in bytes a second; 0 before anything can be said. */
    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    @Override
    public String toString() {
        return "DownloadProgress[bytes=" + bytes + ", totalBytes=" + totalBytes + ", bytesPerSecond=" + bytesPerSecond
                + "]";
    }
}
