package com.featherhq.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a response says about trying again. */
record ServerHints(@Nullable Boolean retryable, @Nullable Duration delay, DelaySource source) {

    static final ServerHints NONE = new ServerHints(null, null, DelaySource.BACKOFF);

    boolean saysRetry() {
        return retryable != null && retryable;
    }

    boolean saysStop() {
        return retryable != null && !retryable;
    }
}
