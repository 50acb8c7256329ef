package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The lease that one download works with, and when it takes another: never more of them than needed, and from the service
 * no faster than the limiter allows. On the calling thread.
 */
final class DownloadLease {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final UUID id;
    private final LeaseCache cache;
    private final RateLimiter limiter;
    private final Backoff.Sleeper sleeper;
    private final StopSignal stop;
    private @Nullable PlaybackLease lease;
    private int requests;
    private boolean refused;
    private boolean replacesRefused;
    private boolean sizeDisputed;
    private boolean sizeWrong;

    DownloadLease(UUID id, LeaseCache cache, RateLimiter limiter, Backoff.Sleeper sleeper, StopSignal stop) {
        this.id = id;
        this.cache = cache;
        this.limiter = limiter;
        this.sleeper = sleeper;
        this.stop = stop;
    }

    /** Returns the lease for the next request. The first one is used as it comes, even with no time left on it. */
    PlaybackLease forRequest() {
        PlaybackLease current = held();
        if (refused || sizeWrong || (requests > 0 && current.remaining().isZero())) {
            current = fromService(current);
            lease = current;
            requests = 0;
            replacesRefused = refused;
            refused = false;
            sizeWrong = false;
        }
        requests++;
        return current;
    }

    /** Returns the size that the service says, or null. */
    @Nullable
    Long bytes() {
        return held().bytes();
    }

    /**
     * Takes note that the storage refused the URL, so that the next request has another one; or fails if the URL can't be
     * the reason, or was made in place of a refused one and is refused at its first request.
     */
    void refused(int status) {
        if (!mayBeTheUrl(status)) {
            throw failure("the storage answered with HTTP status " + status + ".");
        }
        if (replacesRefused && requests == 1) {
            throw failure("the storage refused the fresh URL too, with HTTP status " + status + ".");
        }
        refused = true;
    }

    /**
     * Which refusals a fresh URL may cure: 403 and 410, 400 (S3 and Google answer an expired token with it) and 401 (as some
     * CDNs do); once the time of the URL is over, any 4xx.
     */
    private boolean mayBeTheUrl(int status) {
        return switch (status) {
            case 400, 401, 403, 410 -> true;
            default -> status / 100 == 4 && held().remaining().isZero();
        };
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
        sizeWrong = true;
        return true;
    }

    private PlaybackLease held() {
        PlaybackLease current = lease;
        if (current == null) {
            PlaybackLease cached = cache.cached(id);
            current = cached == null ? fromService(null) : cached;
            lease = current;
        }
        return current;
    }

    private PlaybackLease fromService(@Nullable PlaybackLease unwanted) {
        awaitPermit();
        CompletableFuture<PlaybackLease> answer = unwanted == null ? cache.lease(id) : cache.renew(id, unwanted);
        PlaybackLease fresh = stop.awaitUnlessStopped(answer);
        if (fresh == null) {
            throw stopped();
        }
        return fresh;
    }

    /** The one place where downloads are paced. A limiter that says less than zero means at once. */
    private void awaitPermit() {
        Duration wait = limiter.reserve();
        if (wait.isZero() || wait.isNegative()) {
            return;
        }
        try {
            stop.pause(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, sleeper);
        } catch (InterruptedException e) {
            throw StopSignal.interrupted("The wait for the rate limiter was interrupted.", e);
        }
        if (stop.reason() != null) {
            throw stopped();
        }
    }

    private RecordingDownloadException stopped() {
        return new RecordingDownloadException(id, "it was stopped: " + stop.reason() + ".", true, null);
    }

    private RecordingDownloadException failure(String problem) {
        return new RecordingDownloadException(id, problem, false, null);
    }
}
