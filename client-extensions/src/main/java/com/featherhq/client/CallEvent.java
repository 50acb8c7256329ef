package com.featherhq.client;

import com.featherhq.client.retry.Attempt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a call, told to a {@link CallListener}. Immutable. */
public final class CallEvent {

    private final CallFacts call;
    private final int statusCode;
    private final @Nullable String requestId;
    private final Duration duration;
    private final @Nullable FeatherException failure;

    CallEvent(
            CallFacts call,
            int statusCode,
            @Nullable String requestId,
            Duration duration,
            @Nullable FeatherException failure) {
        this.call = call;
        this.statusCode = statusCode;
        this.requestId = requestId;
        this.duration = duration;
        this.failure = failure;
    }

    /** Returns what was called. */
    public Operation operation() {
        return call.operation();
    }

    /** Returns the status of the last response, or 0 if there was none, or none that could be read. */
    public int statusCode() {
        return statusCode;
    }

    /** Returns the last response's {@code x-request-id} or {@code request-id}, or null. At most 128 characters. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Returns how long the call took, attempts and waits included. */
    public Duration duration() {
        return duration;
    }

    /** Returns the attempts, the first one first. Unmodifiable. */
    public List<Attempt> attempts() {
        return call.attempts();
    }

    /** Returns how long the call waited for permits of its rate limiter, all attempts together; part of {@link #duration()}. */
    public Duration rateLimitWait() {
        return attempts().stream().map(Attempt::rateLimitWait).reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the idempotency key that all attempts had, or null if the call has none. */
    public @Nullable String idempotencyKey() {
        return call.idempotencyKey();
    }

    /** Returns why the call failed, or null if it succeeded. */
    public @Nullable FeatherException failure() {
        return failure;
    }

    /** Returns for example {@code GET v1/things/{id} (ThingsApi.get): 503 in 1204 ms (request id r-1; 3 attempts)}. */
    @Override
    public String toString() {
        String outcome = statusCode != 0 || failure == null
                ? Integer.toString(statusCode)
                : failure.getClass().getSimpleName();
        String id = requestId == null ? "" : "request id " + requestId;
        return operation() + ": " + outcome + " in " + duration.toMillis() + " ms" + call.details(id);
    }
}
