package com.featherhq.client.recordings;

import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimiter;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Settings of {@link Recordings#downloadAll}. Immutable; thread-safe if what is given to it is. */
public final class DownloadAllOptions {

    private static final int DEFAULT_CONCURRENCY = 8;
    private static final int MAX_CONCURRENCY = 256;
    private static final int DEFAULT_REQUESTS_PER_MINUTE = 3_000;

    private final int concurrency;
    private final RateLimiter rateLimiter;
    private final Function<UUID, String> fileName;
    private final Consumer<DownloadItem> itemListener;

    private DownloadAllOptions(Builder builder) {
        this.concurrency = builder.concurrency;
        this.rateLimiter = builder.rateLimiter;
        this.fileName = builder.fileName;
        this.itemListener = builder.itemListener;
    }

    /** Returns the options with all defaults. */
    public static DownloadAllOptions defaults() {
        return builder().build();
    }

    /** Returns a builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    int concurrency() {
        return concurrency;
    }

    RateLimiter rateLimiter() {
        return rateLimiter;
    }

    Function<UUID, String> fileName() {
        return fileName;
    }

    Consumer<DownloadItem> itemListener() {
        return itemListener;
    }

    /** Builds {@link DownloadAllOptions}. Not thread-safe. */
    public static final class Builder {

        private int concurrency = DEFAULT_CONCURRENCY;
        private RateLimiter rateLimiter = ofBulk(DEFAULT_REQUESTS_PER_MINUTE);
        private Function<UUID, String> fileName = UUID::toString;
        private Consumer<DownloadItem> itemListener = item -> {};

        private Builder() {}

        /** All of it is for work in bulk. */
        private static RateLimiter ofBulk(int requestsPerMinute) {
            return RateLimiter.builder(requestsPerMinute).bulkShare(1).build();
        }

        /** Sets how many recordings are fetched at a time, 1 to 256. Default: 8. */
        public Builder concurrency(int concurrency) {
            this.concurrency = concurrency;
            return this;
        }

        /**
         * Sets how many playback URLs are asked for in a minute at most. Default: 3,000, which is half of what the
         * service gives the whole organisation (6,000), so that other work goes on. Fetching from the storage does not
         * count there.
         *
         * @throws IllegalArgumentException if {@code requests} is less than 1
         */
        public Builder requestsPerMinute(int requests) {
            return rateLimiter(ofBulk(requests));
        }

        /**
         * Sets who is asked, in its {@linkplain Lane#BULK bulk lane}, before a playback URL is asked for, instead of {@link
         * #requestsPerMinute}; to share a pace with other work, say. The rate limiter of the client, if it has one, is asked
         * in any case, in the same lane.
         */
        public Builder rateLimiter(RateLimiter rateLimiter) {
            this.rateLimiter = Objects.requireNonNull(rateLimiter, "rateLimiter");
            return this;
        }

        /**
         * Sets how the file of a recording is named. Default: the id alone, because the service does not say which audio
         * format a recording has. Every recording must get a name of its own, without folders, which isn't that of
         * another one with {@code .part}, {@code .part.state} or {@code .part.lock} behind it.
         */
        public Builder fileName(Function<UUID, String> fileName) {
            this.fileName = Objects.requireNonNull(fileName, "fileName");
            return this;
        }

        /**
         * Sets who is told of every item when it has ended, on the downloading threads. What it throws does not change what
         * became of the item; see {@link DownloadSummary#listenerFailure()}. Default: none.
         */
        public Builder itemListener(Consumer<DownloadItem> itemListener) {
            this.itemListener = Objects.requireNonNull(itemListener, "itemListener");
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if the concurrency is not 1 to 256
         */
        public DownloadAllOptions build() {
            if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
                throw new IllegalArgumentException("concurrency must be 1 to 256, but is " + concurrency + ".");
            }
            return new DownloadAllOptions(this);
        }
    }
}
