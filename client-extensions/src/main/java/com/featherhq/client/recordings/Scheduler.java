package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a task later; tests run it when they like. */
interface Scheduler {

    /** Returns what cancels the task. */
    Runnable after(Duration delay, Runnable task);

    /** One daemon thread, which goes away after ten seconds without work; so there is nothing to close. */
    final class Daemon implements Scheduler {

        private static final int IDLE_SECONDS = 10;

        private final ScheduledThreadPoolExecutor executor;

        Daemon() {
            executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "feather-recordings");
                thread.setDaemon(true);
                return thread;
            });
            executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            executor.setRemoveOnCancelPolicy(true);
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            ScheduledFuture<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }
    }
}
