package com.featherhq.it.contract;

import static com.featherhq.it.contract.PlantedService.FAILURE;
import static com.featherhq.it.contract.PlantedService.ID;
import static com.featherhq.it.contract.PlantedService.THING;
import static com.featherhq.it.contract.PlantedService.THINGS;
import static com.featherhq.it.contract.PlantedService.conforming;
import static com.featherhq.it.contract.PlantedService.json;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContractCheckIT {

    private static final MockResponse REFUSED = json(FAILURE).setResponseCode(401);

    @TempDir
    Path folder;

    @Test
    @ExtendWith(PrismExtension.class)
    void run_whenServiceIsPrism_isAllGreen(PrismServer prism) throws IOException {
        String path = "/v1/voice/recordings/{recording_id}/playback-url";
        JsonObject document = JsonParser.parseString(Files.readString(MockedDocument.specFile()))
                .getAsJsonObject();
        JsonObject paths = new JsonObject();
        paths.add(path, document.getAsJsonObject("paths").get(path));
        document.add("paths", paths);
        Path file = Files.writeString(folder.resolve("document.json"), document.toString());
        ByteArrayOutputStream console = new ByteArrayOutputStream();

        int exitCode = new ContractCheck(
                        file,
                        folder,
                        new PrintStream(console, true, StandardCharsets.UTF_8),
                        ContractCheckIT.class.getClassLoader())
                .run(prism.baseUrl(), CheckedService.KEY, "", "GET", "");

        assertThat(exitCode).as("%s", console).isEqualTo(ContractCheck.CONFORM);
        assertThat(console.toString(StandardCharsets.UTF_8)).startsWith("[1/1] GET " + path + ": conforms, 200\n");
    }

    @Test
    void run_whenEverythingConforms_reportsIt() {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService()) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.CONFORM);

            assertThat(service.received())
                    .filteredOn(request -> request.startsWith("GET /v1/reports"))
                    .singleElement()
                    .asString()
                    .matches(ContractCheckIT::isOfTheLastSevenDays);
        }
        assertThat(check.report("contract.md"))
                .startsWith("""
                        # The service against API document 1.0.0

                        10 operations: 9 conform, 1 no method.

                        | operation | verdict | status | where | expected | seen |
                        """)
                .contains("| `GET /v1/things/{thing_id}` | conforms | 200 | | | |\n");
        assertThat(check.console())
                .endsWith(
                        "[10/10] GET /v1/refused: no method (the client is generated without it)\n10 operations: 9 conform, 1 no method.\nReports: "
                                + folder.resolve("contract.md") + ", " + folder.resolve("TEST-contract.xml") + "\n");
    }

    private static boolean isOfTheLastSevenDays(String request) {
        java.util.regex.Matcher dates = Pattern.compile("channel=voice&start_date=([\\d-]+)&end_date=([\\d-]+)$")
                .matcher(request);
        return dates.find()
                && java.time.LocalDate.parse(dates.group(1))
                        .plusDays(7)
                        .equals(java.time.LocalDate.parse(dates.group(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void run_whenKeyIsRefused_saysSoInASentenceAndStops(int status) {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService()
                .plantEverywhere(json(FAILURE).setResponseCode(status))
                .plant("/v1/health", conforming("/v1/health"))) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.KEY_REFUSED);

            assertThat(service.received()).hasSize(4);
        }
        assertThat(check.console())
                .contains("\nThe service refuses the key: " + status
                        + " from each of 3 operations, the last GET /v1/export."
                        + " Set FEATHER_API_KEY to one that it accepts.\n");
        assertThat(check.report("contract.md")).contains("The service refuses the key: ");
    }

    @Test
    void run_whenKeyIsRevokedOnTheWay_stops() {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService()) {
            service.plant(THINGS, conforming(THINGS), REFUSED).plant(THING, REFUSED);

            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.KEY_REFUSED);
        }
        assertThat(check.console())
                .contains("\nThe service accepted the key at first and refuses it now, after 7 operations.\n");
    }

    @Test
    void run_whenNothingAnswers_isNotGreen() {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService()
                .plantEverywhere(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST))) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.UNCHECKED);
        }
        assertThat(check.console())
                .contains("Too few operations conform: 0 of the ")
                .contains("GET /v1/things: no answer (");
        assertThat(check.report("TEST-contract.xml")).contains("failures=\"0\" errors=\"0\" skipped=\"10\"");
    }

    @Test
    void run_whenFewerConformThanDemanded_isNotGreen() {
        CheckedService check = new CheckedService(folder).minimum("9");
        try (PlantedService service = new PlantedService().plant(THINGS, json("{\"items\": []}"))) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.UNCHECKED);
            assertThat(check.console()).contains("\nToo few operations conform: 6 of the 9 that have to.\n");

            assertThat(check.minimum("6").run(service)).isEqualTo(ContractCheck.CONFORM);
            assertThat(check.minimum("").run(service)).isEqualTo(ContractCheck.CONFORM);
        }
        assertThat(check.console())
                .contains("GET /v1/things/{thing_id}: no value, 404 (refused made-up thing_id: give values)\n");
    }

    @Test
    void run_whenPartIsMissingAndMayBe_isNoFinding() {
        CheckedService check = new CheckedService(folder);
        try (PlantedService service =
                new PlantedService().plant(THING + "/owner", json(FAILURE).setResponseCode(404))) {
            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.CONFORM);
        }
        assertThat(check.found())
                .containsExactly("GET /v1/things/{thing_id}/owner: no value, 404 (there is none for that id)");
    }

    @Test
    void run_whenSomethingChanges_actsOnGivenIdsOnly() {
        CheckedService check = new CheckedService(folder).methods("GET, post,DELETE , PATCH");
        try (PlantedService service = new PlantedService()) {
            assertThat(check.values("{\"thing_id\": \"" + ID + "\"}").run(service))
                    .isEqualTo(ContractCheck.CONFORM);

            assertThat(service.received()).hasSize(9).allMatch(request -> request.startsWith("GET "));
        }
        assertThat(check.found())
                .contains(
                        "DELETE /v1/things/{thing_id}: no value (it changes something, and the values file does not name it)");
    }

    @Test
    void run_whenIdsAndBodiesAreGivenForOperations_callsThem() {
        String own = "1b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10";
        CheckedService check =
                new CheckedService(folder).methods("GET, POST, PATCH, DELETE").values("""
                {"POST /v1/things": {"name": "a"},
                 "PATCH /v1/things/{thing_id}": {"thing_id": "%1$s", "body": {"name": "b"}},
                 "DELETE /v1/things/{thing_id}": {"thing_id": "%1$s"},
                 "GET /v1/things": {"limit": 5},
                 "GET /v1/reports": {"channel": "chat"},
                 "GET /v1/raw": false}
                """.formatted(own));
        try (PlantedService service = new PlantedService()) {
            service.plant(
                    "/v1/things/" + own,
                    PlantedService.thing(PlantedService.THING_BODY),
                    new MockResponse().setResponseCode(204));
            service.plant(
                    THINGS,
                    conforming(THINGS),
                    PlantedService.thing(PlantedService.THING_BODY).setResponseCode(201));

            assertThat(check.run(service)).as("%s", check.console()).isEqualTo(ContractCheck.CONFORM);

            assertThat(service.received())
                    .contains(
                            "GET /v1/things?limit=5",
                            "POST /v1/things",
                            "PATCH /v1/things/" + own,
                            "DELETE /v1/things/" + own)
                    .doesNotContain("GET /v1/raw")
                    .anyMatch(request -> request.contains("?channel=chat&"));
        }
        assertThat(check.found()).containsExactly("GET /v1/raw: left out (the values file says false)");
    }

    @Test
    void run_whenCalledWrongly_saysHow() {
        assertUsage(new CheckedService(folder), "", "Say which service to check: -Dfeather.contract.baseUrl=URL.");
        assertUsage(
                new CheckedService(folder).key(""),
                "http://localhost:1",
                "Set FEATHER_API_KEY to a key of the service that is checked.");
        assertUsage(
                new CheckedService(folder).methods("GET;POST"),
                "http://localhost:1",
                "feather.contract.methods has \"GET;POST\", which is no HTTP method.");
        assertUsage(
                new CheckedService(folder).minimum("all"),
                "http://localhost:1",
                "feather.contract.minimum is \"all\"; give a number of operations.");
        assertUsage(
                new CheckedService(folder).values("{\"GET /v1/thing\": {}}"),
                "http://localhost:1",
                "The values file names \"GET /v1/thing\", which is no operation of the document.");
    }

    private void assertUsage(CheckedService check, String baseUrl, String sentence) {
        assertThat(check.run(baseUrl)).isEqualTo(ContractCheck.UNCHECKED);
        assertThat(check.console()).startsWith(sentence + "\n");
        assertThat(check.report("contract.md")).contains(sentence);
    }

    @Test
    void run_whenLocaleWritesCommas_writesPoints() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        CheckedService check = new CheckedService(folder);
        try (PlantedService service = new PlantedService()) {
            check.run(service);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(check.report("TEST-contract.xml"))
                .containsPattern("time=\"\\d+\\.\\d{3}\"")
                .doesNotContainPattern("time=\"\\d+,");
    }
}
