package com.featherhq.client.recordings;

import java.util.UUID;

/**
 * The recording has no playback URL now: its call is not finished, its redaction has not succeeded, or its retention
 * policy keeps no audio. {@link Recordings#awaitPlayable} waits for the first two.
 */
public final class RecordingNotPlayableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final UUID recordingId;
    private final String status;

    RecordingNotPlayableException(UUID recordingId, String status) {
        super("Recording " + recordingId + " can't be played now: its status is \"" + status
                + "\". Wait for it with awaitPlayable.");
        this.recordingId = recordingId;
        this.status = status;
    }

    /** Returns the recording. */
    public UUID recordingId() {
        return recordingId;
    }

    /** Returns the service's word for its state, an open set. */
    public String status() {
        return status;
    }
}
