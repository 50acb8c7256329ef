package com.featherhq.client.recordings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far one download is. Immutable. */
public final class DownloadProgress {

    private final UUID recordingId;
    private final long bytes;
    private final @Nullable Long totalBytes;
    private final long bytesPerSecond;

    DownloadProgress(UUID recordingId, long bytes, @Nullable Long totalBytes, long bytesPerSecond) {
        this.recordingId = recordingId;
        this.bytes = bytes;
        this.totalBytes = totalBytes;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Returns the recording. */
    public UUID recordingId() {
        return recordingId;
    }

    /** Returns how many bytes are there, those of an earlier, unfinished download included. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many bytes there will be, or null if neither the service nor the storage says. */
    public @Nullable Long totalBytes() {
        return totalBytes;
    }

    /** Returns the average rate since this download began, in bytes a second; 0 before anything can be said. */
    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    @Override
    public String toString() {
        return "DownloadProgress[recordingId=" + recordingId + ", bytes=" + bytes + ", totalBytes=" + totalBytes
                + ", bytesPerSecond=" + bytesPerSecond + "]";
    }
}
