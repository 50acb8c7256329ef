package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries that can't help, and retries that meet their own effect. */
final class RepeatedEffectTest {

    private final MockWebServer server = new MockWebServer();
    private FeatherClient client;
    private ThingsApi things;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = Servers.client(server)
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(1))
                        .build())
                .build();
        things = client.api(ThingsApi.class);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void delete_whenRepeatedAndGone_saysThatItMayBeItsOwnEffect() {
        server.enqueue(json(503, ""));
        server.enqueue(json(404, "{\"error\":\"not_found\",\"message\":\"No thing 1.\"}"));

        NotFoundException gone =
                catchThrowableOfType(NotFoundException.class, () -> client.execute(things.delete("1")));

        assertThat(gone.mayHaveBeenDoneEarlier()).isTrue();
        assertThat(gone)
                .hasMessage(
                        "DELETE v1/things/{id} (ThingsApi.delete) was answered 404 not_found: No thing 1. (2 attempts)."
                                + " An earlier attempt of this call may have been processed, and this be its effect: see attempts().");
    }

    @Test
    void delete_whenGoneAtOnceOrAfterARefusal_saysNothingOfTheKind() {
        server.enqueue(json(404, ""));
        server.enqueue(json(429, ""));
        server.enqueue(json(404, ""));
        server.enqueue(json(503, ""));
        server.enqueue(json(404, ""));

        for (int i = 0; i < 2; i++) {
            NotFoundException gone =
                    catchThrowableOfType(NotFoundException.class, () -> client.execute(things.delete("1")));
            assertThat(gone.mayHaveBeenDoneEarlier()).isFalse();
            assertThat(gone).hasMessageNotContaining("earlier");
        }
        assertThat(catchThrowableOfType(NotFoundException.class, () -> client.execute(things.get("1")))
                        .mayHaveBeenDoneEarlier())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "{\"a\":\"text\"}", "<html>", "{\"a\":1,}"})
    void get_whenTheWholeBodyIsOfTheWrongType_makesOneAttempt(String body) {
        server.enqueue(json(200, body));

        MalformedResponseException malformed =
                catchThrowableOfType(MalformedResponseException.class, () -> client.execute(things.get("1")));

        assertThat(malformed.attempts()).hasSize(1);
        assertThat(server.getRequestCount()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{", "{\"a", ""})
    void get_whenTheBodyEndedEarly_isRepeated(String body) {
        server.enqueue(json(200, body));
        server.enqueue(json(200, "{\"a\":1}"));

        assertThat(client.execute(things.get("1"))).containsEntry("a", 1);
    }

    @Test
    void get_whenRedirectedInACircle_saysHowManyWereFollowed() {
        for (int i = 0; i < 25; i++) {
            server.enqueue(new MockResponse().setResponseCode(302).setHeader("Location", "/v1/things/" + i));
        }

        RedirectException circle = catchThrowableOfType(RedirectException.class, () -> client.execute(things.get("1")));

        assertThat(circle)
                .hasMessage(
                        "GET v1/things/{id} (ThingsApi.get) was answered 302, one more redirect after 20 (1 attempt)."
                                + " The client follows 20 at most; the service may redirect in a circle.");
        assertThat(server.getRequestCount()).isEqualTo(21);
    }

    @Test
    void get_whenRedirectedToAHostThatIsTheKey_masksAndBoundsIt() {
        server.enqueue(
                Servers.redirect(302, "https://" + Servers.KEY.toUpperCase(java.util.Locale.ROOT) + ".evil.example/"));
        server.enqueue(Servers.redirect(302, "https://" + "a.".repeat(5_000) + "example/"));

        RedirectException named = catchThrowableOfType(RedirectException.class, () -> client.execute(things.get("1")));
        RedirectException endless =
                catchThrowableOfType(RedirectException.class, () -> client.execute(things.get("1")));

        assertThat(named.getMessage()).doesNotContainIgnoringCase(Servers.KEY).contains("evil.example");
        assertThat(named.targetHost()).doesNotContainIgnoringCase(Servers.KEY);
        assertThat(endless.getMessage()).hasSizeLessThan(600);
    }
}
