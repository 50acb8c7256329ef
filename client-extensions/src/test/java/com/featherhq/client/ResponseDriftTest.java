package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.DriftCounter.Place;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.json.Drift;
import com.featherhq.json.Drift.Kind;
import com.featherhq.model.RecordingPlaybackResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseDriftTest {

    private static final UUID ID = new UUID(1, 2);
    private static final String OPERATION = "GET v1/voice/recordings/{recording_id}/playback-url";

    private final MockWebServer server = new MockWebServer();
    private final DriftCounter counter = new DriftCounter();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private RecordingPlaybackResponse get(FeatherClient.Builder builder) {
        try (FeatherClient client = builder.retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .build()) {
            return client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(ID));
        }
    }

    @Test
    void listener_whenServiceMoves_countsEveryDeparture() {
        server.enqueue(json(200, "{\"status\":\"ready\",\"bytes\":null,\"expires_in\":\"7\",\"region\":\"eu\"}"));

        RecordingPlaybackResponse value = get(Servers.client(server).driftListener(counter));

        assertThat(value.getExpiresIn()).isEqualTo(7);
        assertThat(counter.counts())
                .containsOnlyKeys(
                        new Place(OPERATION, Kind.WRONG_TYPE, "/expires_in"),
                        new Place(OPERATION, Kind.UNKNOWN_PROPERTY, "/region"),
                        new Place(OPERATION, Kind.MISSING_PROPERTY, "/duration_ms"));
        assertThat(counter).hasToString("DriftCounter[3 places, 0 times elsewhere]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"expires_in\":7,\"duration_ms\":1,\"bytes\":2} | /status | missing property",
                "{\"expires_in\":7,\"duration_ms\":1,\"bytes\":2,\"status\":null} | /status | unexpected null",
                "{\"expires_in\":\"7\",\"duration_ms\":1,\"bytes\":2,\"status\":\"x\"} | /expires_in | wrong type",
                "{\"expires_in\":7,\"duration_ms\":1,\"bytes\":\"n/a\",\"status\":\"x\"} | /bytes | unreadable value"
            })
    void strictClient_whenDocumentIsBroken_refusesWithoutRetrying(String body, String pointer, String reason) {
        server.enqueue(json(200, body));

        assertThatThrownBy(() -> get(Servers.client(server).strictResponses().driftListener(counter)))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessage(OPERATION + " (VoiceApi.getRecordingPlaybackUrl) succeeded, but its body isn't what the API"
                        + " document says at " + pointer + ": " + reason + " (1 attempt).")
                .satisfies(failure -> assertThat(((MalformedResponseException) failure).location())
                        .isEqualTo(pointer));
        assertThat(counter.counts()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void strictClient_whenServiceAdds_accepts() {
        server.enqueue(
                json(200, "{\"expires_in\":7,\"duration_ms\":1,\"bytes\":2,\"status\":\"new\",\"region\":\"eu\"}"));

        assertThat(get(Servers.client(server).strictResponses()).getStatus()).isEqualTo("new");
    }

    @Test
    void client_whenValueHasAnotherType_saysWhere() {
        String body = "{\"expires_in\":{},\"duration_ms\":1,\"bytes\":2,\"status\":\"x\"}";
        server.enqueue(json(200, body));
        server.enqueue(json(200, body));

        assertThatThrownBy(() -> get(Servers.client(server)))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageMatching(
                        "GET \\S+ \\(VoiceApi.getRecordingPlaybackUrl\\) succeeded, but its body isn't what the"
                                + " API document says at /expires_in: expected [a-z ]+ but found [a-z ]+ \\(1 attempt\\)\\.");
    }

    @Test
    void listener_whenItFails_isLoggedAndTheResponseDelivered() {
        server.enqueue(json(200, "{\"expires_in\":7,\"duration_ms\":1,\"bytes\":2}"));
        try (LogCapture log = new LogCapture("com.featherhq.client", Level.WARNING)) {
            RecordingPlaybackResponse value = get(Servers.client(server).driftListener((operation, drift) -> {
                throw new IllegalStateException("p-secret");
            }));

            assertThat(value.getExpiresIn()).isEqualTo(7);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches("A listener failed: \\S+ threw java.lang.IllegalStateException");
        }
    }

    @Test
    void counter_whenElementsAreMany_countsThemAsOnePlace() {
        for (int i = 0; i < 3; i++) {
            counter.onDrift("GET a", new Drift(Kind.UNKNOWN_PROPERTY, "/items/" + i + "/9/x1"));
        }

        assertThat(counter.counts()).containsOnlyKeys(new Place("GET a", Kind.UNKNOWN_PROPERTY, "/items/*/*/x1"));
        assertThat(counter.counts()).containsValue(3L);
    }

    @Test
    void counter_whenNamesAreHuge_keepsTheirBeginnings() {
        String huge = "x".repeat(1_000_000);
        for (int i = 0; i < 1_200; i++) {
            counter.onDrift("GET a", new Drift(Kind.UNKNOWN_PROPERTY, "/p" + i + huge));
        }
        counter.onDrift("GET " + huge, new Drift(Kind.UNKNOWN_PROPERTY, "/p"));

        assertThat(counter.counts()).hasSize(1_000);
        assertThat(counter.counts())
                .containsEntry(new Place("GET a", Kind.UNKNOWN_PROPERTY, "/p0" + "x".repeat(197) + "…"), 1L);
        assertThat(counter.counts().keySet())
                .allSatisfy(place -> assertThat(place.pointer()).hasSizeLessThanOrEqualTo(201));
        assertThat(counter).hasToString("DriftCounter[1000 places, 201 times elsewhere]");
    }

    @Test
    void counter_whenPlacesAreTooMany_countsTheRestTogether() {
        for (int i = 0; i < 1_005; i++) {
            counter.onDrift("GET a", new Drift(Kind.UNKNOWN_PROPERTY, "/p" + i));
        }

        assertThat(counter.counts()).hasSize(1_000);
        assertThat(counter).hasToString("DriftCounter[1000 places, 5 times elsewhere]");
    }
}
