package com.featherhq.client.files;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A URL that is its own permission: whoever has it can read the file, mostly for a limited time. It is never sent with the API
 * key, and is in no message of this client. Implementations are thread-safe.
 *
 * @see FileSource#signedUrls
 */
@FunctionalInterface
public interface SignedUrl {

    /** Gives signed URLs for one file. Thread-safe. */
    @FunctionalInterface
    interface Provider {

        /**
         * Asks for a URL. Cancelling the stage's future may end the request.
         *
         * @param unwanted the one that won't do any more, because the storage refused it or its time is over; null at first
         */
        CompletionStage<? extends SignedUrl> request(@Nullable SignedUrl unwanted);
    }

    /** Returns the URL. */
    String url();

    /** Returns for how long it is still valid; zero if its time is over. Default: 365 days, so that only a refusal ends it. */
    default Duration remaining() {
        return Duration.ofDays(365);
    }

    /** Returns the size that the file has by the word of who signed the URL, in bytes; null if it isn't known, as by default. */
    default @Nullable Long bytes() {
        return null;
    }
}
