package com.featherhq.client.recordings;

/** A lease with the marks that the cache makes on it. The marks are hints: races on them cost at most one request. */
final class CachedLease {

    final PlaybackLease lease;
    private final long margin;
    /** True at first: a lease is not the next to go just because nobody came back for it yet. */
    private volatile boolean used = true;

    private volatile long noRefreshUntil;
    private volatile boolean refreshPaused;

    CachedLease(PlaybackLease lease, long margin) {
        this.lease = lease;
        this.margin = margin;
    }

    boolean isFresh(long now) {
        return lease.remainingNanos(now) > margin;
    }

    /** In the last stretch before the margin, as long as the margin itself. */
    boolean isDueForRefresh(long now) {
        return lease.remainingNanos(now) <= 2 * margin && !(refreshPaused && now - noRefreshUntil < 0);
    }

    void pauseRefresh(long until) {
        noRefreshUntil = until;
        refreshPaused = true;
    }

    /** Read before written, so that hits from many cores do not fight for the cache line. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    boolean wasUsed() {
        boolean before = used;
        used = false;
        return before;
    }
}
