package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/** Leases from the cache, or from the service as fast as the limiter allows; on the calling thread. */
final class CachedLeases implements Leases {

    private final LeaseCache cache;
    private final RateLimiter limiter;
    private final Sleeper sleeper;

    CachedLeases(LeaseCache cache, RateLimiter limiter, Sleeper sleeper) {
        this.cache = cache;
        this.limiter = limiter;
        this.sleeper = sleeper;
    }

    @Override
    public PlaybackLease get(UUID id) {
        PlaybackLease cached = cache.cached(id);
        if (cached != null) {
            return cached;
        }
        awaitPermit();
        return Answers.await(cache.lease(id));
    }

    @Override
    public PlaybackLease renew(UUID id, PlaybackLease rejected) {
        awaitPermit();
        return Answers.await(cache.renew(id, rejected));
    }

    private void awaitPermit() {
        Duration wait = limiter.reserve();
        if (wait.isZero()) {
            return;
        }
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("The wait for the rate limiter was interrupted.");
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
