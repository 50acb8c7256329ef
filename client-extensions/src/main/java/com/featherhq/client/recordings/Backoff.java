package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Exponential delays with jitter: each is between a half and the whole of its step. */
record Backoff(Duration first, double factor, Duration cap, DoubleSupplier random) {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Returns the duration in nanoseconds, or the most that there are: 292 years. */
    static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /** Returns the delay after failure number {@code failures}, which counts from 1. */
    Duration delay(int failures) {
        return new com.featherhq.client.http.Backoff(first, factor, cap, com.featherhq.client.http.Backoff.EQUAL_JITTER)
                .delay(failures, random);
    }
}
