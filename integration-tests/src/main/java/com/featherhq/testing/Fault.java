package com.featherhq.testing;

import java.time.Duration;

/**
 * Something that goes wrong with a request to a {@link FeatherMock}. Immutable.
 *
 * @param kind what goes wrong
 * @param status the status that is answered with, 200 where the answer is a success
 * @param delay how long the answer is held back
 */
public record Fault(Kind kind, int status, Duration delay) {

    /** What can go wrong. */
    public enum Kind {
        /** An error of the service, with its error body. */
        ERROR,
        /** The right answer, late. */
        SLOW,
        /** The right answer, of which only the first half is sent before the connection is cut. */
        TRUNCATED,
        /** A playback URL that the storage no longer accepts: it answers 403. For playback operations only. */
        EXPIRED_URL
    }

    /** 429 with {@code {"error":"rate_limited","message":…}} and without {@code Retry-After}, which the service promises nowhere. */
    public static Fault rateLimited() {
        return new Fault(Kind.ERROR, 429, Duration.ZERO);
    }

    /**
     * An error with the service's error body.
     *
     * @param status 500 to 599
     * @throws IllegalArgumentException if it's another status
     */
    public static Fault serverError(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException(status + " is not a server error: give 500 to 599.");
        }
        return new Fault(Kind.ERROR, status, Duration.ZERO);
    }

    /** The right answer, held back for {@code delay}. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 200, delay);
    }

    /** A body that is cut off in the middle. */
    public static Fault truncated() {
        return new Fault(Kind.TRUNCATED, 200, Duration.ZERO);
    }

    /** A playback URL that has expired already. */
    public static Fault expiredUrl() {
        return new Fault(Kind.EXPIRED_URL, 200, Duration.ZERO);
    }
}
