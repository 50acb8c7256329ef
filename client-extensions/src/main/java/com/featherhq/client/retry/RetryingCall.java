package com.featherhq.client.retry;

import com.featherhq.client.http.RepeatableBody;
import com.featherhq.client.ratelimit.RateLimiter;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
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
 * <p>This class has the caller's side, and begins and ends attempts. {@link SyncRun} and {@link AsyncRun} run them.
 */
final class RetryingCall<T> implements Call<T>, Attempt.History {

    private final RetryRuntime runtime;
    private final CallSetup setup;

    @GuardedBy("this")
    private @Nullable CallTime time;

    @GuardedBy("this")
    private Call<T> raw;

    @GuardedBy("this")
    private @Nullable Timeout callersTimeout;

    private volatile @Nullable AttemptStep<T> step;

    @GuardedBy("this")
    private @Nullable Runnable onCancel;

    @GuardedBy("this")
    private List<Attempt> attempts = List.of();

    @GuardedBy("this")
    private boolean executed;

    @GuardedBy("this")
    private boolean canceled;

    @GuardedBy("this")
    private boolean interrupted;

    RetryingCall(Call<T> raw, RetryRuntime runtime, CallSetup setup) {
        this.raw = raw;
        this.runtime = runtime;
        this.setup = setup;
    }

    /** Returns the attempts that have ended, the first one first. */
    @Override
    public synchronized List<Attempt> attempts() {
        return attempts;
    }

    @Override
    public Response<T> execute() throws IOException {
        begin();
        runtime.admit();
        return SyncRun.of(this, runtime);
    }

    @Override
    public void enqueue(Callback<T> callback) {
        Objects.requireNonNull(callback, "callback");
        begin();
        try {
            runtime.admit();
        } catch (IOException | IllegalStateException e) {
            runtime.goOn(() -> callback.onFailure(this, e));
            return;
        }
        new AsyncRun<>(this, runtime, callback).start();
    }

    private synchronized void begin() {
        if (executed) {
            throw new IllegalStateException("Already executed.");
        }
        executed = true;
    }

    /** Makes the next attempt ready to run; {@code permit} is what it has waited for, if anything. */
    RunningAttempt<T> start(int number, @Nullable Permit permit) {
        long now = runtime.nanoTime();
        long waited = Permit.waitedNanos(permit, now);
        RunningAttempt<T> attempt = new RunningAttempt<>(this, raw(), number, now, waited, step);
        time(attempt.request(), attempt.startNanos()).limit(attempt, runtime.nanoTime());
        runtime.inFlight().started(attempt);
        if (runtime.isClosed()) {
            cancel(); // Closed since begin(), and perhaps before this attempt could be seen.
        }
        return attempt;
    }

    /** The time of the call begins with its first wait for a permit, or with its first attempt. */
    private synchronized CallTime time(@Nullable Request request, long now) {
        CallTime begun = time;
        if (begun == null) {
            long chosen = callersTimeout == null ? 0 : callersTimeout.timeoutNanos();
            begun = CallTime.of(setup.policyFor(request), chosen, now);
            time = begun;
        }
        return begun;
    }

    /** Asks for a permit for the next attempt; null if nobody has to be asked. */
    @Nullable
    Permit reserve() {
        RateLimiter limiter = runtime.limiter();
        Request request = limiter == null ? null : RunningAttempt.requestOf(raw());
        if (limiter == null || request == null) {
            return null; // Without a request nothing will be sent; the attempt says why.
        }
        long now = runtime.nanoTime();
        return Permit.of(limiter, setup.lane(), time(request, now).left(now), now);
    }

    /** The retry that was decided has no permit: the attempt before it was the last. */
    void endWithoutPermit(RunningAttempt<T> last) {
        Attempt.suppress(last.failure(), attempts().subList(0, last.number() - 1));
        synchronized (this) {
            attempts = Attempt.withLast(attempts, runtime.engine()::withoutPermit);
        }
    }

    /** Returns the time of the call, or null before it has begun. */
    synchronized @Nullable CallTime time() {
        return time;
    }

    /** Notes that the caller's thread was interrupted: there is no further attempt. */
    synchronized void interrupted() {
        interrupted = true;
    }

    /** Closes the books on an attempt and decides what follows; if that is a retry, its call stands ready. */
    RetryDecision end(RunningAttempt<T> running) {
        runtime.ended(running, givenUp() ? Outcome.CANCELED : running.outcome());
        RetryDecision decision = decide(running);
        if (decision.delay() == null && !decision.equals(RetryDecision.CONFIRMED)) {
            Attempt.suppress(running.failure(), attempts());
        }
        record(runtime.attempt(running, decision));
        if (decision.equals(RetryDecision.CONFIRMED)) {
            running.succeedAsConfirmed();
        } else if (decision.delay() != null) {
            replace(running.raw().clone());
        }
        return decision;
    }

    /** Notes what an attempt came to; returns who is to be asked what the server made of it, or null if that is no question. */
    Confirmation.@Nullable Question close(RunningAttempt<T> running) {
        if (!running.isAbandoned()) {
            runtime.inFlight().ended(running); // Else OkHttp's thread may still come by.
        }
        if (!setup.watched() && !DecisionTable.isBeforeConnection(running.failure())) {
            running.assumeSent(); // Nobody has seen whether there was a connection.
        }
        if (TimeLimitException.isTimeout(running.failure()) && !givenUp()) {
            running.giveUpConnection();
            running.failed(time(running.request(), running.startNanos()).limitOf(running, runtime.nanoTime()));
        }
        running.cameTo(runtime.table().of(running));
        return !givenUp() && DecisionTable.isUncertain(running, attempts()) ? setup.question() : null;
    }

    private RetryDecision decide(RunningAttempt<T> running) {
        if (running.outcome() == Outcome.SUCCEEDED) {
            return succeeded(running);
        }
        boolean isDone = running.confirmation() == Confirmation.Answer.DONE;
        return isDone ? RetryDecision.CONFIRMED : runtime.engine().failed(situation(running));
    }

    private RetryDecision succeeded(RunningAttempt<T> running) {
        if (setup.streaming()) {
            running.liftLimits();
        }
        return runtime.engine().succeeded();
    }

    private RetryEngine.Situation situation(RunningAttempt<T> running) {
        Request request = running.request();
        Response<T> response = running.response();
        CallTime begun = time(request, running.startNanos());
        return new RetryEngine.Situation(
                begun.policy(),
                running.number(),
                givenUp() ? Outcome.CANCELED : request == null ? Outcome.PERMANENT : running.outcome(),
                response == null
                        ? ServerHints.NONE
                        : runtime.hints().read(response).knowing(running.confirmation()),
                running.isIdempotent(),
                RepeatableBody.isRepeatable(request),
                begun.left(runtime.nanoTime()));
    }

    private synchronized boolean givenUp() {
        return interrupted || canceled;
    }

    private void record(Attempt attempt) {
        synchronized (this) {
            attempts = Attempt.plus(attempts, attempt);
        }
        runtime.publish(this, attempt);
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
        return new RetryingCall<>(raw().clone(), runtime, setup);
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
            callersTimeout = new CallTimeout();
        }
        return callersTimeout;
    }

    /** Leads to this call from a wrapper around it, which hands on its timeout; see {@link Attempt#of} and {@link AttemptStep#add}. */
    private final class CallTimeout extends Timeout implements Attempt.History, Attempt.Plan<T> {

        @Override
        public void add(AttemptStep<T> each) {
            step = each;
        }

        @Override
        public List<Attempt> attempts() {
            return RetryingCall.this.attempts();
        }
    }
}
