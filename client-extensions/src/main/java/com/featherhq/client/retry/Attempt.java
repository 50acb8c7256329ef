package com.featherhq.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt of a call, as it ended. Immutable and thread-safe. */
public final class Attempt {

    private final int number;
    private final int statusCode;
    private final @Nullable Throwable failure;
    private final long durationNanos;
    private final RetryDecision decision;
    private final boolean sent;

    Attempt(
            int number,
            int statusCode,
            @Nullable Throwable failure,
            long durationNanos,
            RetryDecision decision,
            boolean sent) {
        this.number = number;
        this.statusCode = statusCode;
        this.failure = failure;
        this.durationNanos = durationNanos;
        this.decision = decision;
        this.sent = sent;
    }

    /** Returns which attempt of its call this is; the first is 1. */
    public int number() {
        return number;
    }

    /** Returns the status of the response, or 0 if there was no response, or none that could be read. */
    public int statusCode() {
        return statusCode;
    }

    /** Returns why there is no response, or null if there is one. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Returns how long the attempt took. */
    public Duration duration() {
        return Duration.ofNanos(durationNanos);
    }

    /** Returns how long the server wanted the caller to wait, unbounded, or null if it said nothing. */
    public @Nullable Duration retryAfter() {
        return decision.retryAfter();
    }

    /** Returns the wait between this attempt and the next, or null if this is the last. */
    public @Nullable Duration delay() {
        return decision.delay();
    }

    /** Returns who decided {@link #delay()}, or null if this is the last attempt. */
    public @Nullable DelaySource delaySource() {
        return decision.delaySource();
    }

    /** Returns why there was no further attempt, or null if there was one. */
    public @Nullable StopReason stopReason() {
        return decision.stopReason();
    }

    /** Tells whether the service may have acted on the request: it was sent, and not turned away. */
    boolean mayHaveBeenProcessed() {
        return sent && statusCode != 401 && statusCode != 429;
    }

    /** Returns a line like {@code attempt 1: 503 after 12 ms, next in 431 ms (BACKOFF)}. */
    @Override
    public String toString() {
        return "attempt " + number + ": " + outcome() + " after " + duration().toMillis() + " ms, " + decision;
    }

    private String outcome() {
        return failure == null
                ? Integer.toString(statusCode)
                : failure.getClass().getSimpleName();
    }
}
