package com.featherhq.client.retry;

import com.featherhq.client.http.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * When and how often a call is retried.
 *
 * <p>The defaults: 3 attempts in all; before attempt n+1 a random wait between zero and 500 ms · 2<sup>n-1</sup>, at most
 * 8 s ("full jitter", Marc Brooker, <i>Exponential Backoff and Jitter</i>, AWS Architecture Blog 2015); 30 s for one
 * attempt; 60 s for the whole call, waits included. Immutable and thread-safe.
 *
 * <pre>{@code
 * RetryPolicy patient = RetryPolicy.builder()
 *         .maxAttempts(5)
 *         .deadline(Duration.ofMinutes(2))
 *         .build();
 * }</pre>
 *
 * @see RetryBudget
 * @see CallOptions
 * @see Attempt
 */
public final class RetryPolicy {

    /** Fits into nanoseconds with room to spare. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final RetryPolicy DEFAULTS = builder().build();
    private static final RetryPolicy NONE = builder().maxAttempts(1).build();

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration maxDelay;
    private final Duration attemptTimeout;
    private final Duration deadline;
    private final boolean assumeIdempotent;

    private RetryPolicy(Builder builder) {
        maxAttempts = builder.maxAttempts;
        baseDelay = builder.baseDelay;
        maxDelay = builder.maxDelay;
        attemptTimeout = builder.attemptTimeout;
        deadline = builder.deadline;
        assumeIdempotent = builder.assumeIdempotent;
    }

    /** Returns the default policy. */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** Returns a policy of one attempt, with the timeouts of {@link #defaults()}. */
    public static RetryPolicy none() {
        return NONE;
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this policy. */
    Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the maximum number of attempts, the first one included. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** Returns the upper bound of the wait before the second attempt. */
    public Duration baseDelay() {
        return baseDelay;
    }

    /** Returns the maximum wait between two attempts. */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** Returns the timeout of one attempt; zero means no limit. */
    public Duration attemptTimeout() {
        return attemptTimeout;
    }

    /** Returns the deadline of the call, attempts and waits included; zero means no limit. */
    public Duration deadline() {
        return deadline;
    }

    /** Returns whether every operation under this policy may be repeated, whatever its method. */
    public boolean assumeIdempotent() {
        return assumeIdempotent;
    }

    /** Returns the waits between two attempts. */
    Backoff backoff() {
        return new Backoff(baseDelay, 2, maxDelay, Backoff.FULL_JITTER);
    }

    static void requireSane(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be between zero and 365 days, but is " + value);
        }
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttempts=" + maxAttempts + ", baseDelay=" + baseDelay + ", maxDelay=" + maxDelay
                + ", attemptTimeout=" + attemptTimeout + ", deadline=" + deadline + ", assumeIdempotent="
                + assumeIdempotent + "]";
    }

    /** Builds a {@link RetryPolicy}. Not thread-safe. */
    public static final class Builder {

        private int maxAttempts = 3;
        private Duration baseDelay = Duration.ofMillis(500);
        private Duration maxDelay = Duration.ofSeconds(8);
        private Duration attemptTimeout = Duration.ofSeconds(30);
        private Duration deadline = Duration.ofSeconds(60);
        private boolean assumeIdempotent;

        private Builder() {}

        private Builder(RetryPolicy policy) {
            maxAttempts = policy.maxAttempts;
            baseDelay = policy.baseDelay;
            maxDelay = policy.maxDelay;
            attemptTimeout = policy.attemptTimeout;
            deadline = policy.deadline;
            assumeIdempotent = policy.assumeIdempotent;
        }

        /** Sets the maximum number of attempts, the first one included. Default: 3; at least 1. */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        /** Sets the upper bound of the wait before the second attempt; it doubles for each further one. Default: 500 ms. */
        public Builder baseDelay(Duration baseDelay) {
            this.baseDelay = Objects.requireNonNull(baseDelay, "baseDelay");
            return this;
        }

        /** Sets the maximum wait between two attempts, even if the server asks for more. Default: 8 s. */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = Objects.requireNonNull(maxDelay, "maxDelay");
            return this;
        }

        /** Sets the timeout of one attempt, from connecting to the last byte. Default: 30 s; zero for no limit. */
        public Builder attemptTimeout(Duration attemptTimeout) {
            this.attemptTimeout = Objects.requireNonNull(attemptTimeout, "attemptTimeout");
            return this;
        }

        /** Sets the deadline of the call, attempts and waits included. Default: 60 s; zero for no limit. */
        public Builder deadline(Duration deadline) {
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /**
         * Sets whether every operation under this policy may be repeated, POST and PATCH included. Default: false. For
         * operations that carry an {@code idempotency_key} or {@code external_id}: RFC 9110 §9.2.2 lets a client repeat
         * what it knows to be idempotent.
         */
        public Builder assumeIdempotent(boolean assumeIdempotent) {
            this.assumeIdempotent = assumeIdempotent;
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws IllegalArgumentException if there is less than one attempt, or a duration is negative or above 365 days
         */
        public RetryPolicy build() {
            if (maxAttempts < 1) {
                throw new IllegalArgumentException(
                        "maxAttempts counts the first try, so at least 1, not " + maxAttempts);
            }
            requireSane("baseDelay", baseDelay);
            requireSane("maxDelay", maxDelay);
            requireSane("attemptTimeout", attemptTimeout);
            requireSane("deadline", deadline);
            return new RetryPolicy(this);
        }
    }
}
