package com.featherhq.client.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The time that passes: nanoseconds of no particular origin, and a timer. */
interface Ticker {

    long nanos();

    /** Runs a task later, on a daemon thread of the JDK's; it must be quick. */
    void after(long delayNanos, Runnable task);

    static Ticker real() {
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void after(long delayNanos, Runnable task) {
                CompletableFuture.delayedExecutor(delayNanos, TimeUnit.NANOSECONDS, Runnable::run)
                        .execute(task);
            }
        };
    }
}
