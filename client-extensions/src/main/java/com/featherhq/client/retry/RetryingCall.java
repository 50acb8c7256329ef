package com.featherhq.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.Request;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * A call that is tried again as its policy says; each attempt is a clone with an OkHttp call of its own.
 *
 * <p>This class has the caller's side and the synchronous loop; {@link AsyncRun} is the asynchronous one.
 */
final class RetryingCall<T> implements Call<T> {

    private final RetryRuntime runtime;
    private final RetryTerms terms;
    private RetryPolicy policy;
    private long deadline;
    private boolean hasDeadline;
    private boolean interrupted;

    // Guarded by this.
    private Call<T> raw;
    private @Nullable Timeout callersTimeout;
    private @Nullable Runnable onCancel;
    private List<Attempt> attempts = List.of();
    private boolean executed;
    private boolean canceled;

    RetryingCall(Call<T> raw, RetryRuntime runtime, RetryTerms terms) {
        this.raw = raw;
        this.runtime = runtime;
        this.terms = terms;
        this.policy = terms.client();
    }

    /** Returns the attempts that have ended, the first one first. */
    synchronized List<Attempt> attempts() {
        return attempts;
    }

    @Override
    public Response<T> execute() throws IOException {
        begin();
        for (int number = 1; ; number++) {
            RunningAttempt<T> attempt = start(number);
            run(attempt);
            Duration delay = end(attempt).delay();
            if (delay == null) {
                return attempt.result();
            }
            SyncWait.pause(runtime, this, delay);
        }
    }

    @Override
    public void enqueue(Callback<T> callback) {
        Objects.requireNonNull(callback, "callback");
        begin();
        new AsyncRun<>(this, runtime, callback).start();
    }

    private void begin() {
        synchronized (this) {
            if (executed) {
                throw new IllegalStateException("Already executed.");
            }
            executed = true;
        }
        if (runtime.isClosed()) {
            throw new IllegalStateException("The Feather client is closed.");
        }
    }

    /** Makes the next attempt ready to run. */
    RunningAttempt<T> start(int number) {
        RunningAttempt<T> attempt = new RunningAttempt<>(this, raw(), number, runtime.nanoTime());
        if (number == 1) {
            policy = terms.policyFor(attempt.request());
            setDeadline(attempt.startNanos());
        }
        attempt.limit(policy.attemptTimeout().toNanos(), hasDeadline ? Math.max(1, nanosLeft()) : 0);
        runtime.inFlight().started(attempt);
        return attempt;
    }

    private synchronized void setDeadline(long startNanos) {
        long chosen = callersTimeout == null ? 0 : callersTimeout.timeoutNanos();
        long span = chosen == 0 ? policy.deadline().toNanos() : chosen;
        hasDeadline = span != 0;
        deadline = startNanos + span;
    }

    private long nanosLeft() {
        return deadline - runtime.nanoTime();
    }

    /** Returns the time until the call's deadline, which may be negative, or null if there is no deadline. */
    @Nullable
    Duration timeLeft() {
        return hasDeadline ? Duration.ofNanos(nanosLeft()) : null;
    }

    private void run(RunningAttempt<T> attempt) {
        try {
            attempt.responded(attempt.raw().execute());
        } catch (IOException e) {
            attempt.failed(Thread.currentThread().isInterrupted() ? interrupted(e) : e);
        } catch (Exception e) {
            attempt.failed(e instanceof RuntimeException ? e : undeclared(e));
        } catch (Error e) {
            attempt.failed(e);
        }
    }

    /** OkHttp 5 lets the InterruptedException of its connecting out, undeclared as Kotlin allows, with the flag cleared. */
    private IOException undeclared(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return interrupted(e);
        }
        return new IOException("an undeclared " + e.getClass().getName(), e);
    }

    private InterruptedIOException interrupted(Exception cause) {
        interrupted = true;
        if (cause instanceof InterruptedIOException alreadySaysSo) {
            return alreadySaysSo;
        }
        InterruptedIOException failure = new InterruptedIOException("interrupted");
        failure.initCause(cause);
        return failure;
    }

    /** Closes the books on an attempt and decides what follows; if that is a retry, its call stands ready. */
    RetryDecision end(RunningAttempt<T> running) {
        runtime.inFlight().ended(running);
        Outcome outcome = running.outcome();
        RetryDecision decision = outcome == Outcome.SUCCEEDED
                ? succeeded(running)
                : runtime.engine().failed(situation(running, outcome));
        if (decision.delay() != null) {
            replace(running.raw().clone());
        } else {
            running.suppress(attempts());
        }
        record(running, decision);
        return decision;
    }

    private RetryDecision succeeded(RunningAttempt<T> running) {
        if (terms.streaming()) {
            running.endTimeout();
        }
        return runtime.engine().succeeded();
    }

    private RetryEngine.Situation situation(RunningAttempt<T> running, Outcome outcome) {
        Request request = running.request();
        Response<T> response = running.response();
        return new RetryEngine.Situation(
                policy,
                running.number(),
                givenUp() ? Outcome.CANCELED : request == null ? Outcome.PERMANENT : outcome,
                response == null ? ServerHints.NONE : runtime.hints().read(response),
                policy.assumeIdempotent() || (request != null && DecisionTable.isIdempotent(request.method())),
                OneShotBodies.isReplayable(request),
                timeLeft());
    }

    private boolean givenUp() {
        return interrupted || isCanceled();
    }

    private void record(RunningAttempt<T> running, RetryDecision decision) {
        long took = runtime.nanoTime() - running.startNanos();
        Attempt attempt = new Attempt(
                running.number(), running.statusCode(), running.failure(), took, decision, running.isConnected());
        add(attempt);
        if (runtime.hasListener()) {
            Request request = running.request();
            runtime.publish(RetryTerms.operationName(request), request == null ? "" : request.method(), attempt);
        }
    }

    /** Most calls have one attempt, and nobody asks for it: a copy for each further one is cheaper than a growing list. */
    private synchronized void add(Attempt attempt) {
        if (attempts.isEmpty()) {
            attempts = List.of(attempt);
            return;
        }
        List<Attempt> longer = new ArrayList<>(attempts);
        longer.add(attempt);
        attempts = List.copyOf(longer);
    }

    /** Sets what cancelling does besides cancelling the attempt; done at once if the call is cancelled already. */
    void onCancel(Runnable action) {
        synchronized (this) {
            onCancel = action;
            if (!canceled) {
                return;
            }
        }
        action.run();
    }

    private synchronized Call<T> raw() {
        return raw;
    }

    private synchronized void replace(Call<T> next) {
        raw = next;
        if (canceled) {
            next.cancel();
        }
    }

    @Override
    public void cancel() {
        Call<T> running;
        Runnable action;
        synchronized (this) {
            canceled = true;
            running = raw;
            action = onCancel;
        }
        if (action != null) {
            action.run(); // First: the caller is to hear of the cancelling, not of the socket that it closes.
        }
        running.cancel();
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
        return new RetryingCall<>(raw().clone(), runtime, terms);
    }

    /** Returns the request of the running or last attempt. */
    @Override
    public Request request() {
        return raw().request();
    }

    /** Returns the timeout of the whole call, attempts and waits included; it replaces the policy's deadline if set. */
    @Override
    public synchronized Timeout timeout() {
        if (callersTimeout == null) {
            callersTimeout = new Timeout();
        }
        return callersTimeout;
    }
}
