package com.featherhq.client.retry;

import com.featherhq.client.ratelimit.Lane;
import java.time.Duration;
import java.util.Objects;
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
    private final Lane lane;

    private CallOptions(Builder builder) {
        retryPolicy = builder.retryPolicy;
        deadline = builder.deadline;
        assumeIdempotent = builder.assumeIdempotent;
        lane = builder.lane;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    Lane lane() {
        return lane;
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
        private Lane lane = Lane.INTERACTIVE;

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
