package com.featherhq.client.recordings;

import com.featherhq.client.ThrottledException;
import com.featherhq.client.files.FileSource;
import com.featherhq.client.http.Futures;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The leases for one kind of work: from the cache, or else from the service, in a lane of the client's rate limiter and, for
 * work in bulk, at a pace of its own. No thread waits. Thread-safe.
 */
final class PacedLeases {

    /** Asks for a lease; it gets the one that won't do any more, if there is one. */
    @FunctionalInterface
    interface LeaseRequest {
        CompletableFuture<PlaybackLease> request(UUID recordingId, @Nullable PlaybackLease unwanted);
    }

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final LeaseCache cache;
    private final Lane lane;
    private final @Nullable RateLimiter pace;
    private final Scheduler scheduler;

    private PacedLeases(LeaseCache cache, Lane lane, @Nullable RateLimiter pace, Scheduler scheduler) {
        this.cache = cache;
        this.lane = lane;
        this.pace = pace;
        this.scheduler = scheduler;
    }

    /** Returns the file of a recording. */
    static FileSource source(UUID recordingId, LeaseRequest leases) {
        return FileSource.signedUrls(
                "Recording " + recordingId, unwanted -> leases.request(recordingId, (PlaybackLease) unwanted));
    }

    /** Returns leases for somebody who waits. */
    static PacedLeases interactive(LeaseCache cache, Scheduler scheduler) {
        return new PacedLeases(cache, Lane.INTERACTIVE, null, scheduler);
    }

    static PacedLeases bulk(LeaseCache cache, RateLimiter pace, Scheduler scheduler) {
        return new PacedLeases(cache, Lane.BULK, pace, scheduler);
    }

    /**
     * Returns a lease; cancelling the future ends the wait and gives the permit back.
     *
     * @param unwanted the one that won't do, because the storage rejected it
     */
    CompletableFuture<PlaybackLease> lease(UUID id, @Nullable PlaybackLease unwanted) {
        PlaybackLease cached = unwanted == null ? cache.cached(id, lane) : null;
        return cached == null ? new Request(id, unwanted).start() : CompletableFuture.completedFuture(cached);
    }

    private final class Request extends CompletableFuture<PlaybackLease> {

        private final UUID id;
        private final @Nullable PlaybackLease unwanted;
        private volatile Runnable cancelWait = () -> {};

        Request(UUID id, @Nullable PlaybackLease unwanted) {
            this.id = id;
            this.unwanted = unwanted;
        }

        Request start() {
            if (pace == null) {
                ask();
            } else {
                awaitPermit(pace);
            }
            return this;
        }

        private void awaitPermit(RateLimiter limiter) {
            CompletableFuture<Duration> permit;
            try {
                permit = limiter.reserve(lane, 1, LONGEST_WAIT).toCompletableFuture();
            } catch (RuntimeException e) {
                permit = CompletableFuture.failedFuture(e);
            }
            CompletableFuture<Duration> reserved = permit;
            cancelWait = () -> reserved.cancel(false);
            CompletableFuture<Duration> unused = reserved.whenComplete((wait, failure) -> {
                if (wait == null) {
                    completeExceptionally(noPermit(failure));
                } else {
                    after(wait, () -> reserved.cancel(false));
                }
            });
        }

        private RecordingDownloadException noPermit(@Nullable Throwable failure) {
            Throwable cause = failure == null ? null : Futures.unwrapped(failure);
            return new RecordingDownloadException(id, "the rate limiter gave no permit.", true, cause);
        }

        /** A limiter that says less than zero means at once. */
        private void after(Duration wait, Runnable giveBack) {
            if (isDone()) {
                giveBack.run();
            } else if (wait.isZero() || wait.isNegative()) {
                ask();
            } else {
                Duration limited = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
                Runnable cancelTask = scheduler.after(limited, this::ask);
                cancelWait = () -> {
                    cancelTask.run();
                    giveBack.run();
                };
                if (isDone()) {
                    cancelWait.run(); // Cancelled meanwhile.
                }
            }
        }

        private void ask() {
            cancelWait = () -> {};
            CompletableFuture<PlaybackLease> unused = cache.request(id, unwanted, lane)
                    .whenComplete((lease, failure) -> {
                        Throwable reason = failure == null ? null : Futures.unwrapped(failure);
                        Duration pause = reason == null ? null : pauseAfter(reason);
                        if (pause != null) {
                            after(pause, () -> {});
                        } else if (reason != null) {
                            completeExceptionally(reason);
                        } else {
                            complete(lease);
                        }
                    });
        }

        /** Work in bulk waits for its turn, also where that comes after the deadline of one call. */
        private @Nullable Duration pauseAfter(Throwable failure) {
            boolean refused = lane == Lane.BULK
                    && failure instanceof ThrottledException
                    && failure.getCause() instanceof PermitRefusedException;
            Duration turn = refused ? ((ThrottledException) failure).retryAfter() : null;
            return turn == null || turn.isZero() || turn.isNegative() ? null : turn;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            cancelWait.run();
            return cancelled;
        }
    }
}
