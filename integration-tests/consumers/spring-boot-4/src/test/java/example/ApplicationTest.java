package example;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.FeatherClient;
import com.featherhq.testing.FeatherMock;
import com.featherhq.testing.Reply;
import com.featherhq.testing.spring.FeatherMockConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"feather.api-key=fth_test_secret", "feather.clients.eu.api-key=fth_test_eu"})
@Import(FeatherMockConfiguration.class)
class ApplicationTest {

    private static final String OPERATION = "GET /v1/voice/recordings/{recording_id}/playback-url";
    private static final String WIRE =
            "{\"expires_in\":900,\"duration_ms\":null,\"bytes\":7,\"status\":\"available\",\"undeclared\":[1,{\"a_b\":null}]}";

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private FeatherMock mock;

    @Autowired
    private FeatherClient client;

    @Autowired
    @Qualifier("eu")
    private FeatherClient eu;

    @Autowired
    private Environment environment;

    @BeforeEach
    void reset() {
        mock.reset();
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) throws Exception {
        URI uri = URI.create("http://localhost:" + environment.getProperty("local.server.port") + path);
        return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        HttpResponse<String> response = send(path, HttpRequest.newBuilder().GET());
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void model_inAController_isItsWireJson() throws Exception {
        mock.on(OPERATION).reply(Reply.json(WIRE));

        assertThat(get("/recordings/" + UUID.randomUUID())).isEqualTo(WIRE);
        assertThat(get("/recordings")).isEqualTo("[" + WIRE + "," + WIRE + "]");
        assertThat(send(
                                "/echo",
                                HttpRequest.newBuilder()
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(WIRE)))
                        .body())
                .isEqualTo(WIRE);
    }

    @Test
    void call_whenItFails_isAnsweredWithProblemDetails() throws Exception {
        mock.on(OPERATION).reply(Reply.notFound());

        HttpResponse<String> response = send("/recordings/" + UUID.randomUUID(), HttpRequest.newBuilder().GET());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .contains("\"status\":404")
                .contains("\"operation\":\"VoiceApi.getRecordingPlaybackUrl\"")
                .contains("What was asked for doesn't exist at the Feather service.");
    }

    @Test
    void clients_ofEachName_callTheMock() {
        for (FeatherClient one : new FeatherClient[] {client, eu}) {
            one.execute(one.api(com.featherhq.api.VoiceApi.class).getRecordingPlaybackUrl(UUID.randomUUID()));
        }
        mock.received(OPERATION).times(2);
    }

    @Test
    void webhook_whenSigned_isAccepted_andOtherwiseNot() throws Exception {
        String body = "{\"type\": \"call.ended\"}"; // With a space, which a parser would lose.
        String seconds = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLUvP"), "HmacSHA256"));
        byte[] signature = mac.doFinal(("msg_1." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder signed = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", seconds)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));

        HttpResponse<String> accepted =
                send("/webhooks/feather", signed.copy().POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.body()).isEqualTo("msg_1");
        assertThat(send("/webhooks/feather", signed.copy().POST(HttpRequest.BodyPublishers.ofString(body + " ")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void endpoints_whenToldToShowValues_showNoKey() throws Exception {
        assertThat(get("/actuator/configprops")).contains("\"feather-").doesNotContain("fth_test_secret", "fth_test_eu");
        assertThat(get("/actuator/env")).contains("feather.api-key").doesNotContain("fth_test_secret", "fth_test_eu");
    }

    @Test
    void health_afterACall_isUp() throws Exception {
        mock.on(OPERATION).reply(Reply.documented());
        get("/recordings/" + UUID.randomUUID());

        assertThat(get("/actuator/health")).contains("\"feather\":{").contains("\"default\":{\"status\":\"UP\"");
    }

    @Test
    void metrics_whenSpringsOwnAreThere_areBesideThem() throws Exception {
        get("/recordings/" + UUID.randomUUID());

        assertThat(get("/actuator/prometheus"))
                .contains("feather_client_requests_seconds_count{error=\"none\",method=\"GET\","
                        + "operation=\"VoiceApi.getRecordingPlaybackUrl\"")
                .contains("http_server_requests_seconds_count");
    }

    @Test
    void controller_whereTheJdkHasThem_runsOnAVirtualThread() throws Exception {
        if (Runtime.version().feature() >= 21) {
            assertThat(get("/thread")).startsWith("VirtualThread");
        }
        System.out.println("consumer: JDK " + Runtime.version() + ", " + get("/thread"));
    }

    @Test
    void application_withoutAKey_saysWhatToSet() {
        AtomicBoolean said = new AtomicBoolean();
        java.io.PrintStream before = System.out;
        java.io.ByteArrayOutputStream printed = new java.io.ByteArrayOutputStream();
        System.setOut(new java.io.PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new SpringApplicationBuilder(Application.class)
                    .run("--server.port=0", "--spring.main.banner-mode=off")
                    .close();
        } catch (RuntimeException e) {
            said.set(true);
        } finally {
            System.setOut(before);
        }
        assertThat(said).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("APPLICATION FAILED TO START")
                .contains("The Feather client 'default' can't be made: the property 'feather.api-key' is not set.");
        System.out.println("consumer: Spring Boot " + SpringBootVersion.getVersion() + " on JDK " + Runtime.version());
    }
}
