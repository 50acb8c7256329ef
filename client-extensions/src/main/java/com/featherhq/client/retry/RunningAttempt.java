package com.featherhq.client.retry;

import com.featherhq.client.http.UndeclaredException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.Request;
import okhttp3.ResponseBody;
import okio.AsyncTimeout;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** One attempt: its own Retrofit call, what the interceptors have to say about it, and in the end what it came to. */
final class RunningAttempt<T> {

    private static final String[] TEXTS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    private final Call<T> owner;
    private final Call<T> raw;
    private final int number;
    private final long startNanos;
    private final long permitNanos;
    private final @Nullable Timeout timeout;
    private final @Nullable AttemptStep<T> step;
    private volatile boolean sent;
    private volatile @Nullable Connection connection;
    private DispatcherThreads.@Nullable Waiter waiter;
    private boolean sentBefore;
    private boolean abandoned;
    private boolean idempotent;
    private boolean resending;
    private @Nullable Response<T> response;
    private @Nullable Throwable failure;
    private Outcome outcome = Outcome.PERMANENT;
    private @Nullable Confirmation<?> confirmation;

    RunningAttempt(
            Call<T> owner, Call<T> raw, int number, long startNanos, long permitNanos, @Nullable AttemptStep<T> step) {
        this.owner = owner;
        this.raw = raw;
        this.number = number;
        this.startNanos = startNanos;
        this.permitNanos = permitNanos;
        this.timeout = timeoutOf(raw);
        this.step = step;
    }

    private static @Nullable Timeout timeoutOf(Call<?> raw) {
        try {
            return raw.timeout();
        } catch (RuntimeException e) {
            return null; // The request can't be made from its arguments; Retrofit keeps the reason, and execute()
            // throws it.
        }
    }

    /** Returns the request of a call, or null if it can't be made. */
    static @Nullable Request requestOf(Call<?> raw) {
        return timeoutOf(raw) == null ? null : raw.request();
    }

    /** Returns the call that this attempt belongs to, as its caller has it. */
    Call<T> owner() {
        return owner;
    }

    Call<T> raw() {
        return raw;
    }

    int number() {
        return number;
    }

    String numberText() {
        return number < TEXTS.length ? TEXTS[number] : Integer.toString(number);
    }

    long startNanos() {
        return startNanos;
    }

    /** Returns how long the attempt waited for the rate limiter before it started. */
    long permitNanos() {
        return permitNanos;
    }

    /** Returns the OkHttp call's own timeout, or null if there is no OkHttp call because its request can't be made. */
    @Nullable
    Timeout timeout() {
        return timeout;
    }

    /** Returns the request, or null if it can't be made. */
    @Nullable
    Request request() {
        return timeout == null ? null : raw.request();
    }

    /** Adds what the call's step wants each request to have. */
    void addHeaders(Request.Builder request) {
        if (step != null) {
            step.headers().forEach(header -> request.header(header.getFirst(), header.getSecond()));
        }
    }

    /** Makes the attempt on this thread, its step included. */
    void execute() throws IOException {
        Response<T> answer = raw.execute();
        responded(answer);
        if (step != null) {
            step.responded(answer);
        }
    }

    /** Notes that the request is about to be written to {@code chosen}; false if it must not be, since the call has ended. */
    synchronized boolean sending(Connection chosen) {
        if (abandoned) {
            return false;
        }
        connection = chosen;
        sentBefore = sent;
        sent = true;
        return true;
    }

    void assumeSent() {
        sent = true;
    }

    /** Ends the attempt before OkHttp does: what was not sent by now never will be. */
    synchronized void abandon() {
        abandoned = true;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** Notes that the server can't have acted on what was being sent. */
    void unsent() {
        sent = sentBefore;
    }

    /** Tells whether the server may have acted on the request. */
    boolean isSent() {
        return sent;
    }

    /** Notes that the request is about to be sent again within this attempt. */
    void resending() {
        resending = true;
    }

    boolean isResending() {
        return resending;
    }

    /** Sets who is told if OkHttp's thread dies without saying how this attempt ended. */
    void waitedForBy(DispatcherThreads.Waiter waiting) {
        waiter = waiting;
    }

    /** Notes that this thread runs the attempt. */
    void runsHere() {
        if (waiter != null) {
            DispatcherThreads.runs(waiter);
        }
    }

    /** Notes whether the server may act on the request twice. */
    void idempotent(boolean safe) {
        idempotent = safe;
    }

    boolean isIdempotent() {
        return idempotent;
    }

    /** Lets no new call begin on the HTTP/2 connection of an attempt that timed out: it may be dead. Those on it go on. */
    void giveUpConnection() {
        Connection used = connection;
        if (used != null && Connections.isMultiplexed(used)) {
            RetryLog.givesUp(used);
            Connections.giveUp(used);
        }
    }

    /**
     * Limits the attempt from its start, and the call by an absolute time, which also counts while the attempt queues.
     * Zero means no limit for both.
     */
    void limit(long attemptNanos, long callNanosLeft) {
        if (timeout == null) {
            return;
        }
        timeout.timeout(attemptNanos, TimeUnit.NANOSECONDS);
        if (callNanosLeft > 0) {
            timeout.deadlineNanoTime(System.nanoTime() + callNanosLeft);
        }
    }

    /** Closes a streamed body that nobody will read. */
    void discard() {
        if (response != null && response.body() instanceof ResponseBody unread) {
            unread.close();
        }
    }

    /** Lifts the limits once the headers of a streamed body are there: how long the caller reads is the caller's business. */
    void liftLimits() {
        if (timeout instanceof AsyncTimeout ofOkHttp) {
            ofOkHttp.exit(); // OkHttp's call would stop it at the end of the body only.
        }
        if (response != null && response.body() instanceof ResponseBody body) {
            body.source().timeout().clearTimeout();
            Connections.endSilenceLimit(connection);
        }
    }

    RunningAttempt<T> responded(Response<T> end) {
        response = end;
        return this;
    }

    RunningAttempt<T> failed(Throwable end) {
        discard();
        response = null;
        failure = UndeclaredException.unwrapped(end);
        return this;
    }

    void cameTo(Outcome end) {
        outcome = end;
    }

    /** Returns what it came to, as far as that is known by now. */
    Outcome outcome() {
        boolean notDone = outcome == Outcome.TRANSIENT && confirmation() == Confirmation.Answer.NOT_DONE;
        return notDone ? Outcome.NOT_PROCESSED : outcome;
    }

    /** Notes what is known of the request, whose answer was lost. */
    RunningAttempt<T> confirmed(Confirmation<?> answer) {
        confirmation = answer;
        return this;
    }

    Confirmation.@Nullable Answer confirmation() {
        return confirmation == null ? null : confirmation.answer();
    }

    /** Gives the call the value that was confirmed. */
    @SuppressWarnings("unchecked") // Question.requireFits has compared the types
    void succeedAsConfirmed() {
        failure = null;
        response = ((Confirmation<T>) Objects.requireNonNull(confirmation)).toResponse(raw.request());
    }

    @Nullable
    Response<T> response() {
        return response;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    int statusCode() {
        return response == null ? 0 : response.code();
    }

    /** Returns the response, or throws the failure. */
    Response<T> result() throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
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
