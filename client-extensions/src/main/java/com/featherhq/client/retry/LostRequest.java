package com.featherhq.client.retry;

import java.io.IOException;
import java.net.ProtocolException;

/**
 * A failure on the wire, on its way from the network interceptor to the application interceptor: what became of the
 * request, and the failure itself.
 *
 * <p>A {@link ProtocolException}, because that is what OkHttp never resends by itself (see the package's documentation).
 */
final class LostRequest extends ProtocolException {

    private static final long serialVersionUID = 1L;

    /** What is known of a request that has no answer. */
    enum Fate {
        /** The connection was closed before anything of it was written. */
        STALE,
        /** As {@link #STALE}, but the connection was new: the server may be one that closes all of them. */
        UNSENT,
        /** The server has said that it did not and will not act on it (RFC 9113 §6.8, §8.7). */
        REFUSED,
        /** A connection that had brought answers before ended, and no byte of this answer had come. */
        CUT_OFF,
        /** Anything else. */
        UNKNOWN
    }

    private final Fate fate;
    private final IOException failure;

    LostRequest(Fate fate, IOException failure) {
        super(failure.toString());
        this.fate = fate;
        this.failure = failure;
    }

    Fate fate() {
        return fate;
    }

    /** Tells whether the server can't have acted on the request. */
    boolean isUnprocessed() {
        return fate == Fate.STALE || fate == Fate.UNSENT || fate == Fate.REFUSED;
    }

    /** Returns the failure, with what OkHttp has suppressed in favour of this one. */
    IOException failure() {
        for (Throwable suppressed : getSuppressed()) {
            failure.addSuppressed(suppressed);
        }
        return failure;
    }

    /** Never shown. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
