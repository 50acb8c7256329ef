package com.featherhq.client;

import com.featherhq.client.streams.ServerSentEvent;
import com.featherhq.client.streams.StreamFailure;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events did not come to its end; the service may have done what was asked of it all the same.
 *
 * @see com.featherhq.client.streams.EventStream
 * @see com.featherhq.client.streams.StreamOptions.Builder#terminalEvents
 */
public final class IncompleteStreamException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final StreamFailure.Reason reason;
    private final long eventCount;
    private final transient @Nullable ServerSentEvent lastEvent;
    private final String lastEventId;

    IncompleteStreamException(CallFacts call, StreamFailure failure, @Nullable Throwable safe) {
        super(describe(call, failure), safe == null ? null : failure.getCause(), call);
        reason = failure.reason();
        eventCount = failure.eventCount();
        lastEvent = failure.lastEvent();
        lastEventId = failure.lastEventId();
        for (Throwable suppressed : failure.getSuppressed()) {
            addSuppressed(suppressed);
        }
    }

    private static String describe(CallFacts call, StreamFailure failure) {
        Throwable cause = failure.getCause();
        String events = failure.eventCount() == 1 ? "1 event" : failure.eventCount() + " events";
        return call.operation() + ": " + failure.getMessage() + ", after " + events
                + call.details(cause == null ? "" : cause.getClass().getSimpleName()) + ".";
    }

    /** Returns what ended the stream. */
    public StreamFailure.Reason reason() {
        return reason;
    }

    /** Returns how many events came. */
    public long eventCount() {
        return eventCount;
    }

    /** Returns the last event that came, or null if none did; it is not serialised. */
    public @Nullable ServerSentEvent lastEvent() {
        return lastEvent;
    }

    /** Returns the last id that the stream set; empty if it set none. */
    public String lastEventId() {
        return lastEventId;
    }
}
