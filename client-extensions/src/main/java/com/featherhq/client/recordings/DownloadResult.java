package com.featherhq.client.recordings;

import java.nio.file.Path;
import java.util.UUID;

/** A recording that is whole on the disk. Immutable. */
public final class DownloadResult {

    private final UUID recordingId;
    private final Path path;
    private final long bytes;
    private final long resumedFrom;

    DownloadResult(UUID recordingId, Path path, long bytes, long resumedFrom) {
        this.recordingId = recordingId;
        this.path = path;
        this.bytes = bytes;
        this.resumedFrom = resumedFrom;
    }

    /** Returns the recording. */
    public UUID recordingId() {
        return recordingId;
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

    @Override
    public String toString() {
        return "DownloadResult[recordingId=" + recordingId + ", path=" + path + ", bytes=" + bytes + ", resumedFrom="
                + resumedFrom + "]";
    }
}
