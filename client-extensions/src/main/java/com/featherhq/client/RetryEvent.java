package com.featherhq.client;

import java.util.Objects;

/** The end of an attempt, told to a {@link RetryListener}. Immutable. */
public final class RetryEvent {

    private final String operation;
    private final String httpMethod;
    private final Attempt attempt;

    RetryEvent(String operation, String httpMethod, Attempt attempt) {
        this.operation = operation;
        this.httpMethod = httpMethod;
        this.attempt = Objects.requireNonNull(attempt);
    }

    /** Returns the operation, such as {@code VoiceApi.getRecordingPlaybackUrl}. */
    public String operation() {
        return operation;
    }

    /** Returns the HTTP method, such as {@code GET}. */
    public String httpMethod() {
        return httpMethod;
    }

    /** Returns the attempt: what it came to, and what follows. */
    public Attempt attempt() {
        return attempt;
    }

    /** Returns a line like {@code VoiceApi.getRecordingPlaybackUrl attempt 1: 503 after 12 ms, next in 431 ms (BACKOFF)}. */
    @Override
    public String toString() {
        return operation + " " + attempt;
    }
}
