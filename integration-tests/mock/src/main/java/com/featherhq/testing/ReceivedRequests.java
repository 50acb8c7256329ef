package com.featherhq.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The requests to one operation, narrowed by what they carry, and asserted on. A failed assertion is an {@link AssertionError} that lists
 * what came instead. Immutable.
 *
 * <pre>{@code
 * mock.received("POST /v1/things").with("limit", "5").withBody("{\"name\":\"x\"}").once();
 * }</pre>
 */
public final class ReceivedRequests {

    private final List<ReceivedRequest> all;
    private final List<ReceivedRequest> matching;
    private final String description;

    ReceivedRequests(List<ReceivedRequest> all, String operation) {
        this(
                all,
                all.stream()
                        .filter(request -> request.operation().equals(operation))
                        .toList(),
                operation);
    }

    private ReceivedRequests(List<ReceivedRequest> all, List<ReceivedRequest> matching, String description) {
        this.all = all;
        this.matching = matching;
        this.description = description;
    }

    /** Returns those that carry a path or query parameter with these values, in this order; without values: that don't carry it. */
    public ReceivedRequests with(String parameter, String... values) {
        List<String> expected = List.of(values);
        return narrowed(
                request -> request.query(parameter).equals(expected)
                        || (expected.size() == 1 && request.hasPathParameter(parameter, expected.get(0))),
                parameter + (expected.isEmpty() ? " absent" : "=" + String.join(",", expected)));
    }

    /** Returns those with this header. */
    public ReceivedRequests withHeader(String name, String value) {
        return narrowed(
                request -> request.header(name).filter(value::equals).isPresent(), "header " + name + ": " + value);
    }

    /**
     * Returns those whose body is the same JSON; the order of properties doesn't matter.
     *
     * @throws IllegalArgumentException if {@code json} is none
     */
    public ReceivedRequests withBody(String json) {
        JsonElement expected;
        try {
            expected = JsonParser.parseString(json);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("The expected body is not JSON.", e);
        }
        return narrowed(request -> isJson(request, expected), "body " + expected);
    }

    /** Returns those that a condition holds for. */
    public ReceivedRequests matching(Predicate<ReceivedRequest> condition) {
        return narrowed(condition, "a condition");
    }

    /**
     * Asserts how many there are.
     *
     * @throws AssertionError if there are more or fewer; it lists what came
     */
    public void times(int expected) {
        if (matching.size() != expected) {
            throw new AssertionError(
                    "Expected " + requests(expected) + " " + description + ", but " + found() + listed());
        }
    }

    /** Asserts that there is one; see {@link #times}. */
    public void once() {
        times(1);
    }

    /** Asserts that there is none; see {@link #times}. */
    public void never() {
        times(0);
    }

    /** Returns the requests, in the order in which they came. */
    public List<ReceivedRequest> list() {
        return matching;
    }

    private ReceivedRequests narrowed(Predicate<ReceivedRequest> condition, String words) {
        String joint = description.contains(" with ") ? " and " : " with ";
        return new ReceivedRequests(all, matching.stream().filter(condition).toList(), description + joint + words);
    }

    private static boolean isJson(ReceivedRequest request, JsonElement expected) {
        try {
            return request.json().equals(expected);
        } catch (JsonParseException e) {
            return false;
        }
    }

    private static String requests(int number) {
        return number == 1 ? "1 request" : number + " requests";
    }

    private String found() {
        return matching.isEmpty()
                ? "there was none."
                : matching.size() == 1 ? "there was 1." : "there were " + matching.size() + ".";
    }

    private String listed() {
        if (all.isEmpty()) {
            return " The mock received no request at all.";
        }
        List<String> lines = new ArrayList<>();
        all.forEach(request -> lines.add((matching.contains(request) ? "\n* " : "\n  ") + request));
        return " Received (* those that match):" + String.join("", lines);
    }
}
