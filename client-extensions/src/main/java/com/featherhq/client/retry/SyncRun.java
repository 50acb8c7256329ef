package com.featherhq.client.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import retrofit2.Response;

/** The synchronous run of a call: attempt, wait, attempt, on the caller's thread. */
final class SyncRun {

    private SyncRun() {}

    /** Returns the last response, or throws the last failure. */
    static <T> Response<T> of(RetryingCall<T> call, RetryRuntime runtime) throws IOException {
        for (int number = 1; ; number++) {
            RunningAttempt<T> attempt = call.start(number);
            run(attempt, call);
            Duration delay = call.end(attempt).delay();
            if (delay == null) {
                return attempt.result();
            }
            pause(runtime, call, delay);
        }
    }

    private static <T> void run(RunningAttempt<T> attempt, RetryingCall<T> call) {
        try {
            attempt.responded(attempt.raw().execute());
        } catch (IOException e) {
            attempt.failed(Thread.currentThread().isInterrupted() ? interrupted(call, e) : e);
        } catch (Exception e) {
            attempt.failed(e instanceof RuntimeException ? e : undeclared(call, e));
        } catch (Error e) {
            attempt.failed(e);
        }
    }

    /** OkHttp 5 lets the InterruptedException of its connecting out, undeclared as Kotlin allows, with the flag cleared. */
    private static IOException undeclared(RetryingCall<?> call, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return interrupted(call, e);
        }
        return new IOException("an undeclared " + e.getClass().getName(), e);
    }

    private static InterruptedIOException interrupted(RetryingCall<?> call, Exception cause) {
        call.interrupted();
        if (cause instanceof InterruptedIOException alreadySaysSo) {
            return alreadySaysSo;
        }
        InterruptedIOException failure = new InterruptedIOException("interrupted");
        failure.initCause(cause);
        return failure;
    }

    /** Waits, unless the call is cancelled or the thread interrupted, which stays its state. */
    private static void pause(RetryRuntime runtime, RetryingCall<?> call, Duration delay) throws IOException {
        Runnable cancel = call::cancel;
        runtime.waitBegins(cancel);
        try {
            await(runtime, call, delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            runtime.waitEnds(cancel);
        }
        if (call.isCanceled()) {
            throw new IOException("Canceled");
        }
    }

    private static void await(RetryRuntime runtime, RetryingCall<?> call, Duration delay) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> wakeUp = runtime.schedule(delay, over::countDown);
        try {
            call.onCancel(over::countDown);
            over.await();
        } finally {
            wakeUp.cancel(false);
        }
    }
}
