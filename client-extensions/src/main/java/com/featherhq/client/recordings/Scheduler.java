package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a task later; tests run it when they like. */
interface Scheduler {

    /** Returns what cancels the task. */
    Runnable after(Duration delay, Runnable task);

    /**
     * Waits on the one timer of the Java platform, and gives every task a thread of its own: a task may run the code of
     * callers, which may wait for another one.
     */
    record Real(Executor threads) implements Scheduler {

        @Override
        public Runnable after(Duration delay, Runnable task) {
            CompletableFuture<@Nullable Void> timer = new CompletableFuture<@Nullable Void>()
                    .completeOnTimeout(null, Backoff.nanos(delay), TimeUnit.NANOSECONDS);
            CompletableFuture<@Nullable Void> unused = timer.thenRunAsync(task, threads);
            return () -> timer.cancel(false);
        }
    }
}
