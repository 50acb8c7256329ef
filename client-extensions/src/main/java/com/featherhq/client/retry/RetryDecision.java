package com.featherhq.client.retry;

import com.featherhq.client.retry.Attempt.DelaySource;
import com.featherhq.client.retry.Attempt.StopReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens after an attempt: another one after a delay, or none.
 *
 * @param delay the wait; null if there is no further attempt
 * @param delaySource who decided the wait; null if there is no further attempt
 * @param stopReason why there is no further attempt; null if there is one
 * @param retryAfter what the server asked for, whatever became of it; null if it asked for nothing
 */
record RetryDecision(
        @Nullable Duration delay,
        @Nullable DelaySource delaySource,
        @Nullable StopReason stopReason,
        @Nullable Duration retryAfter) {

    /** The decision after almost every attempt. */
    static final RetryDecision DONE = stop(StopReason.SUCCEEDED, null);

    /** The answer was lost, but the server is known to have acted on the request. */
    static final RetryDecision CONFIRMED = stop(StopReason.CONFIRMED, null);

    static RetryDecision retry(Duration delay, DelaySource source, @Nullable Duration retryAfter) {
        return new RetryDecision(delay, source, null, retryAfter);
    }

    static RetryDecision stop(StopReason reason, @Nullable Duration retryAfter) {
        return new RetryDecision(null, null, reason, retryAfter);
    }

    @Override
    public String toString() {
        return delay == null
                ? "stopped (" + stopReason + ")"
                : "next in " + delay.toMillis() + " ms (" + delaySource + ")";
    }
}
