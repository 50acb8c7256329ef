package com.featherhq.client;

import com.featherhq.client.http.RetryAfter;
import com.featherhq.client.http.Secrets;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an error body field by field, without a tree: what comes before a cut or a syntax error counts, what is nested
 * too deep (255, Gson's limit) ends it, and nothing is read twice.
 */
final class ErrorBodyReader {

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_MESSAGE = 500;
    private static final int MOST_VIOLATIONS = 100;
    private static final int MOST_MASKED = 4_096;
    private static final int LONGEST_SECRET = 1_024;

    private final String text;
    private final Secrets secrets;
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable String code;
    private @Nullable String message;
    private @Nullable Boolean retryable;
    private @Nullable Duration retryAfter;
    private boolean json;

    ErrorBodyReader(String text, Secrets secrets) {
        this.text = text;
        this.secrets = secrets;
    }

    ErrorBody read(@Nullable String contentType) {
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            in.beginObject();
            json = true;
            while (in.hasNext()) {
                readField(in.nextName(), in);
            }
        } catch (IOException | RuntimeException e) {
            // Not JSON, or not to its end: what was read before stands.
        }
        return new ErrorBody(code, message, retryable, retryAfter, List.copyOf(violations), json, contentType, text);
    }

    private void readField(String name, JsonReader in) throws IOException {
        switch (name) {
            case "error" -> code = string(in, LONGEST_CODE);
            case "message" -> message = string(in, LONGEST_MESSAGE);
            case "retryable" -> retryable = bool(in);
            case "retry_after" -> retryAfter = seconds(in);
            case "detail" -> readDetail(in);
            default -> in.skipValue();
        }
    }

    /** FastAPI's own errors: a list of violations, or one sentence. */
    private void readDetail(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.BEGIN_ARRAY) {
            String sentence = string(in, LONGEST_MESSAGE);
            message = message == null ? sentence : message;
            return;
        }
        in.beginArray();
        while (in.hasNext()) {
            if (violations.size() < MOST_VIOLATIONS && in.peek() == JsonToken.BEGIN_OBJECT) {
                violations.add(violation(in));
            } else {
                in.skipValue();
            }
        }
        in.endArray();
    }

    private Violation violation(JsonReader in) throws IOException {
        String path = "";
        String reason = null;
        String type = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "loc" -> path = clean(Violation.Location.read(in), LONGEST_MESSAGE);
                case "msg" -> reason = string(in, LONGEST_MESSAGE);
                case "type" -> type = string(in, LONGEST_CODE);
                default -> in.skipValue();
            }
        }
        in.endObject();
        return new Violation(path, reason == null ? "invalid" : reason, type == null ? "" : type);
    }

    private @Nullable String string(JsonReader in, int longest) throws IOException {
        if (in.peek() != JsonToken.STRING) {
            in.skipValue();
            return null;
        }
        String cleaned = clean(in.nextString(), longest);
        return cleaned.isEmpty() ? null : cleaned;
    }

    private static @Nullable Boolean bool(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.BOOLEAN) {
            return in.nextBoolean();
        }
        in.skipValue();
        return null;
    }

    private static @Nullable Duration seconds(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NUMBER || in.peek() == JsonToken.STRING) {
            return RetryAfter.ofSeconds(in.nextString());
        }
        in.skipValue();
        return null;
    }

    private String clean(String dirty, int longest) {
        return clean(dirty, longest, secrets);
    }

    /** Returns one line without secrets: it will be part of a message. */
    static String clean(String dirty, int longest, Secrets secrets) {
        StringBuilder line = new StringBuilder();
        maskedStart(dirty, secrets)
                .codePoints()
                .map(c -> isVisible(c) ? c : ' ')
                .limit(longest)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /** Masks no more than may be used; the end of a cut is dropped, it may be the first half of a secret. */
    private static String maskedStart(String dirty, Secrets secrets) {
        if (dirty.length() <= MOST_MASKED) {
            return secrets.mask(dirty);
        }
        String masked = secrets.mask(dirty.substring(0, MOST_MASKED));
        return masked.substring(0, Math.max(0, masked.length() - LONGEST_SECRET));
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
