package com.featherhq.client.ratelimit;

import java.time.Duration;

/** Where a limiter takes its permits: this process, or a store that machines share. */
interface Permits {

    /** A bucket to take from. */
    enum From {
        /** What every request takes from. */
        ALL,
        /** What work in bulk takes from as well, before. */
        BULK
    }

    /**
     * What was taken.
     *
     * @param waitNanos from now; more than what was asked for at most means that nothing was taken
     * @param due the moment, by the clock of the store that gave it
     */
    record Taken(long waitNanos, long due, boolean shared) {}

    /** Who hears what was taken, or why nothing was. */
    interface Answer {
        void taken(Taken taken);

        void failed(Throwable failure);
    }

    /** Takes permits if none has to be waited for, and allocates nothing. May say no without looking. */
    boolean takeNow(From bucket, int permits);

    /** Takes permits, and tells what came of it; at once or later, on any thread. */
    void take(Lane lane, From bucket, int permits, long atMostNanos, Answer answer);

    void giveBack(From bucket, int permits, Taken taken);

    /** Returns whether it did; false if this is not the first answer of the kind in a second. */
    boolean slowDown(Duration pause);
}
