package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

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

    /** Peeks, so that whoever made the call by plain Retrofit still finds the body there. */
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
