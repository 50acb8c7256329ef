package com.featherhq.it.contract;

import static com.featherhq.it.contract.PlantedService.FAILURE;
import static com.featherhq.it.contract.PlantedService.THING;
import static com.featherhq.it.contract.PlantedService.THINGS;
import static com.featherhq.it.contract.PlantedService.THING_BODY;
import static com.featherhq.it.contract.PlantedService.conforming;
import static com.featherhq.it.contract.PlantedService.json;
import static com.featherhq.it.contract.PlantedService.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of what is planted in a conforming service each thing is found, where it is, and nothing beside it. */
final class ContractDeviationsIT {

    private static final String GET_THING = "GET /v1/things/{thing_id}: ";
    private static final String NOT_FOUND = "  status: expected one of 200, seen 404";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"bodies", "bytes", "heads", "refusals", "moments"})
    void run_whenOneThingDeviates_findsItAndNothingElse(
            String name, String path, List<MockResponse> responses, int exitCode, List<String> found) {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService().plant(path, responses.toArray(new MockResponse[0]))) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(exitCode);
        }

        assertThat(check.found()).isEqualTo(found);
        assertThat(check.report("TEST-contract.xml"))
                .contains(
                        exitCode == ContractCheck.FINDINGS
                                ? "tests=\"10\" failures=\"1\""
                                : "tests=\"10\" failures=\"0\"");
        assertThat(check.console() + check.report("contract.md") + check.report("TEST-contract.xml"))
                .doesNotContain("do-not-print", CheckedService.KEY);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                body(
                        "required property missing",
                        "\"size\": 900, ",
                        "",
                        "/size: expected a required property, seen nothing"),
                body("integer as string", "900", "\"900\"", "/size: expected integer, seen string"),
                body(
                        "string as integer",
                        "\"call\"",
                        "5",
                        "/kind: expected string or one of [\"call\",\"memo\"], seen integer"),
                body("null where not allowed", "900", "null", "/size: expected integer, seen null"),
                body(
                        "none of a union's types",
                        "\"note\": null",
                        "\"note\": true",
                        "/note: expected string or null, seen boolean"),
                body("fraction for an integer", "900", "900.5", "/size: expected integer, seen number"),
                body(
                        "unknown enum value",
                        "\"call\"",
                        "\"fax\"",
                        "/kind: expected one of [\"call\",\"memo\"], seen another string"),
                body(
                        "no date-time",
                        "2026-11-22T10:00:00Z",
                        "yesterday",
                        "/made_at: expected format date-time, seen another string"),
                body(
                        "a day that there isn't",
                        "2026-11-22T",
                        "2026-02-30T",
                        "/made_at: expected format date-time, seen another string"),
                body("no time", "09:00:00", "nine", "/opens: expected format time, seen another string"),
                body(
                        "no date",
                        "\"day\": \"2026-11-22\"",
                        "\"day\": \"22.11.2026\"",
                        "/day: expected format date, seen another string"),
                body("no UUID", PlantedService.ID, "ses_1", "/id: expected format uuid, seen another string"),
                body("too few items", "[\"a\"]", "[]", "/tags: expected minItems 1, seen another array"),
                body("item of the wrong type", "[\"a\"]", "[\"a\", 1]", "/tags/1: expected string, seen integer"),
                body(
                        "text that is too short",
                        "\"do-not-print\"",
                        "\"\"",
                        "/name: expected minLength 1, seen another string"),
                body(
                        "text of another pattern",
                        "\"ABC\"",
                        "\"abc\"",
                        "/code: expected pattern ^[A-Z]{3}$, seen another string"),
                body(
                        "number above its maximum",
                        "\"count\": 7",
                        "\"count\": 101",
                        "/count: expected maximum 100 or null, seen another number"),
                body(
                        "map value of the wrong type",
                        "{\"x\": 1}",
                        "{\"x\": \"1\"}",
                        "/attributes/x: expected integer, seen string"),
                body(
                        "property in a closed object",
                        "{\"a\": 1}",
                        "{\"a\": 1, \"b\": 2}",
                        "/closed/b: expected no such property, seen a property"),
                arguments(
                        "page property of the wrong type",
                        THINGS,
                        List.of(json("{\"items\": [{\"id\": \"" + PlantedService.ID + "\"}], \"next_cursor\": 5}")),
                        10,
                        List.of(
                                "GET /v1/things: differs, 200",
                                "  /next_cursor: expected string or null, seen integer")),
                onThing("array instead of object", thing("[]"), "differs, 200", "/: expected object, seen array"));
    }

    static Stream<Arguments> bytes() {
        MockResponse short_ = thing("");
        short_.setBody(new Buffer()
                .write(THING_BODY
                        .replace("do-not-print", "\u00e9")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        return Stream.of(
                onThing(
                        "JSON that ends early",
                        thing("{\"size\": 9"),
                        "not JSON, 200",
                        "/: expected JSON, seen no whole JSON value"),
                onThing(
                        "two JSON values",
                        thing(THING_BODY + "{}"),
                        "not JSON, 200",
                        "/: expected JSON, seen no whole JSON value"),
                onThing(
                        "NaN",
                        thing(THING_BODY.replace("1.5", "NaN")),
                        "not JSON, 200",
                        "/: expected JSON, seen no whole JSON value"),
                onThing(
                        "JSON that is too deep for the client",
                        thing(THING_BODY.replace(
                                "\"size\"", "\"more\": " + "[".repeat(300) + "]".repeat(300) + ", \"size\"")),
                        "unreadable, 200",
                        "/: expected what the client can read, seen what it can't"),
                onThing("no body", thing(""), "not JSON, 200", "/: expected JSON, seen nothing"),
                onThing(
                        "another charset",
                        short_,
                        "not UTF-8, 200",
                        "/: expected UTF-8 (RFC 8259, section 8.1), seen other bytes"),
                onThing(
                        "body shorter than its length",
                        thing(THING_BODY)
                                .setHeader("content-length", 5_000)
                                .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END),
                        "cut off, 200 (the body ends before its end)"),
                onThing(
                        "connection lost within the body",
                        thing("[" + "1,".repeat(100_000)).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY),
                        "cut off, 200 (the body ends before its end)"),
                onThing(
                        "bytes that aren't gzip",
                        thing(THING_BODY).setHeader("content-encoding", "gzip"),
                        "cut off, 200 (the body ends before its end)"));
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                onThing(
                        "HTML with 200",
                        thing("<html>").setHeader("content-type", "text/html"),
                        "wrong content type, 200",
                        "header content-type: expected application/json, seen another type"),
                onThing(
                        "no content type",
                        thing(THING_BODY).removeHeader("content-type"),
                        "wrong content type, 200",
                        "header content-type: expected application/json, seen nothing"),
                onThing(
                        "JSON as text",
                        thing(THING_BODY).setHeader("content-type", "text/plain"),
                        "wrong content type, 200",
                        "header content-type: expected application/json, seen another type"),
                at(
                        "a stream as JSON",
                        "/v1/stream",
                        json("{}"),
                        "GET /v1/stream: wrong content type, 200",
                        "header content-type: expected text/event-stream, seen another type"),
                at(
                        "a file as HTML",
                        "/v1/export",
                        json("<html>").setHeader("content-type", "text/html"),
                        "GET /v1/export: wrong content type, 200",
                        "header content-type: expected text/csv, seen another type"),
                onThing(
                        "undeclared success",
                        thing(THING_BODY).setResponseCode(206),
                        "undeclared status, 206",
                        "status: expected one of 200, 401, 404, 409, seen 206"),
                onThing(
                        "redirect elsewhere",
                        new MockResponse().setResponseCode(302),
                        "undeclared status, 302",
                        "status: expected one of 200, 401, 404, 409, seen 302"),
                onThing(
                        "required header missing",
                        thing(THING_BODY).removeHeader("x-request-id"),
                        "differs, 200",
                        "header x-request-id: expected a required header, seen nothing"),
                onThing(
                        "header of the wrong type",
                        thing(THING_BODY).setHeader("x-remaining", "many"),
                        "differs, 200",
                        "header X-Remaining: expected integer, seen string"));
    }

    static Stream<Arguments> refusals() {
        MockResponse notFound = json(FAILURE).setResponseCode(404);
        return Stream.of(
                onThing("404 for an id just listed", notFound, "known id not found, 404 (it was just listed)"),
                onThing("declared 409", json(FAILURE).setResponseCode(409), "valid call refused, 409"),
                onThing(
                        "undeclared 410",
                        json(FAILURE).setResponseCode(410),
                        "undeclared status, 410",
                        "status: expected one of 200, 401, 404, 409, seen 410"),
                onThing("401 to a good key", json(FAILURE).setResponseCode(401), "key refused, 401"),
                onThing(
                        "403",
                        json(FAILURE).setResponseCode(403),
                        "forbidden, 403",
                        "status: expected one of 200, 401, 404, 409, seen 403"),
                onThing(
                        "500",
                        json(FAILURE).setResponseCode(500),
                        "server error, 500",
                        "status: expected one of 200, 401, 404, 409, seen 500"),
                onThing(
                        "error of another shape",
                        json("{\"detail\": \"x\"}").setResponseCode(409),
                        "valid call refused, 409",
                        "/error: expected a required property, seen nothing",
                        "/message: expected a required property, seen nothing"),
                at(
                        "undeclared 404 of a part",
                        THING + "/notes",
                        notFound,
                        "GET /v1/things/{thing_id}/notes: undeclared status, 404",
                        NOT_FOUND.strip()),
                at(
                        "error of another shape for a part",
                        THING + "/owner",
                        json("{}").setResponseCode(404),
                        "GET /v1/things/{thing_id}/owner: differs, 404",
                        "/error: expected a required property, seen nothing",
                        "/message: expected a required property, seen nothing"),
                at(
                        "422 to a valid call",
                        "/v1/reports",
                        json(FAILURE).setResponseCode(422),
                        "GET /v1/reports: valid call refused, 422"),
                at("404 of an endpoint", "/v1/raw", notFound, "GET /v1/raw: no such endpoint, 404", NOT_FOUND.strip()),
                onThing(
                        "405",
                        json(FAILURE).setResponseCode(405),
                        "no such endpoint, 405",
                        "status: expected one of 200, 401, 404, 409, seen 405"));
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                arguments(
                        "503, then the answer",
                        THING,
                        List.of(json(FAILURE).setResponseCode(503), conforming(THING)),
                        10,
                        List.of(GET_THING + "only after a retry, 200 (before that: 503)")),
                arguments(
                        "cut, then the answer",
                        THING,
                        List.of(
                                thing(THING_BODY)
                                        .setHeader("content-length", 5_000)
                                        .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END),
                                conforming(THING)),
                        10,
                        List.of(GET_THING + "only after a retry, 200 (before that: ProtocolException)")),
                arguments(
                        "no answer",
                        THING,
                        List.of(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST)),
                        2,
                        List.of(GET_THING + "no answer (EOFException)")),
                arguments(
                        "429 for ever",
                        THING,
                        List.of(json(FAILURE).setResponseCode(429)),
                        2,
                        List.of(GET_THING + "rate limited, 429")));
    }

    private static Arguments body(String name, String text, String replacement, String found) {
        assertThat(THING_BODY).contains(text);
        return onThing(name, thing(THING_BODY.replace(text, replacement)), "differs, 200", found);
    }

    private static Arguments onThing(String name, MockResponse response, String verdict, String... deviations) {
        return at(name, THING, response, GET_THING + verdict, deviations);
    }

    private static Arguments at(String name, String path, MockResponse response, String line, String... deviations) {
        List<String> found = new ArrayList<>(List.of(line));
        Stream.of(deviations).map(deviation -> "  " + deviation).forEach(found::add);
        return arguments(name, path, List.of(response), ContractCheck.FINDINGS, found);
    }
}
