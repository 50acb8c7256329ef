package com.featherhq.client.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * One finished attempt of a call. Immutable and thread-safe.
 *
 * @see RetryPolicy
 * @see RetryingCalls
 */
public final class Attempt {

    private final int number;
    private final int statusCode;
    private final @Nullable Throwable failure;
    private final long permitNanos;
    private final long durationNanos;
    private final RetryDecision decision;
    private final boolean processed;
    private final Confirmation.@Nullable Answer confirmation;

    Attempt(
            int number,
            int statusCode,
            @Nullable Throwable failure,
            long permitNanos,
            long durationNanos,
            RetryDecision decision,
            boolean processed,
            Confirmation.@Nullable Answer confirmation) {
        this.number = number;
        this.statusCode = statusCode;
        this.failure = failure;
        this.permitNanos = permitNanos;
        this.durationNanos = durationNanos;
        this.decision = decision;
        this.processed = processed;
        this.confirmation = confirmation;
    }

    /** Lets the failure of the last attempt tell of those before it. */
    static void suppress(@Nullable Throwable failure, List<Attempt> earlier) {
        for (Attempt attempt : earlier) {
            if (failure != null && attempt.failure != null && attempt.failure != failure) {
                failure.addSuppressed(attempt.failure);
            }
        }
    }

    /** Most calls have one attempt, and nobody asks for it: a copy for each further one is cheaper than a growing list. */
    static List<Attempt> plus(List<Attempt> earlier, Attempt next) {
        if (earlier.isEmpty()) {
            return List.of(next);
        }
        List<Attempt> longer = new ArrayList<>(earlier);
        longer.add(next);
        return List.copyOf(longer);
    }

    /** Returns {@code attempts} with another decision about what follows the last one. */
    static List<Attempt> withLast(List<Attempt> attempts, UnaryOperator<RetryDecision> other) {
        List<Attempt> changed = new ArrayList<>(attempts);
        Attempt last = changed.remove(changed.size() - 1);
        RetryDecision decision = other.apply(last.decision);
        changed.add(new Attempt(
                last.number,
                last.statusCode,
                last.failure,
                last.permitNanos,
                last.durationNanos,
                decision,
                last.processed,
                last.confirmation));
        return List.copyOf(changed);
    }

    /** Why a call made no further attempt. */
    public enum StopReason {
        /** The attempt succeeded. */
        SUCCEEDED,
        /** The answer was lost, but {@link CallOptions.Builder#confirm} found that the service did it: the call succeeds. */
        CONFIRMED,
        /** Another attempt can't change the outcome, such as a 404. */
        NOT_TRANSIENT,
        /** The server may have processed the request, and the operation must not be repeated. */
        NOT_IDEMPOTENT,
        /** The request body can be sent only once. */
        ONE_SHOT_BODY,
        /** The error body says {@code "retryable": false}. */
        SERVER_REFUSED,
        /** The policy's number of attempts is used up. */
        ATTEMPTS_EXHAUSTED,
        /** The wait before the next attempt would pass the call's deadline. */
        DEADLINE,
        /** The rate limiter had no permit in time for another attempt. */
        NO_PERMIT,
        /** The {@link RetryBudget} is used up: too many calls fail. */
        BUDGET_EXHAUSTED,
        /** The call was cancelled, its thread interrupted, or the client closed. */
        CANCELED
    }

    /** What decided the wait before an attempt. */
    public enum DelaySource {
        /** The policy's exponential backoff. */
        BACKOFF,
        /** The response's {@code Retry-After} header. */
        RETRY_AFTER_HEADER,
        /** The field {@code retry_after} of the error body. */
        ERROR_BODY
    }

    /** Takes a step for each attempt that a call will make. */
    interface Plan<T> {
        void add(AttemptStep<T> step);
    }

    /** Knows which attempts a call has made. */
    interface History {
        List<Attempt> attempts();
    }

    /**
     * Returns the attempts of {@code call} that have ended, the first one first; empty for a call that is not retried by
     * {@link RetryingCalls}. Works through wrappers that delegate {@link Call#timeout()}, as Retrofit's do. Unmodifiable.
     */
    public static List<Attempt> of(Call<?> call) {
        if (call instanceof History history) {
            return history.attempts();
        }
        return call.timeout() instanceof History history ? history.attempts() : List.of();
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

    /**
     * Returns how long the call waited for a permit of its rate limiter before this attempt; zero if none was needed, or one
     * was there at once. It is no part of {@link #duration()}.
     */
    public Duration rateLimitWait() {
        return Duration.ofNanos(permitNanos);
    }

    /** Returns how long the server wanted the caller to wait, unbounded, or null if it said nothing. */
    public @Nullable Duration retryAfter() {
        return decision.retryAfter();
    }

    /** Returns the wait between this attempt and the next, or null if this is the last. */
    public @Nullable Duration delay() {
        return decision.delay();
    }

    /** Returns what decided {@link #delay()}, or null if this is the last attempt. */
    public @Nullable DelaySource delaySource() {
        return decision.delaySource();
    }

    /** Returns why there was no further attempt, or null if there was one. */
    public @Nullable StopReason stopReason() {
        return decision.stopReason();
    }

    /** Returns whether the service may have acted on the request: it was sent, and not turned away. */
    public boolean mayHaveBeenProcessed() {
        return processed;
    }

    /** Returns what {@link CallOptions.Builder#confirm} said of this attempt, or null if it was not asked. */
    public Confirmation.@Nullable Answer confirmation() {
        return confirmation;
    }

    /** Returns a line like {@code attempt 1: 503 after 12 ms, next in 431 ms (BACKOFF)}. */
    @Override
    public String toString() {
        String waited =
                rateLimitWait().toMillis() == 0 ? "" : " and " + rateLimitWait().toMillis() + " ms of rate limit";
        return "attempt " + number + ": " + outcome() + waited + ", "
                + (confirmation == null ? "" : "confirmed as " + confirmation + ", ") + decision;
    }

    private String outcome() {
        if (failure instanceof TimeLimitException timeout) {
            return timeout.summary() + " (" + timeout.limitName() + ")";
        }
        String what = failure == null
                ? Integer.toString(statusCode)
                : failure.getClass().getSimpleName();
        return what + " after " + duration().toMillis() + " ms";
    }
}
