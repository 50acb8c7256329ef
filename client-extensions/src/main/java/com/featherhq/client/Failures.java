package com.featherhq.client;

import com.featherhq.client.auth.CredentialException;
import com.featherhq.client.http.ProxyCredentialsException;
import com.featherhq.client.http.Redirect;
import com.featherhq.client.http.Secrets;
import com.featherhq.client.http.ThrownByCode;
import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.retry.Attempt;
import com.featherhq.client.retry.CallThrottledException;
import com.featherhq.client.retry.TimeLimitException;
import com.featherhq.client.streams.StreamFailure;
import com.featherhq.json.FilePartException;
import com.featherhq.json.UnreadableBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** Turns what Retrofit says of a call that failed into the exception for it. */
final class Failures {

    private final Secrets secrets;

    Failures(Secrets secrets) {
        this.secrets = secrets;
    }

    FeatherException of(Call<?> call, Response<?> response) {
        return of(ServiceAnswer.of(CallFacts.of(call), response, secrets));
    }

    /** Of an error that the service tells of in {@code data}, after {@code eventCount} events of a stream. */
    ServiceException ofEvent(Call<?> call, Response<?> response, String data, long eventCount) {
        return of(ServiceAnswer.ofEvent(CallFacts.of(call), response, data, eventCount, secrets));
    }

    static ServiceException of(ServiceAnswer answer) {
        return switch (answer.statusCode()) {
            case 401 -> new UnauthorizedException(answer);
            case 403 -> new ForbiddenException(answer);
            case 404 -> new NotFoundException(answer);
            case 409 -> new ConflictException(answer);
            case 422 -> new ValidationException(answer);
            case 429 -> new RateLimitException(answer);
            default -> other(answer);
        };
    }

    private static ServiceException other(ServiceAnswer answer) {
        if (Redirect.isRedirect(answer.statusCode())) {
            return new RedirectException(answer);
        }
        return answer.statusCode() / 100 == 5 ? new ServerException(answer) : new ServiceException(answer);
    }

    FeatherException of(Call<?> call, Throwable failure) {
        CallFacts facts = CallFacts.of(call);
        Throwable cause = secrets.foundIn(failure) ? null : failure;
        FeatherException typed = ofType(facts, failure, cause);
        if (typed != null) {
            return typed;
        }
        if (isInterrupt(failure)) {
            return new CallInterruptedException(facts, cause);
        }
        return call.isCanceled() && !isTimeout(failure)
                ? new CallCancelledException(facts, cause)
                : transport(facts, failure, cause);
    }

    /** Failures of this client's own, which say by their type what happened. */
    private static @Nullable FeatherException ofType(CallFacts facts, Throwable failure, @Nullable Throwable cause) {
        if (failure instanceof UnreadableBodyException unreadable) {
            return new MalformedResponseException(facts, unreadable.pointer(), unreadable.problem());
        }
        if (failure instanceof BodyConverterFactory.TooLargeException large) {
            return new ResponseTooLargeException(facts, large.limit());
        }
        if (failure instanceof StreamFailure stream) {
            return new IncompleteStreamException(facts, stream, cause);
        }
        if (failure instanceof PermitRefusedException refused) {
            return new ThrottledException(facts, refused.getMessage(), refused.waitTime(), cause);
        }
        if (failure instanceof CallThrottledException) {
            return new ThrottledException(facts, failure.getMessage(), null, cause);
        }
        return null;
    }

    private TransportException transport(CallFacts call, Throwable failure, @Nullable Throwable cause) {
        if (failure instanceof FilePartException file) {
            return incomplete(call, file, cause);
        }
        if (!mayHaveBeenProcessed(call.attempts(), failure)) {
            return new TransportException(call.operation() + notSent(call, failure), cause, call, false);
        }
        String message = call.operation() + " got no complete response from " + call.origin() + reason(call, failure)
                + ". The service may have processed it.";
        return new TransportException(message, cause, call, true);
    }

    /** A request without its end is none that a server acts on; but one of an earlier attempt may have been whole. */
    private TransportException incomplete(CallFacts call, FilePartException failure, @Nullable Throwable cause) {
        List<Attempt> earlier =
                call.attempts().subList(0, Math.max(0, call.attempts().size() - 1));
        boolean processed = earlier.stream().anyMatch(Attempt::mayHaveBeenProcessed);
        String message = call.operation() + " was not sent to its end" + call.details() + ". "
                + secrets.mask(String.valueOf(failure.getMessage()));
        return new TransportException(message, cause, call, processed);
    }

    private String notSent(CallFacts call, Throwable failure) {
        if (failure instanceof CredentialException
                || failure instanceof ProxyCredentialsException
                || (failure instanceof IllegalStateException && call.attempts().isEmpty())) {
            return " was not sent" + call.details() + ". " + secrets.mask(String.valueOf(failure.getMessage()));
        }
        String thrown = ThrownByCode.describe(failure);
        if (thrown != null) {
            return " was not sent" + call.details() + ": " + thrown + ".";
        }
        String what = isNoConnection(failure) ? " was not sent: no connection to " : " was not processed by ";
        return what + call.origin() + reason(call, failure) + ". It is safe to call it again.";
    }

    private static String reason(CallFacts call, Throwable failure) {
        if (failure instanceof TimeLimitException timeout) {
            return ": " + timeout.summary() + call.details(timeout.limitName());
        }
        String thrown = ThrownByCode.describe(failure);
        return thrown == null ? call.details(failure.getClass().getSimpleName()) : call.details() + ": " + thrown;
    }

    /** Else it was a key or a place in a queue that took too long, or a stream that the server refused. */
    private static boolean isNoConnection(Throwable failure) {
        return !(failure instanceof TimeLimitException timeout && !timeout.isConnectTimeout())
                && !String.valueOf(failure.getMessage()).contains("REFUSED_STREAM");
    }

    /** Without attempts nothing is known but the last failure: the worst is assumed, unless there was not even an attempt. */
    private static boolean mayHaveBeenProcessed(List<Attempt> attempts, Throwable failure) {
        return attempts.isEmpty()
                ? failure instanceof IOException && !(failure instanceof CredentialException)
                : attempts.stream().anyMatch(Attempt::mayHaveBeenProcessed);
    }

    /** The same type also stands for other things; who was interrupted has the flag set. */
    private static boolean isInterrupt(Throwable failure) {
        return Thread.currentThread().isInterrupted()
                && !isTimeout(failure)
                && (failure instanceof InterruptedIOException || failure instanceof ClosedByInterruptException);
    }

    /** OkHttp tells of a call that took too long by the type that stands for an interrupt, and this text. */
    private static boolean isTimeout(Throwable failure) {
        return failure instanceof SocketTimeoutException
                || (failure instanceof InterruptedIOException && "timeout".equals(failure.getMessage()));
    }
}
