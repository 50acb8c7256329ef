package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.runAsync;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Started;
import com.featherhq.client.retry.RetryFixture.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** A connection that the server closes costs nothing where repeating is safe, and nothing is repeated where it isn't. */
final class RecoveryTest {

    private static final String RESET_HEAD = "HTTP/1.1 20";

    private static RetryFixture client(WireServer server) {
        return client(server, http -> {});
    }

    private static RetryFixture client(WireServer server, Consumer<OkHttpClient.Builder> http) {
        return new RetryFixture(builder -> builder.baseUrl(server.url()), http);
    }

    /** A server closes only what was idle; at loopback a pause of this length is enough for the look before a request. */
    private static void idle() {
        await().pollDelay(Duration.ofMillis(5))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> true);
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void post_whenServerClosedTheIdleConnection_isSentOnceOnAnother(boolean async) throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = client(server)) {
            client.assertFree(run(client.api.post(thing())));
            server.closeConnections();
            idle();

            Call<Thing> second = client.api.post(thing());
            client.assertFree(async ? runAsync(second) : run(second));

            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.get(1)).contains("x-feather-attempt: 1\r\n");
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void get_whenServerClosedTheIdleConnection_isSentAgainForNothing() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = client(server)) {
            client.assertFree(run(client.api.get()));
            server.closeConnections();

            client.assertFree(run(client.api.get()));

            assertThat(server.requests).hasSize(2);
        }
    }

    @ParameterizedTest(name = "POST {0}")
    @ValueSource(booleans = {false, true})
    void call_whenAllPooledConnectionsAreDead_costsNothing(boolean post) throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        try (WireServer server = WireServer.http1((connection, request) -> {
                    together.countDown();
                    WireServer.awaitQuietly(together);
                    return WireServer.OK;
                });
                RetryFixture client = client(server)) {
            List<Started<Thing>> first = Stream.generate(() -> RetryFixture.start(client.api.get()))
                    .limit(4)
                    .toList();
            for (Started<Thing> one : first) {
                assertThat(one.end().status()).isEqualTo(200);
            }
            await().until(() -> client.base.connectionPool().idleConnectionCount() == 4);
            server.closeConnections();
            idle();

            client.assertFree(run(post ? client.api.post(thing()) : client.api.get()));

            assertThat(server.requests).hasSize(5);
        }
    }

    @Test
    void get_whenReusedConnectionEndsBeforeTheAnswer_isSentAgainOnceForNothing() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> request == 1 ? WireServer.OK : null);
                RetryFixture client = client(server)) {
            client.assertFree(run(client.api.get()));

            Ended<Thing> end = run(client.api.get());

            assertThat(end.attempts()).hasSize(3);
            assertThat(server.requests).hasSize(1 + 1 + 3); // Once for nothing, then three fresh connections.
            assertThat(server.requests.get(2)).contains("x-feather-attempt: 1\r\n");
            assertThat(server.requests.get(3)).contains("x-feather-attempt: 2\r\n");
        }
    }

    @Test
    void get_whenReusedConnectionEndsAmidTheAnswer_takesAnAttempt() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> request == 2 ? RESET_HEAD : WireServer.OK);
                RetryFixture client = client(server)) {
            client.assertFree(run(client.api.get()));

            assertThat(run(client.api.get()).attempts()).hasSize(2);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void post_whenReusedConnectionEndsAfterTheRequest_staysUncertain() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> request == 2 ? null : WireServer.OK);
                RetryFixture client = client(server)) {
            client.assertFree(run(client.api.post(thing())));
            idle();

            Ended<Thing> end = run(client.api.post(thing()));

            assertThat(end.stopReason()).isEqualTo(StopReason.NOT_IDEMPOTENT);
            assertThat(end.attempts().get(0).mayHaveBeenProcessed()).isTrue();
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void put_whenBodyIsForOnceAndTheConnectionIsDead_isWrittenOnce() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = client(server)) {
            client.assertFree(run(client.api.get()));
            server.closeConnections();
            idle();

            client.assertFree(run(client.api.upload(once())));

            assertThat(server.requests).hasSize(2);
        }
    }

    private static RequestBody once() {
        return new RequestBody() {
            private boolean written;

            @Override
            public MediaType contentType() {
                return MediaType.get("text/plain");
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public long contentLength() {
                return 3;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                assertThat(written).isFalse();
                written = true;
                sink.writeUtf8("one");
            }
        };
    }
}
