package com.featherhq.client;

import org.jspecify.annotations.Nullable;

/**
 * There is no complete response: no connection, a timeout, or a broken connection.
 *
 * @see com.featherhq.client.retry.RetryPolicy
 */
public final class TransportException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenProcessed;

    TransportException(String message, @Nullable Throwable cause, CallFacts call, boolean mayHaveBeenProcessed) {
        super(message, cause, call);
        this.mayHaveBeenProcessed = mayHaveBeenProcessed;
    }

    /**
     * Returns whether the service may have acted on the request. If false, no attempt sent it, so the call can be made
     * again safely.
     */
    public boolean mayHaveBeenProcessed() {
        return mayHaveBeenProcessed;
    }
}
