package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.MalformedResponseException;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.TransportException;
import com.featherhq.client.retry.Attempt;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.json.UnreadablePropertyException;
import com.featherhq.model.RecordingPlaybackResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.QueueDispatcher;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated operation through the whole client, answered by what no document describes. */
final class PlaybackFaultsIT {

    private static final UUID RECORDING = UUID.fromString("1f6c3c1e-7a52-4f0e-9a86-0d5a4b1d2c33");
    private static final String BODY = "{\"url\":\"https://recordings.example.com/a.wav?signature=s3cret\","
            + "\"expires_in\":900,\"duration_ms\":187340,\"bytes\":2998484,\"status\":\"available\"}";

    private final MockWebServer server = new MockWebServer();
    private FeatherClient client;

    @BeforeEach
    void start() throws IOException {
        QueueDispatcher script = new QueueDispatcher();
        script.setFailFast(new MockResponse().setResponseCode(501));
        server.setDispatcher(script);
        server.start();
        client = FeatherClient.builder()
                .apiKey("fth_live_test")
                .baseUrl(server.url("/").toString())
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(2))
                        .build())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.shutdown();
    }

    @Test
    void execute_whenServerRecovers_returnsItsAnswer() throws InterruptedException {
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(new MockResponse().setResponseCode(502).setBody("<html>Bad gateway</html>"));
        server.enqueue(new MockResponse().setBody(BODY));

        var response = client.executeForResponse(client.api(VoiceApi.class).getRecordingPlaybackUrl(RECORDING));

        assertThat(response.value().getBytes()).isEqualTo(2_998_484L);
        assertThat(response.attempts()).extracting(Attempt::statusCode).containsExactly(503, 502, 200);
        for (int i = 0; i < 3; i++) {
            assertThat(server.takeRequest().getHeader("x-api-key")).isEqualTo("fth_live_test");
        }
    }

    @Test
    void execute_whenRateLimitLasts_givesUpWithTheAttempts() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse()
                    .setResponseCode(429)
                    .setBody("{\"error\":\"rate_limited\",\"message\":\"Too many requests\"}"));
        }

        RateLimitException e = catchThrowableOfType(RateLimitException.class, this::playback);

        assertThat(e.code()).isEqualTo("rate_limited");
        assertThat(e.attempts()).extracting(Attempt::statusCode).containsExactly(429, 429, 429);
    }

    @Test
    void execute_whenBodyIsTruncatedOnce_triesAgain() {
        server.enqueue(new MockResponse().setBody(BODY).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        server.enqueue(new MockResponse().setBody(BODY));

        assertThat(playback().getStatus()).isEqualTo("available");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void execute_whenBodyIsAlwaysTruncated_saysThatItMayHaveBeenProcessed() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(
                    new MockResponse().setBody(BODY).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        }

        TransportException e = catchThrowableOfType(TransportException.class, this::playback);

        assertThat(e.mayHaveBeenProcessed()).isTrue();
        assertThat(e.attempts()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "<html>It works!</html>",
            })
    void execute_whenBodyIsNeverWhatTheDocumentSays_failsWithoutQuotingIt(String body) {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse().setBody(body));
        }

        MalformedResponseException e = catchThrowableOfType(MalformedResponseException.class, this::playback);

        assertThat(e.toString()).doesNotContain("s3cret").doesNotContain("html");
        assertThat(e.attempts()).isNotEmpty();
    }

    /** A whole page of another type would be one again: it takes nothing from the budget of the retries. */
    @Test
    void execute_whenBodyIsAnErrorPage_makesOneAttempt() {
        server.enqueue(new MockResponse().setBody("<html>Busy</html>"));

        MalformedResponseException e = catchThrowableOfType(MalformedResponseException.class, this::playback);

        assertThat(e.attempts()).hasSize(1);
    }

    @Test
    void execute_whenOneValueIsOfTheWrongType_readsTheOthersAndQuotesNothing() {
        server.enqueue(
                new MockResponse()
                        .setBody(
                                "{\"url\":\"https://h/?signature=s3cret\",\"expires_in\":\"s3cret\",\"status\":\"available\"}"));

        RecordingPlaybackResponse playback = playback();

        assertThat(playback.getStatus()).isEqualTo("available");
        assertThatThrownBy(playback::getExpiresIn)
                .isInstanceOf(UnreadablePropertyException.class)
                .hasMessageContaining("expires_in")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void execute_whenFieldsArePresentAbsentOrNull_readsWhatIsThere(
            String body, String url, Long expiresIn, Long durationMs, Long bytes, String status) {
        server.enqueue(new MockResponse().setBody(body.replace('\'', '"')));

        RecordingPlaybackResponse playback = playback();

        assertThat(playback.getUrl()).isEqualTo(url);
        if (expiresIn != null) {
            assertThat(playback.getExpiresIn()).isEqualTo(expiresIn);
        } else {
            assertThatThrownBy(playback::getExpiresIn)
                    .isInstanceOf(UnreadablePropertyException.class)
                    .hasMessageStartingWith("expires_in of RecordingPlaybackResponse is missing");
        }
        assertThat(playback.getDurationMs()).isEqualTo(durationMs);
        assertThat(playback.getBytes()).isEqualTo(bytes);
        if (status != null) {
            assertThat(playback.getStatus()).isEqualTo(status);
        }
    }

    static Stream<Object[]> answers() {
        return Stream.of(
                new Object[] {"{'url':'u','expires_in':1,'duration_ms':2,'bytes':3,'status':'s'}", "u", 1L, 2L, 3L, "s"
                },
                new Object[] {
                    "{'url':null,'expires_in':1,'duration_ms':null,'bytes':null,'status':'s'}",
                    null,
                    1L,
                    null,
                    null,
                    "s"
                },
                new Object[] {"{'expires_in':1,'status':'s'}", null, 1L, null, null, "s"},
                new Object[] {
                    "{'url':'u','expires_in':null,'duration_ms':2,'bytes':3,'status':null}", "u", null, 2L, 3L, null
                },
                new Object[] {"{}", null, null, null, null, null},
                new Object[] {
                    "{'new_field':{'a':[1]},'expires_in':1,'status':'a status of tomorrow'}",
                    null,
                    1L,
                    null,
                    null,
                    "a status of tomorrow"
                });
    }

    @Test
    void execute_whenServerIsGone_saysThatNothingWasSent() throws IOException {
        server.shutdown();

        TransportException e = catchThrowableOfType(TransportException.class, this::playback);

        assertThat(e.mayHaveBeenProcessed()).isFalse();
    }

    @Test
    void toString_whenAnswerHoldsASignedUrl_doesNotShowIt() {
        server.enqueue(new MockResponse().setBody(BODY));

        assertThat(playback().toString()).doesNotContain("s3cret");
    }

    private RecordingPlaybackResponse playback() throws FeatherException {
        return client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(RECORDING));
    }
}
