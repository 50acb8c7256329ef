package com.featherhq.client.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * The asynchronous run of a call: attempt, wait, attempt, on nobody's thread in between.
 *
 * <p>Whoever ends the current step (OkHttp, the timer, a cancel, the deadline) must {@link #claim} it first, so that the
 * callback is called exactly once, whatever comes together.
 */
final class AsyncRun<T> {

    private final RetryingCall<T> call;
    private final RetryRuntime runtime;
    private final Callback<T> callback;
    private volatile @Nullable Future<?> deadline;

    /** Null between two steps and at the end. Guarded by this. */
    private @Nullable Step step;

    AsyncRun(RetryingCall<T> call, RetryRuntime runtime, Callback<T> callback) {
        this.call = call;
        this.runtime = runtime;
        this.callback = callback;
    }

    /** What the call is busy with. */
    private interface Step {
        /** Ends the step; called by whoever has claimed it. */
        void abort(IOException reason);
    }

    void start() {
        call.onCancel(this::cancel);
        attempt(1);
    }

    private void attempt(int number) {
        Attempting attempting = new Attempting(call.start(number));
        begin(attempting);
        attempting.attempt.raw().enqueue(attempting);
        if (call.isCanceled()) {
            cancel();
        } else if (deadline == null && call.isCongested()) {
            watchDeadline(attempting);
        }
    }

    /** OkHttp's timeouts do not run while an attempt queues for one of the dispatcher's places. */
    private void watchDeadline(Step queued) {
        Duration left = call.timeLeft();
        if (left == null) {
            return;
        }
        try {
            deadline = runtime.schedule(left, () -> abort(new InterruptedIOException("timeout")));
            if (step() != queued) {
                endWatch(); // It was quicker.
            }
        } catch (RejectedExecutionException e) {
            cancel(); // The client was closed at this moment.
        }
    }

    private void proceed(RunningAttempt<T> attempt) {
        endWatch();
        Duration delay = call.end(attempt).delay();
        if (delay == null) {
            attempt.deliver(call, callback);
        } else {
            pause(delay, attempt.number() + 1);
        }
    }

    private void pause(Duration delay, int next) {
        Waiting waiting = new Waiting(next);
        runtime.waitBegins(waiting.cancel);
        begin(waiting);
        try {
            waiting.sleep(delay);
        } catch (RejectedExecutionException e) {
            cancel(); // The client was closed at this moment.
        }
        if (call.isCanceled()) {
            cancel(); // Before there was a wait to end.
        }
    }

    private void endWatch() {
        Future<?> watch = deadline;
        if (watch != null) {
            watch.cancel(false);
            deadline = null;
        }
    }

    /** What cancelling the call does. */
    private void cancel() {
        abort(new IOException("Canceled"));
    }

    private void abort(IOException reason) {
        Step aborted = step();
        if (aborted != null && claim(aborted)) {
            aborted.abort(reason);
        }
    }

    private synchronized void begin(Step next) {
        step = next;
    }

    private synchronized @Nullable Step step() {
        return step;
    }

    private synchronized boolean claim(Step ended) {
        if (step != ended) {
            return false;
        }
        step = null;
        return true;
    }

    private final class Attempting implements Step, Callback<T> {

        private final RunningAttempt<T> attempt;

        Attempting(RunningAttempt<T> attempt) {
            this.attempt = attempt;
        }

        @Override
        public void onResponse(Call<T> raw, Response<T> response) {
            if (claim(this)) {
                proceed(attempt.responded(response));
            } else if (response.body() instanceof ResponseBody unread) {
                unread.close();
            }
        }

        @Override
        public void onFailure(Call<T> raw, Throwable failure) {
            if (claim(this)) {
                proceed(attempt.failed(failure));
            }
        }

        /** Does not wait for OkHttp to notice: an attempt that queues would only when it gets its place. */
        @Override
        public void abort(IOException reason) {
            attempt.raw().cancel();
            runtime.callBack(() -> proceed(attempt.failed(reason)));
        }
    }

    private final class Waiting implements Step, Runnable {

        private final int next;
        private final Runnable cancel = call::cancel;
        private volatile @Nullable Future<?> wakeUp;

        Waiting(int next) {
            this.next = next;
        }

        void sleep(Duration delay) {
            Future<?> scheduled = runtime.schedule(delay, this);
            wakeUp = scheduled;
            if (step() != this) {
                scheduled.cancel(false); // Aborted before it could be known what to cancel.
            }
        }

        @Override
        public void run() {
            if (claim(this)) {
                runtime.waitEnds(cancel);
                attempt(next);
            }
        }

        @Override
        public void abort(IOException reason) {
            runtime.waitEnds(cancel);
            Future<?> scheduled = wakeUp;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
            runtime.callBack(() -> callback.onFailure(call, reason));
        }
    }
}
