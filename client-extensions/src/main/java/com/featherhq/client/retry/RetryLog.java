package com.featherhq.client.retry;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Connection;
import okhttp3.Request;
import retrofit2.Call;
import retrofit2.Invocation;

/**
 * What the retries say at {@code FINE}, a line each: each retry, each wait for the rate limiter, and what connections made
 * necessary. A line names the operation and never a value. {@code java.util.logging}, because it is on every platform, Android
 * included, and every logging framework has a bridge from it.
 */
final class RetryLog {

    private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

    private RetryLog() {}

    /** An attempt has ended; a line says so if there is another one after it. */
    static void ended(Call<?> call, Attempt attempt) {
        if (attempt.delay() != null && LOGGER.isLoggable(Level.FINE)) {
            LOGGER.fine(name(call.request()) + " " + attempt);
        }
    }

    /** The permit for the next attempt is due after {@code wait}. */
    static void waits(Request request, Duration wait) {
        if (LOGGER.isLoggable(Level.FINE)) {
            LOGGER.fine(name(request) + " waits " + wait.toMillis() + " ms for a permit of the rate limiter");
        }
    }

    /** The request goes out once more within its attempt. */
    static void resends(Request request, LostRequest.Fate fate) {
        if (LOGGER.isLoggable(Level.FINE)) {
            LOGGER.fine(name(request) + " is sent again within its attempt: " + reason(fate));
        }
    }

    private static String reason(LostRequest.Fate fate) {
        return switch (fate) {
            case STALE -> "the server had closed the idle connection";
            case UNSENT -> "the connection closed before the request was sent";
            case REFUSED -> "the server refused the stream";
            case CUT_OFF -> "the connection ended before the answer";
            case UNKNOWN -> "the connection failed";
        };
    }

    /** No new call begins on {@code connection}. */
    static void givesUp(Connection connection) {
        if (LOGGER.isLoggable(Level.FINE)) {
            LOGGER.fine("An attempt timed out on the HTTP/2 connection to "
                    + connection.route().address().url().host() + "; no new call begins on it");
        }
    }

    private static String name(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        return invocation == null
                ? "A call"
                : invocation.method().getDeclaringClass().getSimpleName() + "."
                        + invocation.method().getName();
    }
}
