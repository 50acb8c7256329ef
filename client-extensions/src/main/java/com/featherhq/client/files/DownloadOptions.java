package com.featherhq.client.files;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of one download. Immutable; thread-safe if what is given to it is. */
public final class DownloadOptions {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Consumer<? super DownloadProgress> progressListener;
    private final @Nullable Long bytes;
    private final @Nullable String sha256;
    private final boolean skipIfComplete;
    private final @Nullable Executor executor;

    private DownloadOptions(Builder builder) {
        progressListener = builder.progressListener;
        bytes = builder.bytes;
        sha256 = builder.sha256;
        skipIfComplete = builder.skipIfComplete;
        executor = builder.executor;
    }

    /** Returns the options with all defaults. */
    public static DownloadOptions defaults() {
        return builder().build();
    }

    /** Returns a builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    Consumer<? super DownloadProgress> progressListener() {
        return progressListener;
    }

    @Nullable
    Long bytes() {
        return bytes;
    }

    @Nullable
    String sha256() {
        return sha256;
    }

    boolean skipIfComplete() {
        return skipIfComplete;
    }

    @Nullable
    Executor executor() {
        return executor;
    }

    /** Builds {@link DownloadOptions}. Not thread-safe. */
    public static final class Builder {

        private Consumer<? super DownloadProgress> progressListener = progress -> {};
        private @Nullable Long bytes;
        private @Nullable String sha256;
        private boolean skipIfComplete;
        private @Nullable Executor executor;

        private Builder() {}

        /**
         * Sets who is told how far the download is: at most 10 times a second, and always once at its end. Called on the
         * thread that downloads, so it should be quick. An exception from it stops the download and reaches the caller; what
         * has arrived is kept as after any other failure. Default: none.
         */
        public Builder progressListener(Consumer<? super DownloadProgress> progressListener) {
            this.progressListener = Objects.requireNonNull(progressListener, "progressListener");
            return this;
        }

        /**
         * Sets how many bytes the file must have. Default: what the answer says ({@code Content-Length}, {@code
         * Content-Range}).
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder expectedBytes(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("expectedBytes must not be negative, but is " + bytes + ".");
            }
            this.bytes = bytes;
            return this;
        }

        /**
         * Sets which SHA-256 the file must have, as 64 hexadecimal digits. Default: what the answer says, if it does ({@code
         * Repr-Digest}, {@code Content-Digest}; RFC 9530).
         *
         * @throws IllegalArgumentException if it isn't one
         */
        public Builder expectedSha256(String sha256) {
            String digits = sha256.strip().toLowerCase(Locale.ROOT);
            if (!SHA_256.matcher(digits).matches()) {
                throw new IllegalArgumentException(
                        "expectedSha256 must be 64 hexadecimal digits, but is \"" + sha256 + "\".");
            }
            this.sha256 = digits;
            return this;
        }

        /**
         * Leaves a target alone that is a file of the right size and, if a SHA-256 is expected, of that one; see {@link
         * DownloadResult#isSkipped}. It costs one request if the size isn't known before. Default: the target is replaced.
         */
        public Builder skipIfComplete() {
            skipIfComplete = true;
            return this;
        }

        /**
         * Sets where asynchronous downloads run, each of which needs a thread while it lasts. Default: threads of the client's,
         * as many as needed.
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** Returns the options. */
        public DownloadOptions build() {
            return new DownloadOptions(this);
        }
    }
}
