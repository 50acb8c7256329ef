package com.featherhq.client.recordings;

import java.io.IOException;
import java.time.Duration;

/** The storage answered with a status that may pass. Stays inside the package. */
final class StorageBusyException extends IOException {

    private static final long serialVersionUID = 1;

    private final Duration hint;

    StorageBusyException(int statusCode, Duration hint) {
        super("The storage answered with HTTP status " + statusCode + ".");
        this.hint = hint;
    }

    /** Returns the pause that the storage asked for; zero if none. */
    Duration hint() {
        return hint;
    }
}
