package com.featherhq.client.ratelimit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rate after the service said 429: down by a factor, back by equal steps (AIMD, as in TCP's congestion control, RFC
 * 5681; the factor 0.7 is CUBIC's, RFC 9438). Thread-safe.
 */
final class Pace {

    /** What the rate is multiplied with. */
    static final double DECREASE = 0.7;

    /** What comes back each second, as a part of the full rate: all of what one answer took in 60 s. */
    static final double RECOVERY = 0.005;

    /** However many answers say 429, a tenth of the rate remains. */
    static final double LEAST = 0.1;

    /** Answers to requests that were under way together count once. */
    static final Duration ROUND = Duration.ofSeconds(1);

    private static final double NANOS = 1e9;

    private record Slowed(double factor, long since) {}

    private final AtomicReference<@Nullable Slowed> slowed = new AtomicReference<>();

    /** Returns the interval, made longer as the rate is lower. */
    long slowed(long interval, long now) {
        Slowed current = slowed.get();
        if (current == null) {
            return interval;
        }
        double factor = factor(current, now);
        if (factor >= 1) {
            slowed.compareAndSet(current, null);
        }
        return (long) Math.ceil(interval / factor);
    }

    private static double factor(@Nullable Slowed current, long now) {
        if (current == null) {
            return 1;
        }
        return Math.min(1, current.factor + RECOVERY * Math.max(0, now - current.since) / NANOS);
    }

    /** Lowers the rate, to grow again from the end of the pause; returns whether it did. */
    boolean lower(long now, Duration pause) {
        Slowed current = slowed.get();
        if (current != null && now - current.since < ROUND.toNanos() && factor(current, now) < 1) {
            return false;
        }
        double lower = Math.max(LEAST, factor(current, now) * DECREASE);
        return slowed.compareAndSet(current, new Slowed(lower, now + pause.toNanos()));
    }
}
