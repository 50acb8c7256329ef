package com.featherhq.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The client held the call back: its rate limiter has no permit before the deadline, or the service fails most requests and
 * {@link FeatherClient.Builder#adaptiveThrottling()} is on. Nothing was sent, and making the call again can't do anything
 * twice.
 */
public final class ThrottledException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    ThrottledException(
            CallFacts call, @Nullable String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(call.operation() + " was not sent: " + reason + ".", cause, call);
        this.retryAfter = retryAfter;
    }

    /** Returns in what time the call could have been sent, or null if it isn't known. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
