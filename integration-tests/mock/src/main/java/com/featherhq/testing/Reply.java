package com.featherhq.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FeatherMock} answers a request with: a success, an error in the service's own form, or something that goes wrong on the
 * wire. Immutable.
 *
 * <pre>{@code
 * Reply.json("{\"status\":\"processing\"}").after(Duration.ofMillis(200));
 * Reply.rateLimited().header("Retry-After", "2");
 * Reply.documented().truncated();
 * }</pre>
 */
public final class Reply {

    /** How the connection fares with this reply. */
    enum Ending {
        COMPLETE,
        CUT,
        RESET
    }

    /** A piece of a stream, with the pause before it. */
    record Chunk(Duration pause, String text) {}

    private static final Pattern LOCATION = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final int status;
    private final String contentType;
    private final byte @Nullable [] body;
    private final Map<String, String> headers;
    private final Duration delay;
    private final Ending ending;
    private final List<Chunk> chunks;
    private final boolean expiredUrl;
    private final boolean checked;

    private Reply(Draft draft) {
        this.status = draft.status;
        this.contentType = draft.contentType;
        this.body = draft.body;
        this.headers = Map.copyOf(draft.headers);
        this.delay = draft.delay;
        this.ending = draft.ending;
        this.chunks = List.copyOf(draft.chunks);
        this.expiredUrl = draft.expiredUrl;
        this.checked = draft.checked;
    }

    /** What the document says: its success status with its example, or with a plain value that conforms to the schema. */
    public static Reply documented() {
        return new Reply(new Draft());
    }

    /** A success with this body. It is refused when it is set up if the document's schema doesn't allow it, unless the mock is lenient. */
    public static Reply json(String json) {
        return json(0, json);
    }

