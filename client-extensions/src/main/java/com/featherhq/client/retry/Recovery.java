package com.featherhq.client.retry;

import com.featherhq.client.http.RepeatableBody;
import com.featherhq.client.retry.LostRequest.Fate;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Recovers within an attempt from what the pool of connections does to a request: at once, without cost, and never so that
 * the server could act twice on a request that must not be repeated. The package's documentation has the rules.
 */
final class Recovery {

    /** A server that refuses this often in a row is left to the policy, which waits. */
    private static final int MOST_RESENDS = 3;

    private static final String REFUSED_STREAM = "stream was reset: REFUSED_STREAM";
    private static final String SHUT_DOWN = "okhttp3.internal.http2.ConnectionShutdownException";
    private static final String NO_ANSWER = "unexpected end of stream on ";

    private Recovery() {}

    /** Done by the application interceptor: sends the request, again if that is safe. */
    static Response send(Interceptor.Chain chain, Request request, @Nullable RunningAttempt<?> attempt)
            throws IOException {
        int resent = 0;
        while (true) {
            try {
                return ConnectTime.proceed(chain, request);
            } catch (LostRequest e) {
                if (resent == MOST_RESENDS || chain.call().isCanceled() || !mayResend(e.fate(), request, attempt)) {
                    throw e.failure();
                }
                RetryLog.resends(request, e.fate());
                resent += e.fate() == Fate.STALE ? 0 : 1; // Each takes a connection out of the pool, so they end.
                if (attempt != null) {
                    attempt.resending();
                }
            }
        }
    }

    private static boolean mayResend(Fate fate, Request request, @Nullable RunningAttempt<?> attempt) {
        return switch (fate) {
            case STALE, UNSENT -> true;
            case REFUSED -> RepeatableBody.isRepeatable(request);
            case CUT_OFF -> attempt != null && attempt.isIdempotent() && RepeatableBody.isRepeatable(request);
            case UNKNOWN -> false;
        };
    }

    /** Done by the innermost network interceptor: looks at the connection, and tells what became of the request. */
    static Response transmit(Interceptor.Chain chain, Request request, @Nullable RunningAttempt<?> attempt)
            throws IOException {
        Connection connection = chain.connection();
        if (connection == null) {
            return chain.proceed(request); // A web socket's handshake.
        }
        Connections.Use use = Connections.of(connection);
        requireAlive(connection, use, request, attempt);
        if (attempt != null && !attempt.sending(connection)) {
            throw new LostRequest(Fate.UNKNOWN, new IOException("Canceled"));
        }
        return transmit(chain, request, attempt, connection, use);
    }

    private static Response transmit(
            Interceptor.Chain chain,
            Request request,
            @Nullable RunningAttempt<?> attempt,
            Connection connection,
            Connections.Use use)
            throws IOException {
        boolean reused = use.isReused();
        try {
            Response response = answer(chain, request);
            use.answered();
            return response;
        } catch (IOException e) {
            LostRequest lost =
                    new LostRequest(fate(e, connection, reused, chain.call().isCanceled()), e);
            if (attempt != null && lost.isUnprocessed()) {
                attempt.unsent();
            }
            throw lost;
        }
    }

    private static void requireAlive(
            Connection connection, Connections.Use use, Request request, @Nullable RunningAttempt<?> attempt)
            throws LostRequest {
        if (Connections.isMultiplexed(connection) || !use.mayHaveIdled() || !needsLook(request, attempt)) {
            return;
        }
        if (Connections.isDead(connection)) {
            Connections.giveUp(connection);
            throw new LostRequest(
                    use.isReused() ? Fate.STALE : Fate.UNSENT,
                    new SocketException("the connection was closed by the server before the request"));
        }
    }

    /** What can be sent again for nothing is not worth the time, unless the pool has just been found to hold dead ones. */
    private static boolean needsLook(Request request, @Nullable RunningAttempt<?> attempt) {
        RequestBody body = request.body();
        return attempt == null
                || attempt.isResending()
                || !attempt.isIdempotent()
                || (body != null && (body.isOneShot() || body.isDuplex()));
    }

    /** OkHttp 4 understands one interim answer (RFC 9110 §15.2) before the final one, and loses its way after a second. */
    private static Response answer(Interceptor.Chain chain, Request request) throws IOException {
        Response response;
        try {
            response = chain.proceed(request);
        } catch (IllegalStateException e) {
            if (isOfOkHttp(e)) {
                throw new UnreadableAnswerException("OkHttp can't read the answer: " + e.getMessage(), e);
            }
            throw e;
        }
        if (response.code() < 200 && response.code() != 101) {
            response.close();
            throw new UnreadableAnswerException("OkHttp can't read the answer after a second " + response.code(), null);
        }
        return response;
    }

    private static boolean isOfOkHttp(IllegalStateException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("okhttp3.internal.");
    }

    private static Fate fate(IOException failure, Connection connection, boolean reused, boolean canceled) {
        if (SHUT_DOWN.equals(failure.getClass().getName())) {
            return Fate.UNSENT;
        }
        if (REFUSED_STREAM.equals(failure.getMessage())) {
            return Fate.REFUSED;
        }
        return reused && !canceled && isCutOff(failure, connection) ? Fate.CUT_OFF : Fate.UNKNOWN;
    }

    private static boolean isCutOff(IOException failure, Connection connection) {
        if (failure instanceof InterruptedIOException || failure instanceof ProtocolException) {
            return false; // A timeout, or an answer that is none.
        }
        if (Connections.isMultiplexed(connection)) {
            return Connections.isShutDown(connection);
        }
        return failure instanceof SocketException || failure instanceof SSLException || isEnd(failure);
    }

    /** Okio quotes what it had read of the line that ended too early: here nothing. */
    private static boolean isEnd(IOException failure) {
        return String.valueOf(failure.getMessage()).startsWith(NO_ANSWER)
                && failure.getCause() instanceof EOFException end
                && String.valueOf(end.getMessage()).contains("limit=0 ");
    }
}
