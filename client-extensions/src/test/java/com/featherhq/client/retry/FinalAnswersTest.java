package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.http.ProxyCredentialsException;
import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Thing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Answers that OkHttp repeats or follows up by itself, or can't read. */
final class FinalAnswersTest {

    private static RetryFixture client(WireServer server) {
        return client(server, http -> {});
    }

    private static RetryFixture client(WireServer server, Consumer<OkHttpClient.Builder> http) {
        return new RetryFixture(builder -> builder.baseUrl(server.url()), http);
    }

    @Test
    void post_whenAnswered408_isNotSentAgain() throws Exception {
        try (RetryFixture client = new RetryFixture().answer(408)) {
            Ended<Thing> end = run(client.api.post(thing()));

            assertThat(end.status()).isEqualTo(408);
            assertThat(end.response().headers().names()).doesNotContain("Retry-After", "x-feather-hidden-retry-after");
            assertThat(end.stopReason()).isEqualTo(StopReason.NOT_IDEMPOTENT);
            assertThat(client.requests()).isEqualTo(1);
        }
    }

    @Test
    void get_whenAnswered408_isRetriedByThePolicy() throws Exception {
        try (RetryFixture client = new RetryFixture().answer(408, 200)) {
            assertThat(run(client.api.get()).attempts()).hasSize(2);
            assertThat(client.requests()).isEqualTo(2);
        }
    }

    @Test
    void call_whenProxyWantsCredentials_isTriedOnceAndNamesIt() throws Exception {
        String challenge = "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        try (WireServer proxy = WireServer.http1((connection, request) -> challenge);
                RetryFixture client = new RetryFixture(
                        builder -> builder.baseUrl("https://api.invalid"),
                        http -> http.proxy(new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()))))) {
            Ended<Thing> end = run(client.api.get());

            assertThat(end.failure())
                    .isInstanceOf(ProxyCredentialsException.class)
                    .hasMessage("The proxy localhost:" + proxy.port()
                            + " wants credentials (407); give the OkHttp client a proxyAuthenticator.");
            assertThat(end.stopReason()).isEqualTo(StopReason.NOT_TRANSIENT);
            assertThat(end.attempts().get(0).mayHaveBeenProcessed()).isFalse();
            assertThat(proxy.requests).hasSize(1);
        }
    }

    @Test
    void get_whenTwoInterimAnswersCome_isReadOrFailsTyped() throws Exception {
        String hints = "HTTP/1.1 103 Early Hints\r\n\r\n";
        try (WireServer server = WireServer.http1((connection, request) -> hints + hints + WireServer.OK);
                RetryFixture client = client(server)) {
            Ended<Thing> end = run(client.api.get());

            if (end.failure() == null) {
                assertThat(end.status()).isEqualTo(200); // OkHttp 5.
                return;
            }
            assertThat(end.failure()).isInstanceOf(UnreadableAnswerException.class);
            assertThat(end.stopReason()).isEqualTo(StopReason.NOT_TRANSIENT);
            assertThat(server.requests).hasSize(1);
        }
    }
}
