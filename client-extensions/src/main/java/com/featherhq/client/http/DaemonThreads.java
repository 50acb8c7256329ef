package com.featherhq.client.http;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes named threads that do not keep a JVM alive. Thread-safe. */
public final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    /** Makes a factory of threads called {@code name-1}, {@code name-2}, and so on. */
    public DaemonThreads(String name) {
        this.name = name;
    }

    /**
     * Returns an executor that makes threads without limit, so that no task keeps another one from running. They go away after
     * ten seconds without work: there is nothing to close.
     */
    public static Executor growing(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads(name));
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
