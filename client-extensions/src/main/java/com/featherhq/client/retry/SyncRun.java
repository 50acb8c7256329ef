package com.featherhq.client.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** The synchronous run of a call: attempt, wait, attempt, on the caller's thread. */
final class SyncRun {

    private SyncRun() {}

    /** Returns the last response, or throws the last failure. */
    static <T> Response<T> of(RetryingCall<T> call, RetryRuntime runtime) throws IOException {
        RunningAttempt<T> last = null;
        for (int number = 1; ; number++) {
            IOException refused = awaitPermit(runtime, call);
            if (refused != null) {
                return withoutPermit(call, last, refused);
            }
            RunningAttempt<T> attempt = call.start(number);
            run(attempt, call);
            Duration delay = call.end(attempt).delay();
            if (delay == null) {
                return attempt.result();
            }
            waitUntil(runtime, call, wakeUp -> runtime.schedule(delay, wakeUp));
            last = attempt;
        }
    }

    private static <T> Response<T> withoutPermit(
            RetryingCall<T> call, @Nullable RunningAttempt<T> last, IOException refused) throws IOException {
        if (last == null) {
            throw refused;
        }
        call.endWithoutPermit(last);
        return last.result();
    }

    /** Waits for a permit and until it is due, if there is a limiter; returns why there is none, or null. */
    private static @Nullable IOException awaitPermit(RetryRuntime runtime, RetryingCall<?> call) throws IOException {
        Permit permit = call.reserve();
        if (permit == null) {
            return null;
        }
        boolean waited = false;
        try {
            IOException refusal = await(permit, runtime, call);
            waited = true;
            return refusal;
        } finally {
            if (!waited) {
                permit.giveBack();
            }
        }
    }

    private static @Nullable IOException await(Permit permit, RetryRuntime runtime, RetryingCall<?> call)
            throws IOException {
        if (!permit.isKnown()) {
            waitUntil(runtime, call, permit::onceKnown);
        }
        IOException refusal = permit.refusal();
        if (refusal == null && !permit.waitTime().isZero()) {
            RetryLog.waits(call.request(), permit.waitTime());
            waitUntil(runtime, call, wakeUp -> runtime.schedule(permit.waitTime(), wakeUp));
        }
        return refusal;
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

    /**
     * Waits, unless the call is cancelled or the thread interrupted, which stays its state.
     *
     * @param start arranges what ends the wait, and returns what is cancelled after it
     */
    private static void waitUntil(RetryRuntime runtime, RetryingCall<?> call, Function<Runnable, Future<?>> start)
            throws IOException {
        Runnable cancel = call::cancel;
        runtime.waitBegins(cancel);
        try {
            await(call, start);
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

    private static void await(RetryingCall<?> call, Function<Runnable, Future<?>> start) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> wakeUp = start.apply(over::countDown);
        try {
            call.onCancel(over::countDown);
            over.await();
        } finally {
            wakeUp.cancel(false);
        }
    }
}