    /** This status with this body; otherwise as {@link #json(String)}. A status that the document doesn't declare may have any body. */
    public static Reply json(int status, String json) {
        return documented().with(draft -> {
            draft.checked = true;
            return draft.content(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Bytes of any content type, with status 200. */
    public static Reply bytes(String contentType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return documented().with(draft -> draft.content(200, contentType, copy));
    }

    /** A status without a body. */
    public static Reply status(int status) {
        return documented().with(draft -> draft.content(status, "", new byte[0]));
    }

    /** 401 {@code authentication_required}. */
    public static Reply unauthorized() {
        return error(401, "authentication_required", "The API key is missing or not valid.");
    }

    /** 403 {@code forbidden}. */
    public static Reply forbidden() {
        return error(403, "forbidden", "The API key may not do this.");
    }

    /** 404 {@code not_found}. */
    public static Reply notFound() {
        return error(404, "not_found", "There is no such resource.");
    }

    /** 409 {@code conflict}, with {@code retryable} in the body. */
    public static Reply conflict(boolean retryable) {
        JsonObject body = errorBody("conflict", "Another request is being processed.");
        body.addProperty("retryable", retryable);
        return error(409, body);
    }

    /**
     * 422 with one violation in FastAPI's form; {@link #violation} adds more.
     *
     * @param path the place, as the client's {@code Violation.path()} shows it: {@code body.items[0].name}, {@code query.limit}
     * @param message what is wrong, such as {@code Field required}
     */
    public static Reply invalid(String path, String message) {
        byte[] none = "{\"detail\":[]}".getBytes(StandardCharsets.UTF_8);
        return documented()
                .with(draft -> draft.content(422, "application/json", none))
                .violation(path, message);
    }

    /** 429 {@code rate_limited}, without {@code Retry-After}, which the service promises nowhere. */
    public static Reply rateLimited() {
        return error(429, "rate_limited", "Too many requests.");
    }

    /** 429 {@code rate_limited} with {@code Retry-After} in whole seconds, rounded up. */
    public static Reply rateLimited(Duration retryAfter) {
        return rateLimited()
                .header(
                        "Retry-After",
                        String.valueOf(retryAfter.plusNanos(999_999_999).toSeconds()));
    }

    /**
     * An error of the service with its error body.
     *
     * @param status 500 to 599
     * @throws IllegalArgumentException if it is another status
     */
    public static Reply serverError(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException(status + " is not a server error: give 500 to 599.");
        }
        return error(status, "internal_error", "Planted by the test.");
    }

    /** A stream of server-sent events, so far without any: {@link #event}, {@link #comment} and {@link #pause} add to it. */
    public static Reply events() {
        return documented().with(draft -> draft.content(200, "text/event-stream", new byte[0]));
    }

    /** The connection is reset instead of an answer, after the request was read. */
    public static Reply reset() {
        return documented().with(draft -> draft.end(Ending.RESET));
    }

    /** The document's answer with a playback URL that the mocked storage no longer accepts: it answers 403. */
    public static Reply expiredUrl() {
        return documented().with(draft -> {
            draft.expiredUrl = true;
            return draft;
        });
    }

    /** Returns this reply, which {@link #invalid} made, with one more violation. */
    public Reply violation(String path, String message) {
        JsonObject answer = JsonParser.parseString(new String(body(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        JsonObject violation = new JsonObject();
        violation.addProperty("type", "value_error");
        violation.add("loc", location(path));
        violation.addProperty("msg", message);
        answer.getAsJsonArray("detail").add(violation);
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        return with(draft -> draft.content(422, "application/json", bytes));
    }

    /** {@code body.items[0].name} as FastAPI's {@code ["body","items",0,"name"]}. */
    private static JsonArray location(String path) {
        JsonArray location = new JsonArray();
        for (Matcher part = LOCATION.matcher(path); part.find(); ) {
            location.add(
                    part.group(2) == null
                            ? new JsonPrimitive(part.group(1))
                            : new JsonPrimitive(Integer.parseInt(part.group(2))));
        }
        return location;
    }

    /** Returns this reply with an event: {@code event: delta}, then {@code data:} for each line of {@code data}. */
    public Reply event(String name, String data) {
        StringBuilder event = new StringBuilder("event: ").append(name).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        return chunk(event.append('\n').toString());
    }

    /** Returns this reply with a comment line, as servers send to keep a connection alive. */
    public Reply comment(String text) {
        return chunk(": " + text + "\n\n");
    }

    /** Returns this reply with text as it is, for what no event is. */
    public Reply chunk(String text) {
        return with(draft -> {
            draft.chunks.add(new Chunk(Duration.ZERO, text));
            return draft;
        });
    }

    /** Returns this reply with a pause before the next event, or before the end. */
    public Reply pause(Duration pause) {
        return with(draft -> {
            draft.chunks.add(new Chunk(pause, ""));
            return draft;
        });
    }

    /** Returns this reply with a header more, or with another value of it. */
    public Reply header(String name, String value) {
        return with(draft -> {
            draft.headers.put(name, value);
            return draft;
        });
    }

    /** Returns this reply with another status. */
    public Reply withStatus(int status) {
        return with(draft -> {
            draft.status = status;
            return draft;
        });
    }

    /** Returns this reply, held back for {@code delay} on top of the mock's latency. */
    public Reply after(Duration delay) {
        return with(draft -> {
            draft.delay = delay;
            return draft;
        });
    }

    /** Returns this reply, ended early: half of the body, or all events, and then the connection is closed without the end of the body. */
    public Reply truncated() {
        return with(draft -> draft.end(Ending.CUT));
    }

    static Reply error(int status, String error, String message) {
        return error(status, errorBody(error, message));
    }

    private static Reply error(int status, JsonObject body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return documented().with(draft -> draft.content(status, "application/json", bytes));
    }

    private static JsonObject errorBody(String error, String message) {
        JsonObject body = new JsonObject();
        body.addProperty("error", error);
        body.addProperty("message", message);
        return body;
    }

    /** This reply with the document's own success where it has none of its own. */
    Reply filled(int documentedStatus, String documentedType, byte[] documentedBody) {
        return with(draft -> {
            int filled = draft.status == 0 ? documentedStatus : draft.status;
            return draft.body == null
                    ? draft.content(filled, documentedType, documentedBody)
                    : draft.content(filled, draft.contentType, draft.body);
        });
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body == null ? new byte[0] : body;
    }

    boolean isDocumented() {
        return body == null;
    }

    Map<String, String> headers() {
        return headers;
    }

    Duration delay() {
        return delay;
    }

    Ending ending() {
        return ending;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    boolean isStream() {
        return contentType.equals("text/event-stream");
    }

    boolean hasExpiredUrl() {
        return expiredUrl;
    }

    /** Whether the body was given by a test, and so must be what the document says. */
    boolean isChecked() {
        return checked;
    }

    private Reply with(UnaryOperator<Draft> change) {
        return new Reply(change.apply(new Draft(this)));
    }

    /** Shows the status and how it ends, nothing of the body. */
    @Override
    public String toString() {
        String what = isDocumented() ? "documented" : String.valueOf(status);
        return ending == Ending.COMPLETE ? what : what + " " + ending;
    }

    /** The parts of a reply on their way to the next one. */
    private static final class Draft {

        private int status;
        private String contentType = "";
        private byte @Nullable [] body;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Duration delay = Duration.ZERO;
        private Ending ending = Ending.COMPLETE;
        private final List<Chunk> chunks = new ArrayList<>();
        private boolean expiredUrl;
        private boolean checked;

        Draft() {}

        Draft(Reply reply) {
            status = reply.status;
            contentType = reply.contentType;
            body = reply.body;
            headers.putAll(reply.headers);
            delay = reply.delay;
            ending = reply.ending;
            chunks.addAll(reply.chunks);
            expiredUrl = reply.expiredUrl;
            checked = reply.checked;
        }

        Draft content(int newStatus, String newType, byte[] newBody) {
            status = newStatus;
            contentType = newType;
            body = newBody;
            return this;
        }

        Draft end(Ending newEnding) {
            ending = newEnding;
            return this;
        }
    }
}
