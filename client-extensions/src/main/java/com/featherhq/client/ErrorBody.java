package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * What the body of an error says, as far as it can be made out.
 *
 * @param code the service's name for the error: {@code rate_limited}
 * @param message the service's sentence about it
 * @param retryable whether the service says that the same request may succeed later; null if it doesn't say
 * @param retryAfter how long the service asks to wait; null if it doesn't say
 * @param violations of a 422
 * @param json whether the body is a JSON object at all
 * @param contentType type and subtype, or null
 * @param raw the body, at most 64 KiB
 */
record ErrorBody(
        @Nullable String code,
        @Nullable String message,
        @Nullable Boolean retryable,
        @Nullable Duration retryAfter,
        List<Violation> violations,
        boolean json,
        @Nullable String contentType,
        String raw) {

    /** Reads {@code body}, whatever it is: never throws, and never holds more than 64 KiB of it. */
    static ErrorBody read(@Nullable ResponseBody body, Secrets secrets) {
        if (body == null) {
            return new ErrorBodyReader("", secrets).read(null);
        }
        return new ErrorBodyReader(text(body), secrets).read(name(body.contentType()));
    }

    /** Reads the error body of {@code response}: once, however often it is asked for, if the response came through {@link ClientHop}. */
    static ErrorBody of(Response<?> response, Secrets secrets) {
        Bounded bounded = response.raw().request().tag(Bounded.class);
        return bounded == null ? read(response.errorBody(), secrets) : bounded.read(secrets);
    }

    /** Returns the HTTP status that the code stands for, by the names of this service and those of RFC 9110 §15; 0 if none is known. */
    int status() {
        return switch (code == null ? "" : code) {
            case "bad_request" -> 400;
            case "authentication_required", "unauthorized" -> 401;
            case "forbidden" -> 403;
            case "not_found" -> 404;
            case "conflict" -> 409;
            case "unprocessable_content", "validation_error" -> 422;
            case "rate_limited", "too_many_requests" -> 429;
            case "internal_error", "internal_server_error" -> 500;
            case "bad_gateway" -> 502;
            case "service_unavailable" -> 503;
            case "gateway_timeout" -> 504;
            default -> 0;
        };
    }

    /** The start of an error body, as a tag on the request of its response: who asks first reads it. Thread-safe. */
    static final class Bounded {

        private final ByteString bytes;
        private final @Nullable MediaType type;

        @GuardedBy("this")
        private @Nullable ErrorBody body;

        Bounded(ByteString bytes, @Nullable MediaType type) {
            this.bytes = bytes;
            this.type = type;
        }

        synchronized ErrorBody read(Secrets secrets) {
            if (body == null) {
                body = ErrorBody.read(ResponseBody.create(bytes, type), secrets);
            }
            return body;
        }

        /** OkHttp prints the tags of a request. */
        @Override
        public String toString() {
            return "Bounded[" + bytes.size() + " bytes]";
        }
    }

    /** Peeks: a caller of plain Retrofit can still read the body. */
    private static String text(ResponseBody body) {
        Buffer start = new Buffer();
        try (BufferedSource peek = body.source().peek()) {
            ClientHop.readStart(peek, start);
            return ResponseBody.create(start, body.contentType(), start.size()).string();
        } catch (IOException | RuntimeException e) {
            // Broken off, or read before: what is known is the status.
            return "";
        }
    }

    private static @Nullable String name(@Nullable MediaType type) {
        return type == null ? null : type.type() + "/" + type.subtype();
    }

    /** Says nothing of the body: it may hold what was sent. */
    @Override
    public String toString() {
        return "ErrorBody[code=" + code + "]";
    }
}
