package com.featherhq.client.ratelimit;

import com.featherhq.client.ratelimit.Permits.From;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A limiter with two lanes: work in bulk takes from its own bucket first, and from that of all when its time has come. */
final class LaneLimiter implements RateLimiter {

    /** No wait. Cancelling it changes nothing: its permit may be used at once. */
    private static final CompletionStage<Duration> NOW = CompletableFuture.completedStage(Duration.ZERO);

    /** Without a deadline callers wait for as long as it takes; this fits into nanoseconds with room to spare. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** How far a 429 without a hint moves the time forward. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The service counts by the minute: after one, the requests that made it say 429 don't count any more. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Permits permits;
    private final Ticker ticker;
    private final Announcer announcer;

    LaneLimiter(Permits permits, Ticker ticker, Announcer announcer) {
        this.permits = permits;
        this.ticker = ticker;
        this.announcer = announcer;
    }

    @Override
    public CompletionStage<Duration> reserve(Lane lane, int count, Duration atMost) {
        Objects.requireNonNull(lane, "lane");
        if (count < 1) {
            throw new IllegalArgumentException("permits must be at least 1, but is " + count + ".");
        }
        if (lane == Lane.BULK && !permits.takeNow(From.BULK, count)) {
            return new Reservation(lane, count, limited(atMost)).from(From.BULK);
        }
        if (!permits.takeNow(From.ALL, count)) {
            return new Reservation(lane, count, limited(atMost)).from(From.ALL);
        }
        if (!announcer.isSilent()) {
            announcer.tell(listener -> listener.reserved(lane, Duration.ZERO, false));
        }
        return NOW;
    }

    private static long limited(Duration atMost) {
        return Math.max(0, (atMost.compareTo(LONGEST) < 0 ? atMost : LONGEST).toNanos());
    }

    @Override
    public void rejected(@Nullable Duration retryAfter) {
        Duration asked = retryAfter == null || retryAfter.compareTo(PAUSE) < 0 ? PAUSE : retryAfter;
        if (permits.slowDown(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE)) {
            announcer.tell(RateLimitListener::slowedDown);
        }
    }

    @Override
    public String toString() {
        return "RateLimiter[" + permits + "]";
    }

    /** Permits that were asked for: on their way, waiting for the bulk lane, or known with the time when they are due. */
    private final class Reservation extends CompletableFuture<Duration> {

        private final Lane lane;
        private final int count;
        private final long atMost;
        private final long start = ticker.nanos();
        private boolean canceled;
        private @Nullable From taking;
        private Permits.@Nullable Taken taken;

        Reservation(Lane lane, int count, long atMost) {
            this.lane = lane;
            this.count = count;
            this.atMost = atMost;
        }

        Reservation from(From first) {
            takeFrom(first);
            return this;
        }

        private void takeFrom(From bucket) {
            long left = Math.max(0, atMost - (ticker.nanos() - start));
            permits.take(lane, bucket, count, left, new Permits.Answer() {
                @Override
                public void taken(Permits.Taken result) {
                    if (result.waitNanos() > left) {
                        Duration due = Duration.ofNanos(result.waitNanos());
                        failed(PermitRefusedException.tooLate(lane, due, Duration.ofNanos(left)));
                    } else if (holds(bucket, result)) {
                        proceed(bucket, result);
                    }
                }

                @Override
                public void failed(Throwable failure) {
                    refuse(failure);
                }
            });
        }

        private void refuse(Throwable failure) {
            if (completeExceptionally(failure)) {
                announcer.tell(listener -> listener.refused(lane));
            }
        }

        /** Keeps what was taken for giving it back; gives it back at once if the caller gave up before. */
        private boolean holds(From bucket, Permits.Taken result) {
            synchronized (this) {
                if (!canceled) {
                    taking = bucket;
                    taken = result;
                    return true;
                }
            }
            permits.giveBack(bucket, count, result);
            return false;
        }

        private void proceed(From bucket, Permits.Taken result) {
            if (bucket == From.ALL) {
                long inAll = ticker.nanos() - start + result.waitNanos();
                announcer.tell(listener -> listener.reserved(lane, Duration.ofNanos(inAll), result.shared()));
                complete(Duration.ofNanos(result.waitNanos()));
            } else if (result.waitNanos() == 0) {
                takeFrom(From.ALL);
            } else {
                ticker.after(result.waitNanos(), this::passBulk);
            }
        }

        private void passBulk() {
            if (!isCanceled()) {
                takeFrom(From.ALL);
            }
        }

        private synchronized boolean isCanceled() {
            return canceled;
        }

        /** Also after the wait is known, as long as it lasts. */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            From bucket;
            Permits.Taken held;
            synchronized (this) {
                canceled = true;
                bucket = taking;
                held = taken;
                taken = null;
            }
            if (bucket != null && held != null) {
                permits.giveBack(bucket, count, held);
            }
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
