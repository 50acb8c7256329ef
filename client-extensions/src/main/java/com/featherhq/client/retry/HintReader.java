package com.featherhq.client.retry;

import com.featherhq.client.http.RetryAfter;
import com.featherhq.client.retry.Attempt.DelaySource;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import retrofit2.Response;

/** Reads what a failed response says about trying again, from its header and from its body. Thread-safe. */
final class HintReader {

    private final Clock clock;
    private final Function<? super Response<?>, BodyHints> bodyHints;

    /** Makes a reader; the clock stands in where a response has no {@code Date}, {@code bodyHints} reads the body. */
    HintReader(Clock clock, Function<? super Response<?>, BodyHints> bodyHints) {
        this.clock = clock;
        this.bodyHints = bodyHints;
    }

    ServerHints read(Response<?> response) {
        Duration header = RetryAfter.of(response.headers(), clock);
        BodyHints hints = bodyHints.apply(response);
        Duration fromBody = hints.retryAfter();
        if (fromBody != null && (header == null || fromBody.compareTo(header) > 0)) {
            return new ServerHints(hints.retryable(), fromBody, DelaySource.ERROR_BODY);
        }
        return new ServerHints(hints.retryable(), header, DelaySource.RETRY_AFTER_HEADER);
    }
}
