package com.featherhq.client.ratelimit;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No permit was available in time. The request was not sent. */
public final class PermitRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Lane lane;
    private final @Nullable Duration waitTime;

    private PermitRefusedException(String message, Lane lane, @Nullable Duration waitTime, @Nullable Throwable cause) {
        super(message, cause);
        this.lane = lane;
        this.waitTime = waitTime;
    }

    /** Says that the next permit is due too late. */
    public static PermitRefusedException tooLate(Lane lane, Duration waitTime, Duration atMost) {
        String message = "The rate limit has no " + lane + " permit in time: it is due in " + waitTime.toMillis()
                + " ms, and the caller waits " + Math.max(0, atMost.toMillis()) + " ms at most";
        return new PermitRefusedException(message, lane, waitTime, null);
    }

    /** Says that the machines' store can't be reached, and that the limiter is to fail then. */
    static PermitRefusedException unreachable(Lane lane, @Nullable Throwable cause) {
        return new PermitRefusedException(
                "The store of the rate limit can't be reached, and the limiter is set to fail then", lane, null, cause);
    }

    /** Says that the limiter has not answered in the time that the caller could wait. */
    public static PermitRefusedException unanswered(Lane lane, Duration atMost) {
        String message = "The rate limiter did not say within " + Math.max(0, atMost.toMillis()) + " ms when the next "
                + lane + " permit is due";
        return new PermitRefusedException(message, lane, null, null);
    }

    /** Says that the limiter itself failed. */
    public static PermitRefusedException failed(Lane lane, @Nullable Throwable cause) {
        String message = "The rate limiter failed"
                + (cause == null ? "" : ": " + cause.getClass().getName());
        return new PermitRefusedException(message, lane, null, cause);
    }

    /** Returns the lane that was asked for. */
    public Lane lane() {
        return lane;
    }

    /** Returns how long the wait would have been, or null if the limiter can't say. */
    public @Nullable Duration waitTime() {
        return waitTime;
    }
}
