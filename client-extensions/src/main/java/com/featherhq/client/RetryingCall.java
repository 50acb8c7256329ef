package com.featherhq.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** A call that is tried again as its policy says; each attempt is a clone with an OkHttp call of its own. */
final class RetryingCall<T> implements Call<T> {

    private final RetryRuntime runtime;
    private final RetryPolicy policy;
    private final boolean streaming;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private Call<T> current;
    private boolean executed;
    private boolean canceled;
    private long startNanos;
    private @Nullable Runnable endWait;

    RetryingCall(Call<T> call, RetryRuntime runtime, RetryPolicy policy, boolean streaming) {
        this.current = call;
        this.runtime = runtime;
        this.policy = policy;
        this.streaming = streaming;
    }

    /** Returns the attempts that have ended, the first one first. */
    List<Attempt> attempts() {
        synchronized (attempts) {
            return List.copyOf(attempts);
        }
    }

    @Override
    public Response<T> execute() throws IOException {
        begin();
        for (int number = 1; ; number++) {
            RunningAttempt attempt = start(number);
            Result<T> result = run(attempt);
            RetryDecision decision = end(attempt, result);
            Duration delay = decision.delay();
            if (delay == null) {
                return result.get();
            }
            pause(delay);
        }
    }

    @Override
    public void enqueue(Callback<T> callback) {
        Objects.requireNonNull(callback, "callback");
        begin();
        enqueue(1, callback);
    }

    private void enqueue(int number, Callback<T> callback) {
        RunningAttempt attempt = start(number);
        current().enqueue(new Callback<T>() {
            @Override
            public void onResponse(Call<T> call, Response<T> response) {
                proceed(attempt, new Result<>(response, null), callback);
            }

            @Override
            public void onFailure(Call<T> call, Throwable failure) {
                proceed(attempt, new Result<>(null, failure), callback);
            }
        });
    }

    private void proceed(RunningAttempt attempt, Result<T> result, Callback<T> callback) {
        RetryDecision decision = end(attempt, result);
        Duration delay = decision.delay();
        if (delay == null) {
            result.deliver(this, callback);
            return;
        }
        Runnable abort = () -> runtime.callbacks().execute(() -> callback.onFailure(this, canceledFailure()));
        Future<?> task;
        try {
            task = runtime.wakeUp(this, delay, () -> {
                runtime.woken(this);
                enqueue(attempt.number() + 1, callback);
            });
        } catch (RejectedExecutionException e) {
            abort.run();
            return;
        }
        onCancel(() -> {
            if (task.cancel(false)) {
                runtime.woken(this);
                abort.run();
            }
        });
    }

    private void begin() {
        synchronized (this) {
            if (executed) {
                throw new IllegalStateException("Already executed.");
            }
            executed = true;
        }
        startNanos = runtime.nanoTime();
    }

    private RunningAttempt start(int number) {
        Call<T> call = current();
        RunningAttempt attempt = new RunningAttempt(this, number, runtime.nanoTime());
        Timeout timeout = call.timeout();
        timeout.timeout(attemptNanos(), TimeUnit.NANOSECONDS);
        runtime.inFlight().started(timeout, attempt);
        return attempt;
    }

    private Result<T> run(RunningAttempt attempt) {
        try {
            return new Result<>(current().execute(), null);
        } catch (IOException | RuntimeException e) {
            return new Result<>(null, e);
        }
    }

    private RetryDecision end(RunningAttempt running, Result<T> result) {
        Call<T> ended = current();
        runtime.inFlight().ended(ended.timeout());
        Request request = ended.request();
        RetryDecision decision = runtime.engine().decide(situation(running, request, result));
        int status = result.response() == null ? 0 : result.response().code();
        Duration took = Duration.ofNanos(runtime.nanoTime() - running.startNanos());
        Attempt attempt = Attempt.of(running.number(), status, result.failure(), took, decision, running.isConnected());
        synchronized (attempts) {
            attempts.add(attempt);
        }
        if (decision.delay() != null) {
            replace(ended.clone());
        }
        runtime.publish(Operation.of(request).name(), request.method(), attempt);
        return decision;
    }

    private RetryEngine.Situation situation(RunningAttempt running, Request request, Result<T> result) {
        Outcome outcome = isCanceled() ? Outcome.CANCELED : result.outcome(running);
        boolean idempotent = policy.assumeIdempotent() || DecisionTable.isIdempotent(request.method());
        boolean replayable = request.body() == null || !request.body().isOneShot();
        return new RetryEngine.Situation(
                policy, running.number(), outcome, ServerHints.NONE, idempotent, replayable, timeLeft());
    }

    private @Nullable Duration timeLeft() {
        return policy.deadline().isZero()
                ? null
                : policy.deadline().minusNanos(runtime.nanoTime() - startNanos);
    }

    private long attemptNanos() {
        Duration left = timeLeft();
        long limit = policy.attemptTimeout().toNanos();
        if (left == null) {
            return limit;
        }
        long bounded = Math.max(1, left.toNanos());
        return limit == 0 ? bounded : Math.min(limit, bounded);
    }

    private void pause(Duration delay) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> task = runtime.wakeUp(this, delay, over::countDown);
        onCancel(over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to retry");
        } finally {
            task.cancel(false);
            runtime.woken(this);
        }
        if (isCanceled()) {
            throw canceledFailure();
        }
    }

    private static IOException canceledFailure() {
        return new IOException("Canceled");
    }

    private void onCancel(Runnable endWait) {
        synchronized (this) {
            this.endWait = endWait;
            if (!canceled) {
                return;
            }
        }
        endWait.run();
    }

    private synchronized Call<T> current() {
        return current;
    }

    private synchronized void replace(Call<T> next) {
        current = next;
        if (canceled) {
            next.cancel();
        }
    }

    @Override
    public void cancel() {
        Call<T> running;
        Runnable wait;
        synchronized (this) {
            canceled = true;
            running = current;
            wait = endWait;
        }
        running.cancel();
        if (wait != null) {
            wait.run();
        }
    }

    @Override
    public synchronized boolean isExecuted() {
        return executed;
    }

    @Override
    public synchronized boolean isCanceled() {
        return canceled;
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public Call<T> clone() {
        return new RetryingCall<>(current().clone(), runtime, policy, streaming);
    }

    @Override
    public Request request() {
        return current().request();
    }

    @Override
    public Timeout timeout() {
        return current().timeout();
    }

    /** What an attempt came to: a response or a failure. */
    private record Result<T>(@Nullable Response<T> response, @Nullable Throwable failure) {

        Outcome outcome(RunningAttempt attempt) {
            return response != null
                    ? DecisionTable.ofStatus(response.code())
                    : DecisionTable.ofFailure(Objects.requireNonNull(failure), attempt.isConnected());
        }

        Response<T> get() throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            return Objects.requireNonNull(response);
        }

        void deliver(Call<T> call, Callback<T> callback) {
            if (response != null) {
                callback.onResponse(call, response);
            } else {
                callback.onFailure(call, Objects.requireNonNull(failure));
            }
        }
    }
}
