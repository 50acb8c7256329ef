package com.featherhq.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The client rejected the call locally: its rate limiter has no permit before the deadline, or the service fails most
 * requests and {@link FeatherClient.Builder#adaptiveThrottling()} is on. Nothing was sent, so the call can be made again
 * safely.
 */
public final class ThrottledException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    ThrottledException(
            CallFacts call, @Nullable String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(call.operation() + " was not sent: " + reason + ".", cause, call);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the call would have had to wait, or null if unknown. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
