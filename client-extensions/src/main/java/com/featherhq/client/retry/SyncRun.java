package com.featherhq.client.retry;

import com.featherhq.client.http.UndeclaredException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
            Permit permit = call.reserve();
            IOException refused = permit == null ? null : awaitPermit(permit, runtime, call);
            if (refused != null) {
                return withoutPermit(call, last, refused);
            }
            RunningAttempt<T> attempt = call.start(number, permit);
            run(attempt, call);
            Duration delay = end(attempt, call, runtime).delay();
            if (delay == null) {
                return attempt.result();
            }
            waitUntil(runtime, call, wakeUp -> List.of(runtime.schedule(delay, wakeUp)));
            last = attempt;
        }
    }

    private static <T> RetryDecision end(RunningAttempt<T> attempt, RetryingCall<T> call, RetryRuntime runtime) {
        try {
            ask(call.close(attempt), attempt, call, runtime);
            return call.end(attempt);
        } catch (Throwable e) { // An Error of a listener's.
            attempt.discard();
            throw e;
        }
    }

    /** Asks, if there is a question, on this thread, and waits until the call's deadline if the answer comes later. */
    private static <T> void ask(
            Confirmation.@Nullable Question question,
            RunningAttempt<T> attempt,
            RetryingCall<T> call,
            RetryRuntime runtime) {
        if (question == null) {
            return;
        }
        CompletableFuture<Confirmation<?>> answer = question.ask();
        try {
            if (!answer.isDone()) {
                waitUntil(runtime, call, wakeUp -> onceKnownOrLate(answer, timeLeft(call, runtime), runtime, wakeUp));
            }
        } catch (InterruptedIOException e) {
            attempt.failed(interrupted(call, e));
        } catch (IOException e) {
            attempt.failed(e);
        }
        answer.complete(Confirmation.unknown());
        attempt.confirmed(known(answer));
    }

    private static Confirmation<?> known(CompletableFuture<Confirmation<?>> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static @Nullable Duration timeLeft(RetryingCall<?> call, RetryRuntime runtime) {
        CallTime time = call.time();
        return time == null ? null : time.left(runtime.nanoTime());
    }

    private static List<Future<?>> onceKnownOrLate(
            CompletableFuture<?> answer, @Nullable Duration left, RetryRuntime runtime, Runnable wakeUp) {
        Future<?> known = answer.whenComplete((confirmation, failure) -> wakeUp.run());
        return left == null
                ? List.of(known)
                : List.of(known, runtime.schedule(left.isNegative() ? Duration.ZERO : left, wakeUp));
    }

    private static <T> Response<T> withoutPermit(
            RetryingCall<T> call, @Nullable RunningAttempt<T> last, IOException refused) throws IOException {
        if (last == null) {
            throw refused;
        }
        call.endWithoutPermit(last);
        return last.result();
    }

    /** Waits for a permit and until it is due; returns why there is none, or null. */
    private static @Nullable IOException awaitPermit(Permit permit, RetryRuntime runtime, RetryingCall<?> call)
            throws IOException {
        boolean taken = false;
        try {
            IOException refusal = await(permit, runtime, call);
            taken = permit.isKnown();
            return refusal;
        } finally {
            if (!taken) {
                permit.giveBack();
            }
        }
    }

    private static @Nullable IOException await(Permit permit, RetryRuntime runtime, RetryingCall<?> call)
            throws IOException {
        if (!permit.isKnown()) {
            waitUntil(runtime, call, wakeUp -> answerOrDeadline(permit, runtime, call, wakeUp));
        }
        if (!permit.isKnown()) {
            return permit.tooLate();
        }
        IOException refusal = permit.refusal();
        if (refusal == null && !permit.waitTime().isZero()) {
            RetryLog.waits(call.request(), permit.waitTime());
            waitUntil(runtime, call, wakeUp -> List.of(runtime.schedule(permit.waitTime(), wakeUp)));
        }
        return refusal;
    }

    /** The limiter may be anybody's, and never answer. */
    private static List<Future<?>> answerOrDeadline(
            Permit permit, RetryRuntime runtime, RetryingCall<?> call, Runnable wakeUp) {
        Future<?> answer = permit.onceKnown(wakeUp);
        CallTime time = call.time();
        Duration left = time == null ? null : time.left(runtime.nanoTime());
        return left == null
                ? List.of(answer)
                : List.of(
                        answer,
                        RetryTimer.shared().schedule(left.plus(AsyncRun.GRACE).toNanos(), wakeUp));
    }

    private static <T> void run(RunningAttempt<T> attempt, RetryingCall<T> call) {
        try {
            attempt.execute();
        } catch (IOException e) {
            attempt.failed(interrupted(call, e));
        } catch (Exception e) {
            attempt.failed(e instanceof RuntimeException ? e : interrupted(call, UndeclaredException.of(e)));
        } catch (Error e) {
            attempt.failed(e);
        }
    }

    /** Returns {@code failure}, or what says that the thread was interrupted, if it was. */
    private static IOException interrupted(RetryingCall<?> call, IOException failure) {
        if (!Thread.currentThread().isInterrupted()) {
            return failure;
        }
        call.interrupted();
        if (failure instanceof InterruptedIOException) {
            return failure; // It says so.
        }
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(failure);
        return interrupted;
    }

    /**
     * Waits, unless the call is cancelled or the thread interrupted, which stays its state.
     *
     * @param start arranges what ends the wait, and returns what is cancelled after it
     */
    private static void waitUntil(RetryRuntime runtime, RetryingCall<?> call, Function<Runnable, List<Future<?>>> start)
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

    private static void await(RetryingCall<?> call, Function<Runnable, List<Future<?>>> start)
            throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        List<Future<?>> wakeUps = start.apply(over::countDown);
        try {
            call.onCancel(over::countDown);
            over.await();
        } finally {
            wakeUps.forEach(wakeUp -> wakeUp.cancel(false));
        }
    }
}
