package com.featherhq.client.retry;

import com.featherhq.client.retry.Attempt.DelaySource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a response says about trying again.
 *
 * @param retryable what the error body says outright, or null
 * @param delay how long the server wants the caller to wait, never negative, or null
 * @param source where the delay comes from; without meaning if there is none
 */
record ServerHints(@Nullable Boolean retryable, @Nullable Duration delay, DelaySource source) {

    static final ServerHints NONE = new ServerHints(null, null, DelaySource.BACKOFF);

    boolean saysRetry() {
        return retryable != null && retryable;
    }

    boolean saysStop() {
        return retryable != null && !retryable;
    }
}
