package com.featherhq.client.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * The asynchronous run of a call: permit, attempt, wait, attempt, on nobody's thread in between.
 *
 * <p>{@link RetryRuntime.Steps} sees to it that the callback is called exactly once, whatever comes together. Whatever is thrown on the way, an
 * {@code Error} included, ends the call.
 */
final class AsyncRun<T> {

    /** OkHttp's own timeouts come first: they know more of what was going on. */
    static final Duration GRACE = Duration.ofMillis(20);

    private final RetryingCall<T> call;
    private final RetryRuntime runtime;
    private final Callback<T> callback;
    private final RetryRuntime.Steps steps = new RetryRuntime.Steps();
    private volatile @Nullable Future<?> watch;
    private volatile boolean expired;
    private volatile boolean over;
    private volatile @Nullable RunningAttempt<T> last;

    AsyncRun(RetryingCall<T> call, RetryRuntime runtime, Callback<T> callback) {
        this.call = call;
        this.runtime = runtime;
        this.callback = callback;
    }

    void start() {
        call.onCancel(this::cancel);
        askForPermit(1);
        watchDeadline();
    }

    /** Goes on with the attempt once there is a permit for it, if there is a limiter. */
    private void askForPermit(int number) {
        Permit permit = call.reserve();
        if (permit == null || permit.isDueAtOnce()) {
            attempt(number, permit);
            return;
        }
        Waiting waiting = new Waiting(() -> attempt(number, permit), permit);
        pause(waiting, () -> {
            Future<?> unused = permit.onceKnown(() -> goOn(waiting, permit));
        });
    }

    /** The answer may come on a thread of anybody's, so what follows runs elsewhere. */
    private void goOn(Waiting waiting, Permit permit) {
        IOException refusal = permit.refusal();
        if (refusal == null) {
            RetryLog.waits(call.request(), permit.waitTime());
            waiting.sleep(permit.waitTime());
        } else if (steps.claim(waiting)) {
            runtime.waitEnds(waiting.cancel);
            runtime.goOn(() -> end(() -> withoutPermit(refusal)));
        }
    }

    private void withoutPermit(IOException refusal) {
        RunningAttempt<T> before = last;
        if (before == null) {
            callback.onFailure(call, refusal);
        } else {
            call.endWithoutPermit(before);
            before.deliver(call, callback);
        }
    }

    private void attempt(int number, @Nullable Permit permit) {
        Attempting attempting = new Attempting(call.start(number, permit));
        steps.begin(attempting);
        try {
            attempting.attempt.raw().enqueue(attempting);
        } catch (Throwable e) {
            steps.abort(e);
        }
        endIfLate();
    }

    /** What came between two steps, when there was none to end. */
    private void endIfLate() {
        if (call.isCanceled()) {
            cancel();
        } else if (expired) {
            timedOut();
        }
    }

    /** OkHttp's timeouts end neither a wait for a place or a thread, nor code of the user's that hangs. */
    private void watchDeadline() {
        CallTime time = call.time();
        Duration left = time == null ? null : time.left(runtime.nanoTime());
        if (left == null || over) {
            return;
        }
        Future<?> scheduled = RetryTimer.shared().schedule(left.plus(GRACE).toNanos(), this::timedOut);
        watch = scheduled;
        if (over) {
            scheduled.cancel(false); // It was quicker.
        }
    }

    private void timedOut() {
        expired = true;
        CallTime time = call.time();
        steps.abort(time == null ? new InterruptedIOException("timeout") : time.passed(null));
    }

    private void proceed(RunningAttempt<T> attempt) {
        try {
            Confirmation.Question question = call.close(attempt);
            if (question != null) {
                ask(question, attempt);
                return;
            }
        } catch (Throwable e) {
            fail(attempt, e);
            return;
        }
        decide(attempt);
    }

    /** Whoever cancels the call, and its deadline, don't wait for the answer. */
    private void ask(Confirmation.Question question, RunningAttempt<T> attempt) {
        Runnable cancel = call::cancel;
        Consumer<Runnable> goOn = then -> {
            runtime.waitEnds(cancel);
            runtime.goOn(then);
        };
        runtime.waitBegins(cancel);
        steps.ask(
                question,
                this::endIfLate,
                (known, failure) -> goOn.accept(
                        known == null ? () -> fail(attempt, failure) : () -> decide(attempt.confirmed(known))),
                reason -> goOn.accept(() -> decide(
                        (call.isCanceled() ? attempt.failed(reason) : attempt).confirmed(Confirmation.unknown()))));
    }

