package com.featherhq.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The storage that playback URLs lead to: one recording, whole or a range of it (RFC 9110, section 14). */
final class MockedAudio {

    static final String PATH = "/mock-storage/";

    private static final String VALID = "valid";
    private static final String EXPIRED = "expired";
    private static final String ETAG = "\"mock\"";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private final byte[] audio;

    MockedAudio(int size) {
        audio = new byte[size];
        for (int i = 0; i < size; i++) {
            audio[i] = (byte) i;
        }
    }

    /** Whether an answer hands out a URL for a limited time, whichever operation it's of. */
    static boolean isSignedUrl(JsonElement body) {
        return body instanceof JsonObject answer && answer.has("url") && answer.has("expires_in");
    }

    /** Makes an answer's URL lead here. What else the document has in it fits. */
    void describe(JsonObject answer, String baseUrl, boolean expired) {
        answer.addProperty(
                "url", baseUrl + PATH.substring(1) + "recording.wav?signature=" + (expired ? EXPIRED : VALID));
        answer.addProperty("expires_in", 900);
        replace(answer, "bytes", new JsonPrimitive(audio.length));
        replace(answer, "duration_ms", new JsonPrimitive(1000));
        replace(answer, "status", new JsonPrimitive("available"));
    }

    private static void replace(JsonObject answer, String name, JsonPrimitive value) {
        if (answer.has(name)) {
            answer.add(name, value);
        }
    }

    /** A storage never sees the key; one that does is a leak that a test should notice. */
    Reply serve(MockServer.Request request, String keyHeader) {
        boolean signed = List.of(VALID).equals(request.query.get("signature"));
        if (!signed || request.header(keyHeader) != null) {
            return Reply.status(403);
        }
        String condition = request.header("If-Range");
        boolean whole = condition != null && !condition.equals(ETAG);
        return ranged(whole ? null : request.header("Range"));
    }

    /** A range that isn't one, or several, may be passed over (RFC 9110, section 14.2). */
    private Reply ranged(@Nullable String range) {
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return reply(200, 0, audio.length);
        }
        boolean suffix = matcher.group(1).isEmpty();
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        long from = suffix ? Math.max(0, audio.length - last) : Long.parseLong(matcher.group(1));
        long to = suffix ? audio.length : Math.min(audio.length, last == Long.MAX_VALUE ? last : last + 1);
        if (!suffix && last < from) {
            return reply(200, 0, audio.length);
        }
        if (from >= audio.length) {
            return headers(Reply.status(416)).header("Content-Range", "bytes */" + audio.length);
        }
        return reply(206, (int) from, (int) to)
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + audio.length);
    }

    private Reply reply(int status, int from, int to) {
        return headers(
                Reply.bytes("audio/wav", Arrays.copyOfRange(audio, from, to)).withStatus(status));
    }

    private static Reply headers(Reply reply) {
        return reply.header("ETag", ETAG).header("Accept-Ranges", "bytes");
    }
}
