package com.featherhq.client.retry;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time limit ran out. The message says which one and how long it was: {@code timed out after 30 s (attempt timeout)}.
 * Immutable.
 *
 * @see RetryPolicy
 */
public final class TimeLimitException extends SocketTimeoutException {

    private static final long serialVersionUID = 1L;

    private static final String ATTEMPT = "attempt timeout";
    private static final String DEADLINE = "deadline";
    private static final String CONNECT = "connect timeout";
    private static final String SILENCE = "read or write timeout";

    private final Duration limit;
    private final String name;

    private TimeLimitException(Duration limit, String name, @Nullable Throwable cause) {
        super("timed out after " + text(limit) + " (" + name + ")");
        this.limit = limit;
        this.name = name;
        initCause(cause);
    }

    static TimeLimitException ofAttempt(Duration limit, @Nullable Throwable cause) {
        return new TimeLimitException(limit, ATTEMPT, cause);
    }

    static TimeLimitException ofCall(Duration limit, @Nullable Throwable cause) {
        return new TimeLimitException(limit, DEADLINE, cause);
    }

    /** A limit of a connection; {@code took} is how long the attempt ran. */
    static TimeLimitException ofConnection(boolean sent, Duration took, SocketTimeoutException cause) {
        return new TimeLimitException(took, sent ? SILENCE : CONNECT, cause);
    }

    /** Tells whether {@code failure} is how OkHttp says that something took too long. */
    static boolean isTimeout(@Nullable Throwable failure) {
        return failure instanceof SocketTimeoutException
                || (failure instanceof InterruptedIOException && "timeout".equals(failure.getMessage()));
    }

    /**
     * Returns how long it took: the limit of an attempt or a call, or how long the attempt had run when its connection was
     * silent for too long.
     */
    public Duration limit() {
        return limit;
    }

    /** Returns which limit it was: {@code attempt timeout}, {@code deadline}, {@code connect timeout} or {@code read or write timeout}. */
    public String limitName() {
        return name;
    }

    /** Returns whether it was the connecting that took too long. */
    public boolean isConnectTimeout() {
        return name.equals(CONNECT);
    }

    /** Returns for example {@code timed out after 1.5 s}. */
    public String summary() {
        return "timed out after " + text(limit);
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis / 1_000 + (millis % 1_000 == 0 ? "" : "." + millis % 1_000 / 100) + " s";
    }
}
