package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The lease that one reader works with, and when it takes another: never more of them than needed. */
final class DownloadLease {

    private final UUID id;
    private final LeaseCache cache;
    private final RateLimiter limiter;
    private final Backoff.Sleeper sleeper;
    private @Nullable PlaybackLease lease;
    private @Nullable PlaybackLease used;
    private boolean rejected;
    private boolean sizeDisputed;
    private long receivedAtRejection = -1;

    DownloadLease(UUID id, LeaseCache cache, RateLimiter limiter, Backoff.Sleeper sleeper) {
        this.id = id;
        this.cache = cache;
        this.limiter = limiter;
        this.sleeper = sleeper;
    }

    /** Returns the lease for the next request. The first one is used as it comes, even with no time left on it. */
    PlaybackLease forRequest() {
        PlaybackLease current = held();
        if (rejected || isUsedUp(current)) {
            current = renew(current);
        }
        rejected = false;
        used = current;
        lease = current;
        return current;
    }

    /** Returns the size that the service says, or null. */
    @Nullable
    Long bytes() {
        return held().bytes();
    }

    /**
     * Takes note that the storage refused the URL, so that the next request has another one; or fails if the URL can't be
     * the reason. Not every storage answers 403 or 410 when a URL has run out.
     *
     * @param received how many bytes have come in all; none since the last refusal means that a fresh URL did not help
     */
    void refused(int status, long received) {
        boolean gone = status == 403 || status == 410;
        boolean expired = status / 100 == 4 && held().remaining().isZero();
        if (!gone && !expired) {
            throw failure("the storage answered with HTTP status " + status + ".");
        }
        if (receivedAtRejection == received) {
            throw failure("the storage refused the fresh URL too, with HTTP status " + status + ".");
        }
        receivedAtRejection = received;
        rejected = true;
    }

    /** A lease may be older than the object: one fresh one settles who is right. */
    boolean isDisputed(@Nullable Long total) {
        Long expected = bytes();
        if (expected == null || total == null || expected.equals(total)) {
            return false;
        }
        if (sizeDisputed) {
            throw failure("the service says it has " + expected + " bytes, but the storage says " + total + ".");
        }
        sizeDisputed = true;
        rejected = true;
        return true;
    }

    private PlaybackLease held() {
        PlaybackLease current = lease;
        if (current == null) {
            current = get();
            lease = current;
        }
        return current;
    }

    private PlaybackLease get() {
        PlaybackLease cached = cache.cached(id);
        if (cached != null) {
            return cached;
        }
        awaitPermit();
        return StopSignal.await(cache.lease(id));
    }

    private PlaybackLease renew(PlaybackLease rejected) {
        awaitPermit();
        return StopSignal.await(cache.renew(id, rejected));
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

    private boolean isUsedUp(PlaybackLease current) {
        return current == used && current.remaining().isZero();
    }

    private RecordingDownloadException failure(String problem) {
        return new RecordingDownloadException(id, problem, false, null);
    }
}
