package com.featherhq.client.retry;

import com.featherhq.client.ratelimit.Lane;
import com.featherhq.json.IdempotencyKeyed;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of single calls. They override those of the operation and of the client; what is not set is inherited. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * CallOptions options = CallOptions.builder()
 *         .deadline(Duration.ofSeconds(5))
 *         .assumeIdempotent(true)
 *         .build();
 * VoiceApi voice = client.api(VoiceApi.class, options);
 * }</pre>
 *
 * @see RetryPolicy
 * @see RetryingCalls#with
 */
public final class CallOptions {

    private final @Nullable RetryPolicy retryPolicy;
    private final @Nullable Duration deadline;
    private final boolean assumeIdempotent;
    private final @Nullable Lane lane;
    private final Confirmation.@Nullable Question question;
    private final boolean mintKeys;

    private CallOptions(Builder builder) {
        retryPolicy = builder.retryPolicy;
        deadline = builder.deadline;
        assumeIdempotent = builder.assumeIdempotent;
        lane = builder.lane;
        question = builder.question;
        mintKeys = builder.mintKeys;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    Lane lane() {
        return lane == null ? Lane.INTERACTIVE : lane;
    }

    Confirmation.@Nullable Question question() {
        return question;
    }

    boolean mintsKeys() {
        return mintKeys;
    }

    /** Returns these, and of {@code others} what these have not set. */
    CallOptions over(@Nullable CallOptions others) {
        if (others == null) {
            return this;
        }
        Builder both = new Builder();
        both.retryPolicy = retryPolicy == null ? others.retryPolicy : retryPolicy;
        both.deadline = deadline == null ? others.deadline : deadline;
        both.lane = lane == null ? others.lane : lane;
        both.question = question == null ? others.question : question;
        both.assumeIdempotent = assumeIdempotent || others.assumeIdempotent;
        both.mintKeys = mintKeys || others.mintKeys;
        return both.build();
    }

    RetryPolicy applyTo(RetryPolicy base) {
        RetryPolicy chosen = retryPolicy != null ? retryPolicy : base;
        if (deadline == null && !assumeIdempotent) {
            return chosen;
        }
        RetryPolicy.Builder changed = chosen.toBuilder();
        if (deadline != null) {
            changed.deadline(deadline);
        }
        return changed.assumeIdempotent(assumeIdempotent || chosen.assumeIdempotent())
                .build();
    }

    /** Builds {@link CallOptions}. Not thread-safe. */
    public static final class Builder {

        private @Nullable RetryPolicy retryPolicy;
        private @Nullable Duration deadline;
        private boolean assumeIdempotent;
        private @Nullable Lane lane;
        private Confirmation.@Nullable Question question;
        private boolean mintKeys;

        private Builder() {}

        /** Sets the policy. Default: that of the operation, else of the client. */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
            return this;
        }

        /** Sets the deadline of the call, attempts and waits included; zero for no limit. Default: the policy's. */
        public Builder deadline(Duration deadline) {
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /** Declares the call idempotent whatever its method; see {@link RetryPolicy.Builder#assumeIdempotent}. */
        public Builder assumeIdempotent(boolean assumeIdempotent) {
            this.assumeIdempotent = assumeIdempotent;
            return this;
        }

        /** Sets the lane of the rate limiter. Default: {@link Lane#INTERACTIVE}. */
        public Builder lane(Lane lane) {
            this.lane = Objects.requireNonNull(lane, "lane");
            return this;
        }

        /**
         * Sets who is asked, instead of guessing, when the answer to a request that must not be repeated is lost: no answer, an
         * answer that broke off, a 500, 503 or the like that doesn't say whether it was done. {@link Confirmation#done} makes the
         * call succeed with that value (status 200, no headers), {@link Confirmation#notDone} lets the attempt be repeated as the
         * policy allows, even if the error body says {@code "retryable": false}, and {@link Confirmation#unknown} lets the call
         * fail. It is asked after each such attempt, the last one included, and after a 409 that follows one. If it throws, the
         * class of what it throws is logged, and nobody can tell. Default: nobody is asked.
         *
         * <p>The time that it takes counts in the call's deadline. A synchronous call asks on its own thread. An asynchronous call
         * asks where its callbacks run: on the {@link RetryingCalls.Builder#callbackExecutor}, else on a thread that no other
         * call needs; it may block there, and the call ends by its deadline all the same. Calls of methods that may be repeated
         * anyway, such as GET, don't ask.
         *
         * @param type what the call returns, such as {@code Void.class}; making a call of another type that may ask is an {@link
         *     IllegalArgumentException}
         */
        public <T> Builder confirm(Class<T> type, Supplier<Confirmation<T>> confirm) {
            question = Confirmation.Question.of(
                    Objects.requireNonNull(type, "type"), Objects.requireNonNull(confirm, "confirm"));
            return this;
        }

        /** As {@link #confirm}, but no thread waits for the answer. It is cancelled if the call ends before. */
        public <T> Builder confirmAsync(Class<T> type, Supplier<? extends CompletionStage<Confirmation<T>>> confirm) {
            question = Confirmation.Question.ofAsync(
                    Objects.requireNonNull(type, "type"), Objects.requireNonNull(confirm, "confirm"));
            return this;
        }

        /**
         * Gives each call an idempotency key if its body has a place for one ({@link IdempotencyKeyed}) and none is set: a random
         * UUID, the same for all attempts. The call may then be repeated whatever its method. The caller's object is not changed;
         * a {@code clone()} of the call has the key of the call. Default: no key is made.
         */
        public Builder mintIdempotencyKeys() {
            mintKeys = true;
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if the deadline is negative or above 365 days
         */
        public CallOptions build() {
            if (deadline != null) {
                RetryPolicy.requireSane("deadline", deadline);
            }
            return new CallOptions(this);
        }
    }
}
