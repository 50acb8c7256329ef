package com.featherhq.client.files;

import com.featherhq.client.http.DaemonThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Calls fsync while more of the file is being written: one at a time, on a daemon thread that ends with it. After one that
 * failed all fail, because the system may have dropped what it could not write, and then calls the next one a success.
 * Confined to one thread.
 */
final class BackgroundSync {

    /** The file as seen from here. Tests fail here, or take their time. */
    interface Disk {

        int write(ByteBuffer bytes, long position) throws IOException;

        void force(boolean metaData) throws IOException;

        static Disk of(FileChannel file) {
            return new Disk() {
                @Override
                public int write(ByteBuffer bytes, long position) throws IOException {
                    return file.write(bytes, position);
                }

                @Override
                public void force(boolean metaData) throws IOException {
                    file.force(metaData);
                }
            };
        }
    }

    private final Disk disk;
    private @Nullable FutureTask<@Nullable PartialState> running;
    private @Nullable IOException failure;

    BackgroundSync(Disk disk) {
        this.disk = disk;
    }

    /** Begins, when none is under way, what makes {@code state} true. */
    void start(PartialState state) {
        start(false, state);
    }

    /** Begins, when none is under way, what makes the whole file last, its size and times included. */
    void startLast() {
        start(true, null);
    }

    private void start(boolean metaData, @Nullable PartialState state) {
        FutureTask<@Nullable PartialState> task = new FutureTask<>(() -> {
            disk.force(metaData);
            return state;
        });
        new DaemonThreads("feather-recordings-sync").newThread(task).start();
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
        FutureTask<@Nullable PartialState> task = running;
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
    void force() throws IOException {
        checkNotFailed();
        try {
            disk.force(false);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void checkNotFailed() throws IOException {
        if (failure != null) {
            throw new IOException("An earlier fsync of the file failed.", failure);
        }
    }

    /** An fsync can't be stopped, and the file must not be closed under it. */
    private static @Nullable PartialState uninterruptibly(FutureTask<@Nullable PartialState> task)
            throws ExecutionException {
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
