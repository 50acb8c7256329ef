package com.featherhq.client;

import com.featherhq.client.auth.ApiKeyAuth;
import com.featherhq.client.auth.Origin;
import com.featherhq.client.http.Redirect;
import com.featherhq.client.http.Secrets;
import com.featherhq.client.retry.Attempt;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * A response that is no success, or an error event of a stream, as an exception tells it.
 *
 * @param redirectTarget where a redirect leads, or null
 * @param keyProblem why the key may be an old one, or null
 * @param eventsBefore of an error event, how many events came before it; -1 for a response
 * @param redirectsFollowed how many redirects were followed, if this is one too many; else 0
 */
record ServiceAnswer(
        CallFacts call,
        int statusCode,
        @Nullable String requestId,
        ErrorBody body,
        @Nullable Origin redirectTarget,
        int redirectsFollowed,
        @Nullable String keyProblem,
        long eventsBefore) {

    private static final int MOST_VIOLATIONS_TOLD = 5;
    private static final int LONGEST_REQUEST_ID = 128;
    private static final int LONGEST_HOST = 253; // RFC 1035, section 2.3.4, without the length bytes

    static ServiceAnswer of(CallFacts call, Response<?> response, Secrets secrets) {
        HttpUrl target = Redirect.target(response.raw());
        return new ServiceAnswer(
                call,
                response.code(),
                requestId(response.headers(), secrets),
                ErrorBody.of(response, secrets),
                target == null ? null : origin(target, secrets),
                Redirect.followedBefore(response.raw()),
                ApiKeyAuth.keyProblem(response.raw()),
                -1);
    }

    /** An error event has no status of its own: it has that which its code stands for, else that of the stream. */
    static ServiceAnswer ofEvent(
            CallFacts call, Response<?> response, String data, long eventsBefore, Secrets secrets) {
        ErrorBody body = ErrorBody.read(ResponseBody.create(data, null), secrets);
        int status = body.status() == 0 ? response.code() : body.status();
        return new ServiceAnswer(
                call, status, requestId(response.headers(), secrets), body, null, 0, null, eventsBefore);
    }

    /** Where a redirect leads is the server's to choose: its host may be a secret, or without end. */
    private static Origin origin(HttpUrl target, Secrets secrets) {
        String host = ErrorBodyReader.clean(target.host(), LONGEST_HOST, secrets);
        return new Origin(target.scheme(), host, target.port());
    }

    static @Nullable String requestId(Headers headers, Secrets secrets) {
        String id = headers.get("x-request-id");
        String known = id == null ? headers.get("request-id") : id;
        if (known == null || known.isBlank()) {
            return null;
        }
        return ErrorBodyReader.clean(known, LONGEST_REQUEST_ID, secrets);
    }

    /** The wait that the service asks for, by its body or by a header that the retries have read. */
    @Nullable
    Duration retryAfter() {
        List<Attempt> attempts = call.attempts();
        Duration read =
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).retryAfter();
        return read == null ? body.retryAfter() : read;
    }

    /** A DELETE that was lost on the way back and then repeated is answered 404; who creates something with PUT sees 409 or 412. */
    boolean mayHaveBeenDoneEarlier() {
        boolean isEffect =
                switch (statusCode) {
                    case 404, 409, 410, 412 -> !call.operation().isSafe();
                    default -> false;
                };
        List<Attempt> earlier =
                call.attempts().subList(0, Math.max(0, call.attempts().size() - 1));
        return isEffect && earlier.stream().anyMatch(Attempt::mayHaveBeenProcessed);
    }

    String describe() {
        String id = requestId == null ? "" : "request id " + requestId;
        String what = eventsBefore < 0 ? " was answered " + statusCode : " ended with an error after " + events();
        return call.operation() + what + reason() + call.details(id) + "." + advice();
    }

    private String events() {
        return eventsBefore == 1 ? "1 event" : eventsBefore + " events";
    }

    private String reason() {
        if (redirectsFollowed > 0) {
            return ", one more redirect after " + redirectsFollowed;
        }
        if (Redirect.isRedirect(statusCode)) {
            return redirectTarget == null
                    ? ", a redirect without a usable Location"
                    : ", a redirect to " + redirectTarget;
        }
        if (!body.violations().isEmpty()) {
            return ": " + violations();
        }
        if (body.code() == null && body.message() == null) {
            return instead();
        }
        if (body.code() == null || body.message() == null) {
            return ": " + (body.code() == null ? body.message() : body.code());
        }
        return (eventsBefore < 0 ? " " : ": ") + body.code() + ": " + body.message();
    }

    private String violations() {
        List<Violation> all = body.violations();
        List<String> told = all.stream()
                .limit(MOST_VIOLATIONS_TOLD)
                .map(Violation::toString)
                .toList();
        int more = all.size() - told.size();
        return String.join("; ", told) + (more == 0 ? "" : "; and " + more + " more");
    }

    private String instead() {
        if (body.raw().isEmpty()) {
            return eventsBefore < 0 ? " with an empty body" : " without data";
        }
        if (body.json()) {
            return " with JSON that is no error of this service";
        }
        if (eventsBefore >= 0) {
            return " with data that isn't JSON";
        }
        return " with " + (body.contentType() == null ? "a body of no named type" : body.contentType())
                + " that isn't JSON";
    }

    private String advice() {
        if (statusCode == 401) {
            return keyProblem == null
                    ? " Check the API key: it may be revoked, expired, or one of another environment."
                    : " An older API key was sent: " + keyProblem;
        }
        if (redirectsFollowed > 0) {
            return " The client follows " + redirectsFollowed + " at most; the service may redirect in a circle.";
        }
        if (mayHaveBeenDoneEarlier()) {
            return " An earlier attempt of this call may have been processed, and this be its effect: see attempts().";
        }
        if (!Redirect.isRedirect(statusCode)) {
            return "";
        }
        return redirectTarget == null || redirectTarget.equals(call.origin())
                ? " It can't be followed."
                : " It isn't followed: it leads away from " + call.origin() + ", which the API key belongs to.";
    }
}
