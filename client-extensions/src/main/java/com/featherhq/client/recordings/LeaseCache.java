package com.featherhq.client.recordings;

import com.featherhq.client.ratelimit.Lane;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Playable leases by recording, bounded, and the requests that are under way for more. Lock-free on a hit. Failures and
 * leases without a URL are never kept.
 */
final class LeaseCache {

    /** Asks the service for one lease; every call is one request (and its retries). */
    @FunctionalInterface
    interface Source {

        CompletableFuture<PlaybackLease> request(UUID recordingId, Lane lane);
    }

    /** After a failed refresh ahead of expiry, the next one waits this long: the lease in hand is still good. */
    private static final long REFRESH_PAUSE = Duration.ofSeconds(1).toNanos();

    private final Source source;
    private final LongSupplier nanoTime;
    private final int capacity;
    private final long margin;
    private final Executor callbacks;
    private final ConcurrentHashMap<UUID, Entry> leases = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, CompletableFuture<PlaybackLease>> requests = new ConcurrentHashMap<>();
    private Iterator<Entry> hand = Collections.emptyIterator();

    /** @param callbacks runs the code of callers who wait for an answer: it may wait for another one itself */
    LeaseCache(Source source, LongSupplier nanoTime, int capacity, Duration margin, Executor callbacks) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.capacity = capacity;
        this.margin = Backoff.nanos(margin);
        this.callbacks = callbacks;
    }

    /** Returns the lease in hand if it has more than its margin left. */
    @Nullable
    PlaybackLease cached(UUID id) {
        return cached(id, Lane.INTERACTIVE);
    }

    /** @param lane in which it is renewed if it is due for that */
    @Nullable
    PlaybackLease cached(UUID id, Lane lane) {
        Entry cached = leases.get(id);
        if (cached == null) {
            return null;
        }
        long now = nanoTime.getAsLong();
        if (!cached.isFresh(now)) {
            return null;
        }
        cached.use();
        if (cached.isDueForRefresh(now)) {
            refresh(id, cached, lane);
        }
        return cached.lease;
    }

    /** Returns the lease in hand, or one request's answer for all who ask meanwhile. */
    CompletableFuture<PlaybackLease> lease(UUID id) {
        PlaybackLease cached = cached(id);
        return cached == null ? request(id, null, Lane.INTERACTIVE) : CompletableFuture.completedFuture(cached);
    }

    /** Forgets the lease; the answer of a request under way is not kept either. */
    void invalidate(UUID id) {
        requests.remove(id);
        leases.remove(id);
    }

    int size() {
        return leases.size();
    }

    private void refresh(UUID id, Entry cached, Lane lane) {
        cached.pauseRefresh(nanoTime.getAsLong() + REFRESH_PAUSE);
        CompletableFuture<PlaybackLease> unused = request(id, cached.lease, lane);
    }

    /**
     * Returns the lease in hand, or one request's answer for all who ask meanwhile.
     *
     * @param unwanted the one that won't do, because the storage rejected it
     */
    CompletableFuture<PlaybackLease> request(UUID id, @Nullable PlaybackLease unwanted, Lane lane) {
        CompletableFuture<PlaybackLease> mine = new CompletableFuture<>();
        CompletableFuture<PlaybackLease> theirs = requests.putIfAbsent(id, mine);
        if (theirs != null) {
            return copy(theirs);
        }
        PlaybackLease arrived = arrivedMeanwhile(id, unwanted);
        if (arrived == null) {
            send(id, mine, lane);
        } else {
            requests.remove(id, mine);
            mine.complete(arrived);
        }
        return copy(mine);
    }

    /** Another thread's request may have ended between our look at the cache and our turn to ask. */
    private @Nullable PlaybackLease arrivedMeanwhile(UUID id, @Nullable PlaybackLease unwanted) {
        Entry cached = leases.get(id);
        if (cached == null || cached.lease == unwanted || !cached.isFresh(nanoTime.getAsLong())) {
            return null;
        }
        return cached.lease;
    }

    private void send(UUID id, CompletableFuture<PlaybackLease> mine, Lane lane) {
        CompletableFuture<PlaybackLease> answer;
        try {
            answer = source.request(id, lane);
        } catch (Throwable e) { // An Error as well: all who ask for this recording wait for this one answer.
            answer = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<PlaybackLease> unused = answer.whenComplete((lease, failure) -> {
            try {
                keepUnlessInvalidated(id, mine, lease);
            } finally {
                requests.remove(id, mine);
                settle(mine, lease, failure);
            }
        });
    }

    private void keepUnlessInvalidated(UUID id, CompletableFuture<PlaybackLease> mine, @Nullable PlaybackLease lease) {
        requests.computeIfPresent(id, (key, current) -> {
            if (current == mine && lease != null) {
                keep(lease);
            }
            return current == mine ? null : current;
        });
    }

    private static void settle(
            CompletableFuture<PlaybackLease> mine, @Nullable PlaybackLease lease, @Nullable Throwable failure) {
        if (failure != null) {
            mine.completeExceptionally(failure);
        } else {
            mine.complete(lease);
        }
    }

    private void keep(PlaybackLease lease) {
        Entry cached = new Entry(lease, Math.min(margin, lease.lifetime().toNanos() / 4));
        if (capacity > 0 && lease.isPlayable() && cached.isFresh(nanoTime.getAsLong())) {
            leases.put(lease.recordingId(), cached);
            evict();
        } else {
            leases.remove(lease.recordingId());
        }
    }

    /** The clock algorithm: the hand goes round and takes the first lease that nobody used since its last visit. */
    private synchronized void evict() {
        while (leases.size() > capacity) {
            if (!hand.hasNext()) {
                hand = leases.values().iterator();
            }
            if (!hand.hasNext()) {
                return;
            }
            Entry candidate = hand.next();
            if (!candidate.wasUsed()) {
                leases.remove(candidate.lease.recordingId(), candidate);
            }
        }
    }

    /** So that a caller who cancels, or whose code takes its time, does not do it to the others. */
    private CompletableFuture<PlaybackLease> copy(CompletableFuture<PlaybackLease> shared) {
        return shared.thenApplyAsync(Function.identity(), callbacks);
    }

    /** A lease with the marks that the cache makes on it. The marks are hints: races on them cost at most one request. */
    private static final class Entry {

        final PlaybackLease lease;
        private final long margin;
        /** True at first: a lease is not the next to go just because nobody came back for it yet. */
        private volatile boolean used = true;

        private volatile long noRefreshUntil;
        private volatile boolean refreshPaused;

        Entry(PlaybackLease lease, long margin) {
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
}
