package com.featherhq.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a {@link FeatherMock} received. Immutable.
 *
 * @see FeatherMock#requests()
 */
public final class ReceivedRequest {

    private static final int SHOWN = 200;

    private final String method;
    private final String path;
    private final String operation;
    private final Map<String, String> pathParameters;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    ReceivedRequest(
            String method,
            String path,
            String operation,
            Map<String, String> pathParameters,
            Map<String, List<String>> query,
            Map<String, List<String>> headers,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.operation = operation;
        this.pathParameters = Map.copyOf(pathParameters);
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /** Returns the method, in upper case. */
    public String method() {
        return method;
    }

    /** Returns the path without query, decoded: {@code /v1/things/7}. */
    public String path() {
        return path;
    }

    /** Returns method and path template, {@code GET /v1/things/{thing_id}}; method and path if the document has no such operation. */
    public String operation() {
        return operation;
    }

    /**
     * Returns the value of a path parameter, decoded.
     *
     * @throws IllegalArgumentException if the operation has no such parameter
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation + " has no path parameter " + name + ".");
        }
        return value;
    }

    boolean hasPathParameter(String name, String value) {
        return value.equals(pathParameters.get(name));
    }

    /** Returns the values of a query parameter, decoded, in order; none if it wasn't sent. */
    public List<String> query(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** Returns the query parameters that were sent, by name. */
    public Map<String, List<String>> query() {
        return query;
    }

    /** Returns the first value of a header, looked up in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Returns the body as text; empty if there was none. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Returns the body as JSON.
     *
     * @throws com.google.gson.JsonParseException if it is none
     */
    public JsonElement json() {
        return JsonParser.parseString(body());
    }

    /** Returns {@code POST /v1/things?limit=5 {"name":"x"}}, with at most 200 characters of the body, and no headers. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method).append(' ').append(path);
        char separator = '?';
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            for (String value : parameter.getValue()) {
                text.append(separator).append(parameter.getKey()).append('=').append(value);
                separator = '&';
            }
        }
        String shown = body();
        if (!shown.isEmpty()) {
            text.append(' ').append(shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown);
        }
        return text.toString();
    }
}
