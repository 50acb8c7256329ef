package com.featherhq.client.recordings;

import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one recording of a {@linkplain Recordings#downloadAll batch}. Immutable. */
public final class DownloadItem {

    /** How one item ended. */
    public enum Outcome {
        /** The file was fetched. */
        DOWNLOADED,
        /** The file was there with the right size. */
        SKIPPED,
        /** The service has no URL for it now; {@link DownloadItem#failure()} tells its status. */
        NOT_PLAYABLE,
        /** {@link DownloadItem#failure()} tells why. */
        FAILED
    }

    private final UUID recordingId;
    private final Path path;
    private final Outcome outcome;
    private final long bytes;
    private final @Nullable RuntimeException failure;

    DownloadItem(UUID recordingId, Path path, Outcome outcome, long bytes, @Nullable RuntimeException failure) {
        this.recordingId = recordingId;
        this.path = path;
        this.outcome = outcome;
        this.bytes = bytes;
        this.failure = failure;
    }

    /** Returns the recording. */
    public UUID recordingId() {
        return recordingId;
    }

    /** Returns the file, whether it exists or not. */
    public Path path() {
        return path;
    }

    /** Returns how it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the size of the file in bytes; 0 if it was neither fetched nor there. */
    public long bytes() {
        return bytes;
    }

    /** Returns why there is no file; null if there is one. */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    @Override
    public String toString() {
        return "DownloadItem[recordingId=" + recordingId + ", outcome=" + outcome + ", path=" + path + ", bytes="
                + bytes + "]";
    }
}
