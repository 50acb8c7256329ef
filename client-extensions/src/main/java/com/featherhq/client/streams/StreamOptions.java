package com.featherhq.client.streams;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Settings for one stream of events. Immutable and thread-safe.
 *
 * <pre>{@code
 * StreamOptions options = StreamOptions.builder()
 *         .terminalEvents("complete")
 *         .idleTimeout(Duration.ofMinutes(2))
 *         .build();
 * }</pre>
 *
 * @see EventStream
 */
public final class StreamOptions {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final StreamOptions DEFAULTS = builder().build();

    private final Set<String> terminalEvents;
    private final Set<String> errorEvents;
    private final Duration idleTimeout;
    private final int maxEventBytes;
    private final int maxReconnects;

    private StreamOptions(Builder builder) {
        terminalEvents = Set.copyOf(builder.terminalEvents);
        errorEvents = Set.copyOf(builder.errorEvents);
        idleTimeout = builder.idleTimeout;
        maxEventBytes = builder.maxEventBytes;
        maxReconnects = builder.maxReconnects;
    }

    /** Returns the settings that a stream has when none are given. */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Tells whether a terminal event has to come. */
    boolean expectsTerminal() {
        return !terminalEvents.isEmpty();
    }

    boolean isTerminal(ServerSentEvent event) {
        return expectsTerminal() && terminalEvents.contains(event.type());
    }

    boolean isError(ServerSentEvent event) {
        return !errorEvents.isEmpty() && errorEvents.contains(event.type());
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    int maxEventBytes() {
        return maxEventBytes;
    }

    int maxReconnects() {
        return maxReconnects;
    }

    /** Builds {@link StreamOptions}. Not thread-safe. */
    public static final class Builder {

        private List<String> terminalEvents = List.of();
        private List<String> errorEvents = List.of("error");
        private Duration idleTimeout = Duration.ofSeconds(60);
        private int maxEventBytes = 16 * 1024 * 1024;
        private int maxReconnects;

        private Builder() {}

        /**
         * Sets the types of event that end the stream. One of them is delivered, and then the stream is over; a stream that
         * closes without one has failed. Default: none, and the stream ends where the server ends it.
         */
        public Builder terminalEvents(String... types) {
            terminalEvents = List.copyOf(Arrays.asList(types));
            return this;
        }

        /**
         * Sets the types of event whose data is an error of the service, which ends the stream with an exception. Default: {@code
         * error}; give none to have such events delivered.
         */
        public Builder errorEvents(String... types) {
            errorEvents = List.copyOf(Arrays.asList(types));
            return this;
        }

        /**
         * Sets how long the reader waits for an event. Comments, which only keep the connection alive, don't prolong it, and the
         * time that the program takes between two events doesn't count. Default: 60 s; zero for no limit. For the first event
         * the limits of the call count as well.
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = Objects.requireNonNull(idleTimeout, "idleTimeout");
            return this;
        }

        /** Sets how many bytes an event may have, the names of its fields included and line ends not. Default: 16 MiB. */
        public Builder maxEventBytes(int maxEventBytes) {
            this.maxEventBytes = maxEventBytes;
            return this;
        }

        /**
         * Lets a GET stream that broke off after an event with an id connect again with {@code Last-Event-ID}, at most so many
         * times without an event in between. The wait before it is what the server asked for by {@code retry}, else 1 s, at
         * most 30 s. Default: 0, never.
         */
        public Builder maxReconnects(int maxReconnects) {
            this.maxReconnects = maxReconnects;
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if the time is negative or above 365 days, an event may have less than 1 byte, or the
         *     number of reconnects is negative
         */
        public StreamOptions build() {
            if (idleTimeout.isNegative() || idleTimeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "idleTimeout must be between zero and 365 days, but is " + idleTimeout);
            }
            if (maxEventBytes < 1) {
                throw new IllegalArgumentException("maxEventBytes must be at least 1, but is " + maxEventBytes);
            }
            if (maxReconnects < 0) {
                throw new IllegalArgumentException("maxReconnects must be at least 0, but is " + maxReconnects);
            }
            return new StreamOptions(this);
        }
    }
}
