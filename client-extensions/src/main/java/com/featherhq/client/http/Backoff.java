package com.featherhq.client.http;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits that grow with each failure, with jitter, so that callers who failed together don't come back together (Marc Brooker,
 * <i>Exponential Backoff and Jitter</i>, AWS Architecture Blog 2015). Immutable and thread-safe.
 *
 * @param first the bound of the wait after the first failure
 * @param factor what the bound is multiplied with after each further failure
 * @param longest what the bound never passes
 * @param jitter the part of the bound that is random: {@link #FULL_JITTER}, {@link #EQUAL_JITTER}, or 0 for none
 */
public record Backoff(Duration first, double factor, Duration longest, double jitter) {

    /** Anything between zero and the bound is equally likely. */
    public static final double FULL_JITTER = 1;

    /** At least half of the bound; for polls, which are not to follow at once. */
    public static final double EQUAL_JITTER = 0.5;

    /**
     * Returns the wait after a failure.
     *
     * @param failures the number of failures in a row, this one included; at least 1
     * @param random gives numbers in 0…1, 1 excluded
     */
    public Duration delay(int failures, DoubleSupplier random) {
        double grown = first.toNanos() * Math.pow(factor, failures - 1.0);
        double bound = Math.min(grown, (double) longest.toNanos());
        return Duration.ofNanos((long) (bound * (1 - jitter + jitter * random.getAsDouble())));
    }
}
