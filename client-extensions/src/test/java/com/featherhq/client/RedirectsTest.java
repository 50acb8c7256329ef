package com.featherhq.client;

import static com.featherhq.client.Servers.KEY;
import static com.featherhq.client.Servers.json;
import static com.featherhq.client.Servers.redirect;
import static com.featherhq.client.Servers.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.auth.Origin;
import java.util.Map;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectsTest extends ServedTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void get_whenRedirectedWithinTheOrigin_isFollowedWithTheKey(int status) {
        server.enqueue(redirect(status, "/v1/things/1/"));
        server.enqueue(json(200, "{\"a\":1}"));

        assertThat(client.execute(things.get("1"))).isEqualTo(Map.of("a", 1));

        taken(server);
        RecordedRequest followed = taken(server);
        assertThat(followed.getRequestLine()).isEqualTo("GET /v1/things/1/ HTTP/1.1");
        assertThat(followed.getHeader("x-api-key")).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void post_whenMethodIsToBeKept_isRepeatedWithItsBody(int status) {
        server.enqueue(redirect(status, "/v1/things/"));
        server.enqueue(json(200, "{\"a\":1}"));

        client.execute(things.create(Servers.text("{\"b\":2}")));

        taken(server);
        RecordedRequest followed = taken(server);
        assertThat(followed.getRequestLine()).isEqualTo("POST /v1/things/ HTTP/1.1");
        assertThat(followed.getBody().readUtf8()).isEqualTo("{\"b\":2}");
        assertThat(followed.getHeader("x-api-key")).isEqualTo(KEY);
    }

    @Test
    void post_whenAnswerIsElsewhere_getsItWithoutTheBody() {
        server.enqueue(redirect(303, "/v1/things/7"));
        server.enqueue(json(200, "{\"a\":1}"));

        client.execute(things.create(Servers.text("{\"b\":2}")));

        taken(server);
        RecordedRequest followed = taken(server);
        assertThat(followed.getRequestLine()).isEqualTo("GET /v1/things/7 HTTP/1.1");
        assertThat(followed.getHeader("Content-Type")).isNull();
        assertThat(followed.getBodySize()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302})
    void post_whenItMightBecomeARead_isNotFollowed(int status) {
        server.enqueue(redirect(status, "/v1/things/"));

        assertThatThrownBy(() -> client.execute(things.create(Servers.text("{}"))))
                .isInstanceOf(RedirectException.class)
                .hasMessage("POST v1/things (ThingsApi.create) was answered " + status + ", a redirect to "
                        + Origin.of(server.url("/")) + " (1 attempt). It can't be followed.");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void post_whenBodyIsOneShot_isNotRepeated() {
        server.enqueue(redirect(307, "/v1/things/"));

        assertThatThrownBy(() -> client.execute(things.create(Servers.oneShot("{}"))))
                .isInstanceOf(RedirectException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void get_whenRedirectedToAnotherPort_endsNamingTheTarget(int status) {
        server.enqueue(redirect(status, other.url("/v1/things/1").toString()).setHeader("x-request-id", "r-1"));

        RedirectException failure =
                catchThrowableOfType(RedirectException.class, () -> client.execute(things.get("1")));

        assertThat(failure)
                .hasNoCause()
                .hasMessage("GET v1/things/{id} (ThingsApi.get) was answered " + status + ", a redirect to "
                        + Origin.of(other.url("/"))
                        + " (request id r-1; 1 attempt). It isn't followed: it leads away from "
                        + Origin.of(server.url("/")) + ", which the API key belongs to.");
        assertThat(failure.targetHost()).isEqualTo(other.getHostName());
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(other.getRequestCount()).isZero();
    }

    @Test
    void get_whenRedirectHasNoUsableTarget_saysSo() {
        server.enqueue(json(302, ""));
        server.enqueue(redirect(302, "mailto:a@example.com"));

        for (int i = 0; i < 2; i++) {
            RedirectException failure =
                    catchThrowableOfType(RedirectException.class, () -> client.execute(things.get("1")));
            assertThat(failure)
                    .hasMessage(
                            "GET v1/things/{id} (ThingsApi.get) was answered 302, a redirect without a usable Location"
                                    + " (1 attempt). It can't be followed.");
            assertThat(failure.targetHost()).isNull();
        }
    }

    @Test
    void get_whenRedirectedForEver_endsAfterTwentyHops() {
        for (int i = 0; i <= 20; i++) {
            server.enqueue(redirect(307, "/v1/things/1"));
        }

        assertThatThrownBy(() -> client.execute(things.get("1"))).isInstanceOf(RedirectException.class);
        assertThat(server.getRequestCount()).isEqualTo(21);
    }

    @Test
    void get_whenAnotherOriginRedirectsHere_isNotFollowed() {
        other.enqueue(redirect(307, server.url("/v1/things/1").toString()));

        assertThatThrownBy(() -> client.execute(things.anywhere(other.url("/x").toString())))
                .isInstanceOf(RedirectException.class);
        assertThat(server.getRequestCount()).isZero();
    }
}
