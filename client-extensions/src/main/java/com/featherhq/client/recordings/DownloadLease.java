package com.featherhq.client.recordings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lease that one download works with, and when it takes another: never more of them than needed. On the calling thread.
 */
final class DownloadLease {

    private final UUID id;
    private final PacedLeases leases;
    private final StopSignal stop;
    private @Nullable PlaybackLease lease;
    private int requests;
    private boolean refused;
    private boolean replacesRefused;
    private boolean sizeDisputed;
    private boolean sizeWrong;

    DownloadLease(UUID id, PacedLeases leases, StopSignal stop) {
        this.id = id;
        this.leases = leases;
        this.stop = stop;
    }

    /** Returns the lease for the next request. The first one is used as it comes, even with no time left on it. */
    PlaybackLease forRequest() {
        PlaybackLease current = held();
        if (refused || sizeWrong || (requests > 0 && current.remaining().isZero())) {
            current = take(current);
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
            current = take(null);
        }
        return current;
    }

    private PlaybackLease take(@Nullable PlaybackLease unwanted) {
        PlaybackLease taken = stop.awaitUnlessStopped(leases.lease(id, unwanted));
        if (taken == null) {
            throw new RecordingDownloadException(id, "it was stopped: " + stop.reason() + ".", true, null);
        }
        lease = taken;
        return taken;
    }

    private RecordingDownloadException failure(String problem) {
        return new RecordingDownloadException(id, problem, false, null);
    }
}
