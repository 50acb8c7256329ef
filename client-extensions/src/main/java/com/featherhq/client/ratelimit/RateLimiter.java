package com.featherhq.client.ratelimit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Says when a request may be sent, so that the service's rate limit is kept. The service counts 6,000 requests a minute for
 * the whole organisation, over all its keys and machines.
 *
 * <pre>{@code
 * RateLimiter ofThisProcess = RateLimiter.perMinute(6_000);
 * RateLimiter ofAllMachines = RateLimiter.builder(6_000)
 *         .sharedBy(RedisLimitStore.of(redis.connect().async(), "feather"))
 *         .build();
 * }</pre>
 *
 * <p>Implementations are thread-safe, and must not block.
 *
 * @see Lane
 * @see LimitStore
 */
public interface RateLimiter {

    /**
     * Takes permits. The stage completes with the time that the caller waits before it sends; zero means now. It fails with
     * a {@link PermitRefusedException}, and takes nothing, if that time would come after {@code atMost}. In the bulk lane
     * the stage itself may complete later: once the work has passed its own bucket.
     *
     * <p>Who gives up, also during the wait, calls {@code toCompletableFuture().cancel(false)}: what can be given back is.
     * What depends on the stage runs on a thread of the store or of a timer, and must be quick.
     *
     * @param atMost how long the caller can wait at most, from now
     * @throws IllegalArgumentException if {@code permits} is less than 1
     */
    CompletionStage<Duration> reserve(Lane lane, int permits, Duration atMost);

    /**
     * Notes that the service answered 429 to a request that had a permit: others use the limit too. The next permits come
     * later, and at a lower rate, which then grows back. Several answers in one second count once. Does nothing unless
     * overridden.
     *
     * @param retryAfter how long the service asks to wait; null if it doesn't say
     */
    default void rejected(@Nullable Duration retryAfter) {}

    /**
     * Returns a limiter of this process: at most {@code requests} in any 60 s. See {@link Builder} for its defaults.
     *
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    static RateLimiter perMinute(int requests) {
        return builder(requests).build();
    }

    /** Returns a builder of a limiter for at most {@code requests} in any 60 s. */
    static Builder builder(int requests) {
        return new Builder(requests);
    }

    /** Builds a {@link RateLimiter}. Not thread-safe. */
    final class Builder {

        private final int requests;
        private Duration window = Duration.ofMinutes(1);
        private @Nullable Integer burst;
        private double bulkShare = 0.5;
        private int machines = 1;
        private @Nullable LimitStore store;
        private boolean failClosed;
        private @Nullable RateLimitListener listener;

        private Builder(int requests) {
            this.requests = requests;
        }

        /** Sets the window in which the requests are counted. Default: 60 s. */
        public Builder window(Duration window) {
            this.window = Objects.requireNonNull(window, "window");
            return this;
        }

        /**
         * Sets how many permits may be used at once after a quiet time. The more, the lower is the steady rate: burst and
         * refill together stay within the limit. Default: 0.5 % of the limit (30 of 6,000), at least 1.
         */
        public Builder burst(int burst) {
            this.burst = burst;
            return this;
        }

        /** Sets the part of the rate that the bulk lane can use: above 0, at most 1. Default: 0.5. */
        public Builder bulkShare(double bulkShare) {
            this.bulkShare = bulkShare;
            return this;
        }

        /**
         * Shares the limit through a store, such as Redis, with every process that uses the same one. Default: not shared.
         */
        public Builder sharedBy(LimitStore store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Sets among how many machines the limit is divided while the store can't be reached and none of them has been seen
         * yet. Later it is the number seen last. Default: 1.
         */
        public Builder machines(int machines) {
            this.machines = machines;
            return this;
        }

        /**
         * Refuses every permit while the store can't be reached. Default: a local share of the limit is used then, and no
         * call fails because of the store.
         */
        public Builder failClosed() {
            failClosed = true;
            return this;
        }

        /** Sets the listener for reservations and for the state of the store. Default: none. */
        public Builder listener(RateLimitListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Returns the limiter.
         *
         * @throws IllegalArgumentException if the limit, the burst, the window, the share or the number of machines is out
         *     of
         *     its range
         */
        public RateLimiter build() {
            Rates rates = Rates.of(requests, window, burst == null ? Rates.defaultBurst(requests) : burst, bulkShare);
            if (machines < 1) {
                throw new IllegalArgumentException("machines must be at least 1, but is " + machines + ".");
            }
            Ticker ticker = Ticker.real();
            Announcer announcer = new Announcer(listener);
            Permits permits = store == null
                    ? new LocalPermits(rates, ticker)
                    : new SharedPermits(store, rates, machines, failClosed, ticker, announcer);
            return new LaneLimiter(permits, ticker, announcer);
        }
    }
}
