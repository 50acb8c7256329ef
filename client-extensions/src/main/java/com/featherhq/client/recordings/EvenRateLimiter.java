package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A token bucket kept as one number: the moment at which the next permit is due. Lock-free. */
final class EvenRateLimiter implements RateLimiter {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long BURST = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final long origin;
    private final long interval;
    private final AtomicLong due = new AtomicLong(-BURST);

    EvenRateLimiter(int requestsPerMinute, LongSupplier nanoTime) {
        if (requestsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "requestsPerMinute must be at least 1, but is " + requestsPerMinute + ".");
        }
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.interval = MINUTE / requestsPerMinute;
    }

    @Override
    public Duration reserve() {
        long now = nanoTime.getAsLong() - origin;
        long earliest = now - BURST;
        long mine = due.getAndUpdate(next -> Math.max(next, earliest) + interval);
        return Duration.ofNanos(Math.max(0, Math.max(mine, earliest) - now));
    }
}
