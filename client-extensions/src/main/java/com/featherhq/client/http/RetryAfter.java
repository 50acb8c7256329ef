package com.featherhq.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long a response asks to wait, by its header {@code Retry-After} (RFC 9110 §10.2.3) or by a number of seconds in its
 * body.
 *
 * <p>Lenient where the meaning is clear: {@code 1.5} and {@code +1} are seconds, and of {@code 1, 1}, which two proxies
 * may have written, the longest counts. What can't be read, and what is negative, is no hint.
 */
public final class RetryAfter {

    /** Where the number stops to matter: 100 years. Keeps arithmetic with it from overflowing. */
    public static final Duration FOREVER = Duration.ofDays(365L * 100);

    private static final String NAME = "Retry-After";

    private RetryAfter() {}

    /**
     * Returns the wait that {@code headers} ask for, zero to 100 years, or null if they ask for none.
     *
     * @param clock stands in where the response has no {@code Date}: a date is counted from the server's own clock,
     *     because the local one may be wrong
     */
    public static @Nullable Duration of(Headers headers, Clock clock) {
        if (headers.get(NAME) == null) {
            return null;
        }
        Duration wait = null;
        for (String value : headers.values(NAME)) {
            wait = longest(wait, ofValue(value));
        }
        return wait == null ? untilDate(headers, clock) : wait;
    }

    private static @Nullable Duration ofValue(String value) {
        Duration wait = null;
        for (String part : value.split(",", -1)) {
            Duration read = ofHeaderSeconds(part.strip());
            if (read == null) {
                return null; // A date has a comma in it, too.
            }
            wait = longest(wait, read);
        }
        return wait;
    }

    private static @Nullable Duration longest(@Nullable Duration a, @Nullable Duration b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static @Nullable Duration ofHeaderSeconds(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        return number ? ofSeconds(digits) : null;
    }

    /**
     * Reads a number of seconds as JSON or a header may write it: {@code 2}, {@code 0.25}, {@code 1e3}.
     *
     * @return the wait, zero to 100 years (a negative number is zero), or null if {@code number} is none
     */
    public static @Nullable Duration ofSeconds(String number) {
        double seconds;
        try {
            seconds = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return null;
        }
        if (Double.isNaN(seconds)) {
            return null;
        }
        return seconds >= FOREVER.toSeconds() ? FOREVER : Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
    }

    private static @Nullable Duration untilDate(Headers headers, Clock clock) {
        Date until = headers.getDate(NAME);
        if (until == null) {
            return null;
        }
        Date sent = headers.getDate("Date");
        Instant now = sent == null ? clock.instant() : sent.toInstant();
        Duration wait = Duration.between(now, until.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
