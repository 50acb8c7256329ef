package com.featherhq.client.retry;

import com.featherhq.client.http.ProxyCredentialsException;
import com.featherhq.client.http.TransientStatus;
import com.google.gson.JsonParseException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import retrofit2.http.HTTP;

/**
 * The one place that says what HTTP's outcomes mean for a retry.
 *
 * <pre>
 * outcome                                       means          idempotent   other methods
 * --------------------------------------------  -------------  -----------  ---------------
 * 2xx with a readable body                      SUCCEEDED      done         done
 * no connection: DNS, refused, TLS, timeout     NOT_PROCESSED  retry        retry
 * stream refused by the server (HTTP/2)         NOT_PROCESSED  retry        retry
 * 429                                           NOT_PROCESSED  retry        retry
 * 408, 425, 500, 502-504, 520-524, 529, 530     TRANSIENT      retry        stop
 * reset, timeout, 2xx body that ended early     TRANSIENT      retry        stop
 * 2xx body that is whole and can't be read      PERMANENT      stop         stop
 * certificate or cleartext refused, proxy's 407 PERMANENT      stop         stop
 * any other status; a failure in an interceptor PERMANENT      stop         stop
 * what the builder's predicate says             PERMANENT      stop         stop
 * error body says "retryable": true             -              retry        retry
 * error body says "retryable": false            -              stop         stop
 * </pre>
 *
 * <p>Where TRANSIENT means "stop", {@link Confirmation.Question} may know what became of the request; see {@link #isUncertain}.
 *
 * An operation counts as idempotent by its method (RFC 9110 §9.2.2) or because the caller says so.
 */
final class DecisionTable {

    private static final Set<String> IDEMPOTENT_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    /** RFC 9113 §8.7: the server guarantees that it has not acted on the request. */
    private static final String REFUSED_STREAM = "stream was reset: REFUSED_STREAM";

    private static final int CONFLICT = 409;

    private final Predicate<? super Throwable> permanent;

    /** Makes a table; {@code permanent} tells which failures beyond those of HTTP another attempt can't change. */
    DecisionTable(Predicate<? super Throwable> permanent) {
        this.permanent = permanent;
    }

    /** Judges an attempt that has ended. */
    Outcome of(RunningAttempt<?> attempt) {
        Throwable failure = attempt.failure();
        return failure == null ? ofStatus(attempt.statusCode()) : ofFailure(failure, attempt.isSent());
    }

    /**
     * Tells whether the server may have acted on an attempt that came to {@code outcome}. One that it answered 401, or a proxy
     * 407, was turned away, though another attempt would be, too.
     */
    static boolean mayHaveBeenProcessed(RunningAttempt<?> attempt, Outcome outcome) {
        return attempt.isSent()
                && outcome != Outcome.NOT_PROCESSED
                && attempt.statusCode() != 401
                && !(attempt.failure() instanceof ProxyCredentialsException);
    }

    /**
     * Tells whether nobody knows if the server has acted on an attempt that failed and must not be repeated. A 409 after such
     * an attempt may be the effect of that one.
     */
    static boolean isUncertain(RunningAttempt<?> attempt, List<Attempt> earlier) {
        boolean asked = earlier.stream().anyMatch(one -> one.confirmation() != null);
        return !attempt.isIdempotent()
                && ((attempt.outcome() == Outcome.TRANSIENT && attempt.isSent())
                        || (attempt.statusCode() == CONFLICT && asked));
    }

    static boolean isIdempotent(String method) {
        return IDEMPOTENT_METHODS.contains(method);
    }

    /** Tells whether Retrofit's annotation of a method names such an HTTP method. */
    static boolean isIdempotent(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(one -> isIdempotent(
                        one instanceof HTTP http
                                ? http.method()
                                : one.annotationType().getSimpleName()));
    }

    static Outcome ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.SUCCEEDED;
        }
        if (status == 429) {
            return Outcome.NOT_PROCESSED;
        }
        return TransientStatus.isTransient(status) ? Outcome.TRANSIENT : Outcome.PERMANENT;
    }

    /** Judges a failure; {@code sent} says whether the server may have got the request. */
    Outcome ofFailure(Throwable failure, boolean sent) {
        if (failure instanceof JsonParseException) {
            // A 2xx body: one that ended early may be whole the next time, one of the wrong type stays so.
            return failure.getCause() instanceof EOFException ? Outcome.TRANSIENT : Outcome.PERMANENT;
        }
        if (!(failure instanceof IOException) || isConfiguration(failure)) {
            return Outcome.PERMANENT;
        }
        if (!sent || REFUSED_STREAM.equals(failure.getMessage())) {
            return Outcome.NOT_PROCESSED;
        }
        return Outcome.TRANSIENT;
    }

    /** Tells whether {@code failure} is one of those that come before there is a connection, whatever anybody has seen. */
    static boolean isBeforeConnection(@Nullable Throwable failure) {
        return failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException;
    }

    private boolean isConfiguration(Throwable failure) {
        return permanent.test(failure)
                || failure instanceof UnknownServiceException
                || failure instanceof UnreadableAnswerException
                || failure instanceof ProxyCredentialsException
                || failure instanceof SSLPeerUnverifiedException
                || (failure instanceof SSLHandshakeException && failure.getCause() instanceof CertificateException);
    }
}