    private void fail(RunningAttempt<T> attempt, Throwable reason) {
        attempt.discard();
        end(() -> callback.onFailure(call, reason));
    }

    private void decide(RunningAttempt<T> attempt) {
        Duration delay;
        try {
            delay = call.end(attempt).delay();
        } catch (Throwable e) {
            fail(attempt, e);
            return;
        }
        if (delay == null) {
            end(() -> attempt.deliver(call, callback));
        } else {
            last = attempt;
            int next = attempt.number() + 1;
            Waiting waiting = new Waiting(() -> askForPermit(next), null);
            pause(waiting, () -> waiting.sleep(delay));
        }
    }

    private void end(Runnable telling) {
        over = true;
        Future<?> watching = watch;
        if (watching != null) {
            watching.cancel(false);
        }
        telling.run();
    }

    private void pause(Waiting waiting, Runnable start) {
        runtime.waitBegins(waiting.cancel);
        steps.begin(waiting);
        start.run();
        endIfLate();
    }

    /** What cancelling the call does. */
    private void cancel() {
        steps.abort(new IOException("Canceled"));
    }

    private final class Attempting implements RetryRuntime.Steps.Step, Callback<T>, DispatcherThreads.Waiter {

        private final RunningAttempt<T> attempt;

        Attempting(RunningAttempt<T> attempt) {
            this.attempt = attempt;
            attempt.waitedForBy(this);
        }

        @Override
        public void onResponse(Call<T> raw, Response<T> response) {
            if (steps.claim(this)) {
                runtime.goOn(() -> proceed(attempt.responded(response)));
                return;
            }
            runtime.inFlight().ended(attempt);
            if (response.body() instanceof ResponseBody unread) {
                unread.close();
            }
        }

        @Override
        public void onFailure(Call<T> raw, Throwable failure) {
            lost(failure);
        }

        @Override
        public void lost(Throwable reason) {
            if (steps.claim(this)) {
                runtime.goOn(() -> proceed(attempt.failed(reason)));
            } else {
                runtime.inFlight().ended(attempt);
            }
        }

        /** Does not wait for OkHttp to notice: an attempt that queues would only when it gets its place. */
        @Override
        public void abort(Throwable reason) {
            attempt.abandon();
            runtime.work(attempt.raw()::cancel);
            runtime.goOn(() -> proceed(attempt.failed(reason)));
        }
    }

    private final class Waiting implements RetryRuntime.Steps.Step, Runnable {

        private final Runnable then;
        private final @Nullable Permit permit;
        final Runnable cancel = call::cancel;
        volatile @Nullable Future<?> wakeUp;

        Waiting(Runnable then, @Nullable Permit permit) {
            this.then = then;
            this.permit = permit;
        }

        void sleep(Duration delay) {
            Future<?> scheduled = runtime.schedule(delay, this);
            wakeUp = scheduled;
            if (!steps.isNow(this)) {
                scheduled.cancel(false); // Aborted before it could be known what to cancel.
            }
        }

        @Override
        public void run() {
            if (steps.claim(this)) {
                runtime.waitEnds(cancel);
                runtime.work(this::goOn);
            }
        }

        /** No attempt runs yet, so what is thrown here ends the call. */
        private void goOn() {
            try {
                then.run();
            } catch (Throwable e) {
                end(() -> callback.onFailure(call, e));
            }
        }

        @Override
        public void abort(Throwable reason) {
            runtime.waitEnds(cancel);
            Future<?> scheduled = wakeUp;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
            if (permit == null) {
                runtime.goOn(() -> end(() -> callback.onFailure(call, reason)));
                return;
            }
            IOException late = permit.tooLate();
            permit.giveBack();
            runtime.goOn(() -> end(() -> {
                if (expired) {
                    withoutPermit(late);
                } else {
                    callback.onFailure(call, reason);
                }
            }));
        }
    }
}
