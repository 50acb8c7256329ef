package com.featherhq.client;

import org.jspecify.annotations.Nullable;

/**
 * There is no response, or none that came to its end: no connection, a time limit, a connection that broke.
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
     * Returns whether the service may have acted on the request. If false, no attempt got as far as sending it, and
     * making the call again can't do anything twice.
     */
    public boolean mayHaveBeenProcessed() {
        return mayHaveBeenProcessed;
    }
}
