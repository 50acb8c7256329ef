package com.featherhq.client.recordings;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Response;

/** The storage answered with a status that may pass. Stays inside the package. */
final class StorageBusyException extends IOException {

    private static final long serialVersionUID = 1;

    private final Duration hint;

    private StorageBusyException(int statusCode, Duration hint) {
        super("The storage answered with HTTP status " + statusCode + ".");
        this.hint = hint;
    }

    static StorageBusyException of(Response response) {
        Duration hint = RetryAfter.of(response.headers());
        return new StorageBusyException(response.code(), hint == null ? Duration.ZERO : hint);
    }

    /** Returns the pause that the storage asked for; zero if none. */
    Duration hint() {
        return hint;
    }
}
