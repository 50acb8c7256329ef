package com.featherhq.client.retry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads for an OkHttp dispatcher that go on with a call after OkHttp has done with it. By then OkHttp has given back the
 * call's place among those that may run, so a callback that takes its time, or waits for another call, keeps none from
 * running. There are as many threads as needed; each is gone after a minute without work.
 */
final class DispatcherThreads extends ThreadPoolExecutor {

    DispatcherThreads(String name) {
        super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name));
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> new Worker(task, name + "-" + count.incrementAndGet());
    }

    /** Who waits for OkHttp to say how a call ended. */
    @FunctionalInterface
    interface Waiter {
        /** OkHttp died of {@code reason}, and said nothing. */
        void lost(Throwable reason);
    }

    /** Runs {@code task} on this thread as soon as OkHttp has done with it; returns false if this is no such thread. */
    static boolean runAfter(Runnable task) {
        if (Thread.currentThread() instanceof Worker worker && worker.busy) {
            worker.after.add(task);
            return true;
        }
        return false;
    }

    /** Notes whose call this thread runs. */
    static void runs(Waiter waiter) {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.waiter = waiter;
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        ((Worker) thread).busy = true;
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        ((Worker) Thread.currentThread()).goOn(failure);
    }

    private static final class Worker extends Thread {

        private final Deque<Runnable> after = new ArrayDeque<>();
        private @Nullable Waiter waiter;
        private boolean busy;

        Worker(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }

        private void goOn(@Nullable Throwable failure) {
            busy = false;
            Waiter waiting = waiter;
            waiter = null;
            if (failure != null && waiting != null) {
                waiting.lost(failure); // Does nothing if OkHttp has said how the call ended.
            }
            for (Runnable task = after.poll(); task != null; task = after.poll()) {
                task.run();
            }
        }
    }
}
