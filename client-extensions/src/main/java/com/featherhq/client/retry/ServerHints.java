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

    /** Returns these; if the request is known not to have been done, without a word against repeating it. */
    ServerHints knowing(Confirmation.@Nullable Answer confirmation) {
        boolean notDone = confirmation == Confirmation.Answer.NOT_DONE;
        return notDone && saysStop() ? new ServerHints(null, delay, source) : this;
    }

    boolean saysStop() {
        return retryable != null && !retryable;
    }
}
