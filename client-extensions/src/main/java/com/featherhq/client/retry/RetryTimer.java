package com.featherhq.client.retry;

import com.featherhq.client.http.DaemonThreads;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a task later. */
@FunctionalInterface
interface RetryTimer {

    /** Runs {@code task} after {@code nanos}, on a thread of the timer's: the task must be quick, and run no code of users. */
    Future<?> schedule(long nanos, Runnable task);

    /** Returns the timer of all clients of this JVM: one daemon thread, which is there while something is scheduled. */
    static RetryTimer shared() {
        return Shared.INSTANCE;
    }

    /** The real one. */
    final class Shared implements RetryTimer {

        private static final Shared INSTANCE = new Shared();

        private final ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, new DaemonThreads("feather-timer"));

        private Shared() {
            executor.setRemoveOnCancelPolicy(true);
            executor.setKeepAliveTime(5, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
        }

        @Override
        public Future<?> schedule(long nanos, Runnable task) {
            return executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
    }
}
