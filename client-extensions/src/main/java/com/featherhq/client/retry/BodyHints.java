package com.featherhq.client.retry;

import com.featherhq.client.http.RetryAfter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * What an error body says about trying again.
 *
 * @param retryable whether the same request may succeed later, or null if it doesn't say
 * @param retryAfter how long the server wants the caller to wait, or null if it doesn't say
 */
public record BodyHints(
        @Nullable Boolean retryable, @Nullable Duration retryAfter) {

    private static final BodyHints NONE = new BodyHints(null, null);

    /** An error body of this service has a few hundred bytes; a proxy's HTML page may have any number. */
    private static final long PEEK_BYTES = 16 * 1024;

    /**
     * Reads the fields {@code retryable} and {@code retry_after}, in seconds, of an error body in JSON. Looks into its first
     * 16 KiB, and leaves it unread; a body that is not as expected has no hints.
     */
    public static BodyHints of(Response<?> response) {
        ResponseBody body = response.errorBody();
        return body == null ? NONE : peek(body);
    }

    private static BodyHints peek(ResponseBody body) {
        Found found = new Found();
        try (JsonReader json =
                new JsonReader(new InputStreamReader(head(body.source()).inputStream(), StandardCharsets.UTF_8))) {
            found.readFrom(json);
        } catch (IOException | IllegalStateException e) {
            // Not JSON, not an object, or cut off: what was found before still holds.
            return found.hints();
        }
        return found.hints();
    }

    private static Buffer head(BufferedSource body) throws IOException {
        Buffer head = new Buffer();
        try (BufferedSource peeked = body.peek()) {
            peeked.request(PEEK_BYTES);
            head.write(peeked, Math.min(PEEK_BYTES, peeked.getBuffer().size()));
        }
        return head;
    }

    private static final class Found {

        private @Nullable Boolean retryable;
        private @Nullable Duration retryAfter;

        BodyHints hints() {
            return retryable == null && retryAfter == null ? NONE : new BodyHints(retryable, retryAfter);
        }

        void readFrom(JsonReader json) throws IOException {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "retryable" -> retryable = retryable(json);
                    case "retry_after" -> retryAfter = retryAfter(json);
                    default -> json.skipValue();
                }
            }
        }
    }

    private static @Nullable Boolean retryable(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.BOOLEAN) {
            return json.nextBoolean();
        }
        json.skipValue();
        return null;
    }

    private static @Nullable Duration retryAfter(JsonReader json) throws IOException {
        JsonToken token = json.peek();
        if (token == JsonToken.NUMBER || token == JsonToken.STRING) {
            return RetryAfter.ofSeconds(json.nextString());
        }
        json.skipValue();
        return null;
    }
}
