package com.featherhq.testing;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The storage that playback URLs lead to: one recording, whole or from a byte on. */
final class MockedAudio {

    static final String PATH = "/mock-storage/";
    static final String EXPIRED = "expired";

    private static final String VALID = "valid";
    private static final String ETAG = "\"mock\"";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final byte[] audio;

    MockedAudio(int size) {
        audio = new byte[size];
        for (int i = 0; i < size; i++) {
            audio[i] = (byte) i;
        }
    }

    /** Makes an answer's URL lead here. */
    static void describe(JsonObject playback, String baseUrl, String signature, int size) {
        playback.addProperty(
                "url",
                baseUrl + PATH.substring(1) + "recording.wav?signature=" + (signature.isEmpty() ? VALID : signature));
        playback.addProperty("expires_in", 900);
        playback.addProperty("bytes", size);
        playback.addProperty("duration_ms", 1000);
        playback.addProperty("status", "available");
    }

    void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            // A storage never sees the key; one that does is a leak that a test should notice.
            boolean leaked = exchange.getRequestHeaders().containsKey("x-api-key");
            if (leaked
                    || !("signature=" + VALID).equals(exchange.getRequestURI().getQuery())) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            send(exchange, start(exchange));
        }
    }

    private static int start(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private void send(HttpExchange exchange, int from) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "audio/wav");
        exchange.getResponseHeaders().set("ETag", ETAG);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (from >= audio.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (audio.length - 1) + "/" + audio.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, audio.length - from);
        exchange.getResponseBody().write(Arrays.copyOfRange(audio, from, audio.length));
    }
}
