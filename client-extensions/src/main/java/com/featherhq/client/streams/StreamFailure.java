package com.featherhq.client.streams;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a stream has no more events, though it did not come to its end. Holds what came before. Immutable. */
public final class StreamFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final long eventCount;
    private final transient @Nullable ServerSentEvent lastEvent;
    private final String lastEventId;

    /** What ended a stream too early. */
    public enum Reason {
        /** The server ended the response without a terminal event. */
        ENDED,
        /** The connection broke. */
        CONNECTION_LOST,
        /** No event came in {@link StreamOptions.Builder#idleTimeout}. */
        IDLE,
        /** An event was larger than {@link StreamOptions.Builder#maxEventBytes}. */
        EVENT_TOO_LARGE
    }

    StreamFailure(
            Reason reason,
            String message,
            @Nullable Throwable cause,
            long eventCount,
            @Nullable ServerSentEvent lastEvent,
            String lastEventId) {
        super(message, cause);
        this.reason = reason;
        this.eventCount = eventCount;
        this.lastEvent = lastEvent;
        this.lastEventId = lastEventId;
    }

    /** Returns what ended the stream. */
    public Reason reason() {
        return reason;
    }

    /** Returns how many events came. */
    public long eventCount() {
        return eventCount;
    }

    /** Returns the last event that came, or null if none did. */
    public @Nullable ServerSentEvent lastEvent() {
        return lastEvent;
    }

    /** Returns the last id that the stream set; empty if it set none. */
    public String lastEventId() {
        return lastEventId;
    }
}
