package com.featherhq.client.recordings;

import com.featherhq.client.files.FileDownloadException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A download stopped before the recording was whole. The target is as it was before; for a download to a file, what has
 * arrived may be kept beside it, and the next download of the same recording to the same file continues from there.
 */
public final class RecordingDownloadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final UUID recordingId;
    private final boolean retryable;

    RecordingDownloadException(UUID recordingId, String problem, boolean retryable, @Nullable Throwable cause) {
        super("Recording " + recordingId + " was not downloaded: " + problem, cause);
        this.recordingId = recordingId;
        this.retryable = retryable;
    }

    /** Returns what a caller of recordings is told: one exception, where and why it failed. */
    static RecordingDownloadException of(UUID recordingId, FileDownloadException failure) {
        RecordingDownloadException told = new RecordingDownloadException(
                recordingId, failure.problem(), failure.isRetryable(), failure.getCause());
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    /** Returns the recording. */
    public UUID recordingId() {
        return recordingId;
    }

    /** Returns whether the same download may succeed later with nothing changed, as after a lost connection. */
    public boolean isRetryable() {
        return retryable;
    }
}
