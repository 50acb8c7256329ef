package com.featherhq.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Reads what a failed response says about trying again, from its header and from its body. Thread-safe. */
final class HintReader {

    /** Where a number of seconds stops to matter; keeps the arithmetic from overflowing. */
    static final Duration FOREVER = Duration.ofDays(365L * 100);

    private final Clock clock;

    /** Makes a reader; the clock stands in where a response has no {@code Date}. */
    HintReader(Clock clock) {
        this.clock = clock;
    }

    ServerHints read(Response<?> response) {
        Duration header = retryAfter(response);
        ResponseBody body = response.errorBody();
        BodyHints hints = body == null ? BodyHints.NONE : BodyHints.peek(body);
        Duration fromBody = hints.retryAfter();
        if (fromBody != null && (header == null || fromBody.compareTo(header) > 0)) {
            return new ServerHints(hints.retryable(), fromBody, DelaySource.ERROR_BODY);
        }
        return new ServerHints(hints.retryable(), header, DelaySource.RETRY_AFTER_HEADER);
    }

    /** RFC 9110 §10.2.3: seconds or a date. Anything else, a fraction included, is ignored. */
    private @Nullable Duration retryAfter(Response<?> response) {
        String value = response.headers().get("Retry-After");
        if (value == null) {
            return null;
        }
        return isNumber(value) ? seconds(value) : untilDate(response);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration seconds(String digits) {
        try {
            Duration parsed = Duration.ofSeconds(Long.parseLong(digits));
            return parsed.compareTo(FOREVER) < 0 ? parsed : FOREVER;
        } catch (NumberFormatException e) {
            return FOREVER;
        }
    }

    /** The wait is counted from the server's own clock: the local one may be wrong. */
    private @Nullable Duration untilDate(Response<?> response) {
        Date until = response.headers().getDate("Retry-After");
        if (until == null) {
            return null;
        }
        Date sent = response.headers().getDate("Date");
        Instant now = sent == null ? clock.instant() : sent.toInstant();
        Duration wait = Duration.between(now, until.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
