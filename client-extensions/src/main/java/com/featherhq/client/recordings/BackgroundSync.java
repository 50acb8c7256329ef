package com.featherhq.client.recordings;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Brings a file to the disk while more of it is being written: one fsync at a time, on a daemon thread that ends with it.
 * After one that failed all fail, because the system may have dropped what it could not write, and then calls the next
 * one a success. Confined to one thread.
 */
final class BackgroundSync {

    /** Tests fail here, or take their time. */
    @FunctionalInterface
    interface Disk {

        void force(boolean metaData) throws IOException;
    }

    private final Disk disk;
    private @Nullable FutureTask<PartialState> running;
    private @Nullable IOException failure;

    BackgroundSync(Disk disk) {
        this.disk = disk;
    }

    /** Begins, when none is under way, what makes {@code state} true. */
    void start(PartialState state) {
        FutureTask<PartialState> task = new FutureTask<>(() -> {
            disk.force(false);
            return state;
        });
        Thread thread = new Thread(task, "feather-recordings-sync");
        thread.setDaemon(true);
        thread.start();
        running = task;
    }

    boolean isRunning() {
        return running != null;
    }

    /** Returns whether {@link #await()} has a result at once. */
    boolean isDone() {
        return running != null && running.isDone();
    }

    /** Waits for the one under way. Returns the state that is true since, or null if there was none. */
    @Nullable
    PartialState await() throws IOException {
        FutureTask<PartialState> task = running;
        running = null;
        try {
            PartialState state = task == null ? null : uninterruptibly(task);
            checkNotFailed();
            return state;
        } catch (ExecutionException e) {
            failure = e.getCause() instanceof IOException cause ? cause : new IOException(e);
            throw failure;
        }
    }

    /** Does it now, on the calling thread, when none is under way. */
    void force(boolean metaData) throws IOException {
        checkNotFailed();
        try {
            disk.force(metaData);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void checkNotFailed() throws IOException {
        if (failure != null) {
            throw new IOException("An earlier part of the file could not be brought to the disk.", failure);
        }
    }

    /** An fsync can't be stopped, and the file must not be closed under it. */
    private static PartialState uninterruptibly(FutureTask<PartialState> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
