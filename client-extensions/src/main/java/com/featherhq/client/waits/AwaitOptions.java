package com.featherhq.client.waits;

import com.featherhq.client.http.Backoff;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How long, and how often, to ask. Immutable and thread-safe.
 *
 * <pre>{@code
 * AwaitOptions patient = AwaitOptions.builder()
 *         .timeout(Duration.ofHours(1))
 *         .maxPause(Duration.ofSeconds(30))
 *         .build();
 * }</pre>
 *
 * @see Waits
 */
public final class AwaitOptions {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final Duration timeout;
    private final Backoff backoff;
    private final Consumer<? super AwaitProgress> listener;

    private AwaitOptions(Builder builder) {
        timeout = builder.timeout;
        backoff = new Backoff(builder.firstPause, 2, builder.maxPause, Backoff.EQUAL_JITTER);
        listener = builder.listener;
    }

    /** Returns the options with nothing set. */
    public static AwaitOptions defaults() {
        return builder().build();
    }

    /** Returns the options with nothing set but how long to wait. */
    public static AwaitOptions ofTimeout(Duration timeout) {
        return builder().timeout(timeout).build();
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    Duration timeout() {
        return timeout;
    }

    Backoff backoff() {
        return backoff;
    }

    Consumer<? super AwaitProgress> listener() {
        return listener;
    }

    /** Builds {@link AwaitOptions}. Not thread-safe. */
    public static final class Builder {

        private Duration timeout = Duration.ofMinutes(10);
        private Duration firstPause = Duration.ofSeconds(1);
        private Duration maxPause = Duration.ofSeconds(10);
        private Consumer<? super AwaitProgress> listener = progress -> {};

        private Builder() {}

        /** Sets how long to wait in all. A request that is on its way then is cancelled. Default: 10 minutes. */
        public Builder timeout(Duration timeout) {
            this.timeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** Sets the first pause, which doubles from one to the next; each is cut by up to a half at random. Default: 1 s. */
        public Builder firstPause(Duration firstPause) {
            this.firstPause = Objects.requireNonNull(firstPause, "firstPause");
            return this;
        }

        /** Sets the longest pause, unless the service asks for a longer one. Default: 10 s. */
        public Builder maxPause(Duration maxPause) {
            this.maxPause = Objects.requireNonNull(maxPause, "maxPause");
            return this;
        }

        /** Sets who is told before each pause. What it throws is logged by the name of its class. Default: nobody. */
        public Builder onProgress(Consumer<? super AwaitProgress> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if a duration is not positive, or above 365 days
         */
        public AwaitOptions build() {
            requireSane("timeout", timeout);
            requireSane("firstPause", firstPause);
            requireSane("maxPause", maxPause);
            return new AwaitOptions(this);
        }

        private static void requireSane(String name, Duration value) {
            if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + " must be positive and at most 365 days, but is " + value + ".");
            }
        }
    }
}
