package com.featherhq.it.contract;

import static com.featherhq.it.contract.PlantedService.FAILURE;
import static com.featherhq.it.contract.PlantedService.ID;
import static com.featherhq.it.contract.PlantedService.THING;
import static com.featherhq.it.contract.PlantedService.THINGS;
import static com.featherhq.it.contract.PlantedService.THING_BODY;
import static com.featherhq.it.contract.PlantedService.conforming;
import static com.featherhq.it.contract.PlantedService.json;
import static com.featherhq.it.contract.PlantedService.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What services do and may do is no finding, and hides no operation from the check. */
final class ContractOdditiesIT {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"values", "heads", "lists", "transfers"})
    void run_whenAnswerIsOdd_findsNothing(String name, String path, List<MockResponse> responses) {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService().plant(path, responses.toArray(new MockResponse[0]))) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.CONFORM);
        }

        assertThat(check.console()).contains("10 operations: 9 conform, 1 no method.");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                body("undeclared property", "\"size\"", "\"extra\": [{}], \"size\""),
                body("optional property missing", "\"weight\": 1.5, ", ""),
                body("null for what may be null", "\"count\": 7", "\"count\": null"),
                body("integer with a decimal point", "900", "900.0"),
                body("integer with an exponent", "900", "9e2"),
                body("integer beyond 2^53", "900", "9007199254740993"),
                body("minus zero", "900", "-0"),
                body("whole number for a number", "1.5", "1"),
                body("date-time in lower case", "10:00:00Z", "10:00:00z"),
                body("date-time without a zone", "10:00:00Z", "10:00:00"),
                body("date-time with nanoseconds", "10:00:00Z", "10:00:00.123456789+05:30"),
                body("date-time with a space", "2026-11-22T10", "2026-11-22 10"),
                body("time with a zone", "09:00:00", "09:00:00+02:00"),
                body("time without seconds", "09:00:00", "09:00"),
                body("UUID in capitals", ID, "7B2C1F0A-2F5E-4D2B-9A52-3D1F5A1C9E10"),
                body("escaped text", "do-not-print", "\\u00e9\\/\\ud83d\\ude00"),
                body("text beyond ASCII", "do-not-print", "\u00e9\ud83d\ude00"),
                body("empty map", "{\"x\": 1}", "{}"),
                body(
                        "other member of a union",
                        "{\"type\": \"circle\", \"radius\": 2}",
                        "{\"side\": 2, \"type\": \"square\", \"more\": 1}"),
                body("regular expression of another language", "\"word\"", "\"!\""),
                arguments("white space around", THING, List.of(thing("\r\n\t " + THING_BODY + "\n\n"))));
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                arguments(
                        "content type in capitals",
                        THING,
                        List.of(thing(THING_BODY).setHeader("content-type", "Application/JSON; Charset=UTF-8"))),
                arguments(
                        "list with a content type in capitals",
                        THINGS,
                        List.of(conforming(THINGS).setHeader("content-type", "Application/JSON"))),
                arguments(
                        "more headers, some twice",
                        THING,
                        List.of(thing(THING_BODY)
                                .addHeader("set-cookie", "a=b")
                                .addHeader("set-cookie", "c=d")
                                .addHeader("x-remaining", "7"))),
                arguments("body where none is described", "/v1/raw", List.of(json("{\"a\": 1}"))),
                arguments(
                        "file with a charset",
                        "/v1/export",
                        List.of(conforming("/v1/export").setHeader("content-type", "text/csv; charset=latin-1"))));
    }

    static Stream<Arguments> lists() {
        String row = "{\"id\": \"" + ID + "\"}";
        return Stream.of(
                arguments("byte order mark", THINGS, List.of(json("\ufeff{\"items\": [" + row + "]}"))),
                arguments(
                        "empty array before the rows",
                        THINGS,
                        List.of(json("{\"warnings\": [], \"items\": [" + row + "]}"))),
                arguments(
                        "texts before the rows",
                        THINGS,
                        List.of(json("{\"warnings\": [\"slow\"], \"items\": [" + row + "]}"))),
                arguments("id of another name", THINGS, List.of(json("{\"items\": [{\"thing_id\": \"" + ID + "\"}]}"))),
                arguments("id in camel case", THINGS, List.of(json("{\"items\": [{\"thingId\": \"" + ID + "\"}]}"))),
                arguments(
                        "first row without an id",
                        THINGS,
                        List.of(json("{\"items\": [{\"name\": \"a\"}, " + row + "]}"))),
                arguments("rows within data", THINGS, List.of(json("{\"data\": {\"rows\": [" + row + "]}}"))),
                arguments(
                        "large text",
                        THINGS,
                        List.of(json("{\"items\": [" + row + "], \"text\": \"" + "x".repeat(21_000_000) + "\"}"))),
                arguments("no notes", THING + "/notes", List.of(json("[]"))),
                arguments(
                        "large page",
                        THINGS,
                        List.of(json("{\"items\": [" + row + (", " + row).repeat(20_000) + "]}"))));
    }

    static Stream<Arguments> transfers() {
        return Stream.of(
                arguments("chunks", THING, List.of(conforming(THING).setChunkedBody(THING_BODY, 7))),
                arguments(
                        "gzip",
                        THING,
                        List.of(conforming(THING)
                                .setHeader("content-encoding", "gzip")
                                .setBody(gzip(THING_BODY)))),
                arguments(
                        "end of the connection instead of a length",
                        THING,
                        List.of(conforming(THING)
                                .removeHeader("content-length")
                                .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END))),
                arguments("slow answer", THING, List.of(conforming(THING).setBodyDelay(300, TimeUnit.MILLISECONDS))),
                arguments("one 429", THING, List.of(json(FAILURE).setResponseCode(429), conforming(THING))),
                arguments(
                        "redirect to a slash",
                        "/v1/raw",
                        List.of(new MockResponse().setResponseCode(307).setHeader("location", "/v1/health"))),
                arguments(
                        "stream without an end",
                        "/v1/stream",
                        List.of(conforming("/v1/stream")
                                .setChunkedBody("data: 1\n\n".repeat(1_000), 9)
                                .throttleBody(9, 1, TimeUnit.SECONDS))));
    }

    private static Arguments body(String name, String text, String replacement) {
        assertThat(THING_BODY).contains(text);
        return arguments(name, THING, List.of(thing(THING_BODY.replace(text, replacement))));
    }

    private static Buffer gzip(String text) {
        Buffer gzip = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(gzip))) {
            sink.writeUtf8(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip;
    }
}
