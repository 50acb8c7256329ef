package com.featherhq.client.recordings;

import java.time.Duration;

/**
 * Paces requests to the Feather API. The service counts 6,000 requests a minute for the whole organisation, over all its
 * keys and machines; implement this over a shared store to divide that number between processes.
 *
 * <p>Implementations must be thread-safe: one limiter is asked by every worker of a
 * {@linkplain Recordings#downloadAll batch}.
 */
@FunctionalInterface
public interface RateLimiter {

    /**
     * Takes one permit and returns how long the caller has to wait before it sends its request; zero means at once. The
     * permit counts as used, so the next caller is told a later time. Must not block.
     */
    Duration reserve();

    /**
     * Returns a limiter of this process: {@code requests} a minute, evenly spaced, after a first burst of one second's
     * worth.
     *
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    static RateLimiter perMinute(int requests) {
        return new EvenRateLimiter(requests, System::nanoTime);
    }
}
