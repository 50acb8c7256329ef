package com.featherhq.spec.bump;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends the work when the virtual machine is told to stop. What is registered is run at once, except while
 * {@link #uninterrupted} does its short work: that is waited for, and then nothing more is begun. Thread-safe.
 */
final class Cancellation implements AutoCloseable {

    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread hook = new Thread(this::cancel, "bump-cancel");
    private boolean cancelled;

    Cancellation() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Something that can be taken back without an exception. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Has {@code action} run on a stop, until the registration is closed. */
    Registration onCancel(Runnable action) {
        actions.add(action);
        return () -> actions.remove(action);
    }

    /**
     * Runs {@code work} so that a stop waits for its end.
     *
     * @throws IllegalStateException if the stop came first; nothing was run
     */
    void uninterrupted(Runnable work) {
        lock.lock();
        try {
            if (cancelled) {
                throw new IllegalStateException("Stopped before anything was changed.");
            }
            work.run();
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        lock.lock();
        try {
            cancelled = true;
        } finally {
            lock.unlock();
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The virtual machine is shutting down: the hook does its work.
        }
    }
}
