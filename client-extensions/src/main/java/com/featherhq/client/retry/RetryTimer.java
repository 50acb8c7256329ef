package com.featherhq.client.retry;

import com.featherhq.client.http.DaemonThreads;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a task later. */
@FunctionalInterface
interface RetryTimer {

    /**
     * Runs {@code task} after {@code nanos}, on a thread of the timer's: the task must be quick.
     *
     * @throws RejectedExecutionException if the timer is closed
     */
    Future<?> schedule(long nanos, Runnable task);

    /** Stops the timer; what is scheduled does not run any more. */
    default void close() {}

    /** Returns a timer with one daemon thread, which is started by the first task. */
    static RetryTimer daemon() {
        return new Daemon();
    }

    /** The real one. */
    final class Daemon implements RetryTimer {

        private final ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, new DaemonThreads("feather-retry"));

        private Daemon() {
            executor.setRemoveOnCancelPolicy(true);
        }

        @Override
        public Future<?> schedule(long nanos, Runnable task) {
            return executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
