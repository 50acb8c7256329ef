package com.featherhq.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.featherhq.it.MockedDocument;
import com.featherhq.it.PrismExtension;
import com.featherhq.it.PrismServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A conforming service is all green; of 15 planted deviations each is found, and nothing beside it. */
final class ContractCheckIT {

    private static final String OPERATION = "GET /v1/voice/recordings/{recording_id}/playback-url";
    private static final String KEY = "fth_test_do_not_print";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @Test
    @ExtendWith(PrismExtension.class)
    void run_whenServiceIsPrism_isAllGreen(PrismServer prism) throws IOException {
        String built = Files.readString(MockedDocument.specFile());
        JsonObject part = PlantedService.part(JsonParser.parseString(built).getAsJsonObject());

        int exitCode = run(write(part), prism.baseUrl());

        assertThat(exitCode).as("%s", console).isEqualTo(ContractCheck.CONFORM);
        assertThat(console.toString(StandardCharsets.UTF_8)).contains(OPERATION + ": conform\n");
    }

    @Test
    void run_whenAnswerConforms_findsNothing() throws IOException {
        assertThat(runAgainst(PlantedService.conforming())).isEqualTo(ContractCheck.CONFORM);

        assertThat(report("contract.md")).isEqualTo("""
                        # The service against API document 1.0.0

                        1 operations called or tried: 1 conform, 0 drifted, 0 not reachable.

                        | operation | outcome | where | expected | seen |
                        | --- | --- | --- | --- | --- |
                        | `GET /v1/voice/recordings/{recording_id}/playback-url` | conform |  | | |
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deviations")
    void run_whenOneThingDeviates_findsItAndNothingElse(String name, MockResponse response, String found)
            throws IOException {
        assertThat(runAgainst(response)).isEqualTo(ContractCheck.DRIFTED);

        String text = console.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.startsWith("  "))).containsExactly("  " + found);
        assertThat(report("TEST-contract.xml"))
                .contains("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\"")
                .contains("<failure message=\"1 deviations\">");
        assertThat(text + report("contract.md") + report("TEST-contract.xml")).doesNotContain("do-not-print", KEY);
    }

    static Stream<Arguments> deviations() {
        return Stream.of(
                arguments(
                        "required property missing",
                        with("\"status\": \"ready\", ", ""),
                        "/status: expected a required property, seen nothing"),
                arguments(
                        "integer as string",
                        with("\"expires_in\": 900", "\"expires_in\": \"900\""),
                        "/expires_in: expected integer, seen string"),
                arguments("string as integer", with("\"ready\"", "5"), "/status: expected string, seen integer"),
                arguments(
                        "null where not allowed",
                        with("\"expires_in\": 900", "\"expires_in\": null"),
                        "/expires_in: expected integer, seen null"),
                arguments(
                        "none of a union's types",
                        with("\"bytes\": 32044", "\"bytes\": true"),
                        "/bytes: expected integer or null, seen boolean"),
                arguments(
                        "fraction for an integer",
                        with("\"expires_in\": 900", "\"expires_in\": 900.5"),
                        "/expires_in: expected integer, seen number"),
                arguments(
                        "unknown enum value",
                        with("\"call\"", "\"fax\""),
                        "/kind: expected one of [\"call\",\"memo\"], seen another string"),
                arguments(
                        "no date-time",
                        with("2026-11-22T10:00:00Z", "yesterday"),
                        "/made_at: expected format date-time, seen another string"),
                arguments(
                        "no time",
                        with("09:00:00", "nine"),
                        "/opens: expected pattern ^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?$, seen another string"),
                arguments("too few items", with("[\"a\"]", "[]"), "/parts: expected minItems 1, seen another array"),
                arguments(
                        "item of the wrong type",
                        with("[\"a\"]", "[\"a\", 1]"),
                        "/parts/1: expected string, seen integer"),
                arguments(
                        "array instead of object",
                        PlantedService.conforming().setBody("[]"),
                        "/: expected object, seen array"),
                arguments(
                        "body cut off",
                        PlantedService.conforming().setBody("{\"status\": \"rea"),
                        "/: expected JSON, seen no whole JSON value"),
                arguments(
                        "undeclared status",
                        PlantedService.conforming().setResponseCode(206),
                        "status: expected one of 200, 422, seen 206"),
                arguments(
                        "another content type",
                        PlantedService.conforming().setHeader("content-type", "text/html"),
                        "header content-type: expected application/json, seen another type"),
                arguments(
                        "required header missing",
                        PlantedService.conforming().removeHeader("x-request-id"),
                        "header x-request-id: expected a required header, seen nothing"),
                arguments(
                        "header of the wrong type",
                        PlantedService.conforming().setHeader("x-remaining", "many"),
                        "header x-remaining: expected integer, seen string"),
                arguments(
                        "error body of another shape",
                        PlantedService.conforming().setResponseCode(422).setBody("{\"detail\": \"bad\"}"),
                        "/detail: expected array, seen string"));
    }

    @Test
    void run_whenServiceDoesNotAnswer_saysNotReachable() throws IOException {
        int exitCode = runAgainst(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

        assertThat(exitCode).isEqualTo(ContractCheck.UNCHECKED);
        assertThat(console.toString(StandardCharsets.UTF_8)).startsWith(OPERATION + ": not reachable, no answer\n");
    }

    @Test
    void run_whenKeyIsRefused_saysSo() throws IOException {
        int exitCode = runAgainst(new MockResponse().setResponseCode(401));

        assertThat(exitCode).isEqualTo(ContractCheck.UNCHECKED);
        assertThat(console.toString(StandardCharsets.UTF_8))
                .startsWith(OPERATION + ": not reachable, answered with 401\n");
        assertThat(report("TEST-contract.xml")).contains("<skipped message=\"answered with 401\"/>");
    }

    @Test
    void run_whenNoIdIsKnown_saysWhichIsMissing() throws IOException {
        int exitCode =
                check(write(PlantedService.document())).run("http://localhost:1", KEY, new JsonObject(), Set.of("GET"));

        assertThat(exitCode).isEqualTo(ContractCheck.UNCHECKED);
        assertThat(console.toString(StandardCharsets.UTF_8))
                .startsWith(OPERATION + ": not reachable, no usable value for recording_id\n");
    }

    @Test
    void run_whenNoServiceIsNamed_saysHow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(folder).run("", KEY, new JsonObject(), Set.of("GET")))
                .withMessage("Say which service to check: -Dfeather.contract.baseUrl=URL.");
    }

    private int runAgainst(MockResponse response) throws IOException {
        Path document = write(PlantedService.document());
        try (MockWebServer server = PlantedService.serving(response)) {
            return run(document, server.url("/").toString());
        }
    }

    private Path write(JsonObject document) throws IOException {
        return Files.writeString(folder.resolve("document.json"), document.toString());
    }

    private int run(Path document, String baseUrl) {
        JsonObject values = new JsonObject();
        values.addProperty("recording_id", "7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10");
        return check(document).run(baseUrl, KEY, values, Set.of("GET"));
    }

    private ContractCheck check(Path document) {
        PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new ContractCheck(document, folder, out);
    }

    private static MockResponse with(String text, String replacement) {
        assertThat(PlantedService.BODY).contains(text);
        return PlantedService.conforming().setBody(PlantedService.BODY.replace(text, replacement));
    }

    private String report(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
