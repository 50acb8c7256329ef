package com.featherhq.client.files;

import org.jspecify.annotations.Nullable;

/**
 * A download stopped before the file was whole. The target is as it was before; for a download to a file, what has arrived may
 * be kept beside it, and the next download of the same source to the same file continues from there.
 */
public final class FileDownloadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final boolean retryable;

    FileDownloadException(String name, String problem, boolean retryable, @Nullable Throwable cause) {
        super(name + " was not downloaded: " + problem, cause);
        this.problem = problem;
        this.retryable = retryable;
    }

    /** Returns the message without the name of what was downloaded: a sentence that begins in lower case. */
    public String problem() {
        return problem;
    }

    /** Returns whether the same download may succeed later with nothing changed, as after a lost connection. */
    public boolean isRetryable() {
        return retryable;
    }
}
