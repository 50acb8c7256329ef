package com.featherhq.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens after an attempt: another one after a delay, or none. Exactly one of delay and stop reason is set. */
record RetryDecision(
        @Nullable Duration delay, @Nullable DelaySource delaySource, @Nullable StopReason stopReason) {

    static RetryDecision retry(Duration delay, DelaySource source) {
        return new RetryDecision(delay, source, null);
    }

    static RetryDecision stop(StopReason reason) {
        return new RetryDecision(null, null, reason);
    }
}
