package com.featherhq.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** The wait of a synchronous call, which cancelling the call ends at once. */
final class SyncWait {

    private SyncWait() {}

    /**
     * Waits on the calling thread.
     *
     * @throws InterruptedIOException if the thread is interrupted, which stays its state
     * @throws IOException if the call is cancelled
     */
    static void pause(RetryRuntime runtime, RetryingCall<?> call, Duration delay) throws IOException {
        runtime.waits(call);
        try {
            await(runtime, call, delay);
        } catch (RejectedExecutionException e) {
            call.cancel(); // The client was closed at this moment.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            runtime.waitsNoMore(call);
        }
        if (call.isCanceled()) {
            throw new IOException("Canceled");
        }
    }

    private static void await(RetryRuntime runtime, RetryingCall<?> call, Duration delay) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> wakeUp = runtime.later(delay, over::countDown);
        try {
            call.onCancel(over::countDown);
            over.await();
        } finally {
            wakeUp.cancel(false);
        }
    }
}
