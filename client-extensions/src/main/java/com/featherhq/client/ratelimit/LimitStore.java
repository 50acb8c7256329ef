package com.featherhq.client.ratelimit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A store in which machines share one rate limit. Implement it over any store they share; {@code RedisLimitStore} and
 * {@code Bucket4jLimitStore} are included.
 *
 * <p>Implementations are thread-safe and never block. A request that fails or takes longer than 100 ms counts as an
 * unreachable store.
 */
public interface LimitStore {

    /**
     * Takes permits from a bucket, and says how long the caller has to wait until they are due. If that is longer than
     * {@code atMost}, nothing is taken. Cancelling the future stops a request that wasn't sent yet.
     */
    CompletionStage<Turn> take(Bucket bucket, int permits, Duration atMost);

    /** Gives permits back whose time has not come. Does nothing unless overridden. */
    default void giveBack(Bucket bucket, int permits, Turn turn) {}

    /**
     * Slows everybody down: the next permits are due {@code pause} later, and the rate goes down and grows back by itself.
     * Several calls in one second, from any machine, count once. Does nothing unless overridden.
     */
    default void slowDown(Bucket bucket, Duration pause) {}

    /**
     * A token bucket.
     *
     * @param name tells the buckets of one limit apart: {@code all} or {@code bulk}
     * @param permits how many come in each period, evenly
     * @param burst how many it holds
     */
    record Bucket(String name, int permits, Duration period, int burst) {

        /** Returns the time between two permits, rounded up to a nanosecond. */
        public long intervalNanos() {
            return -Math.floorDiv(-period.toNanos(), permits);
        }
    }

    /**
     * When permits are due.
     *
     * @param waitTime from now
     * @param due the moment by the store's own clock, for {@link #giveBack}
     * @param machines how many machines use the limit, this one included; 0 if it isn't known
     */
    record Turn(Duration waitTime, long due, int machines) {}
}
