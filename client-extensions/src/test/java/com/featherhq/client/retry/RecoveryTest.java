package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.runAsync;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.http.ProxyCredentialsException;
import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Started;
import com.featherhq.client.retry.RetryFixture.Thing;
import com.featherhq.client.retry.WireServer.H2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** What a connection does to a request must cost nothing where repeating it is safe, and never repeat it where it isn't. */
final class RecoveryTest {

    private static final String RESET_HEAD = "HTTP/1.1 20";

    private static RetryFixture client(WireServer server) {
        return client(server, http -> {});
    }

    private static RetryFixture client(WireServer server, Consumer<OkHttpClient.Builder> http) {
        return new RetryFixture(builder -> builder.baseUrl(server.url()), http);
    }

    private static RetryFixture h2Client(WireServer server, RetryPolicy policy) {
        return new RetryFixture(
                builder -> builder.baseUrl(server.url()).retryPolicy(policy),
                http -> http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)));
    }

    /** A server closes only what was idle; at loopback a pause of this length is enough for the look before a request. */
    private static void idle() {
        await().pollDelay(Duration.ofMillis(5))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> true);
    }

    private static void assertFree(RetryFixture client, Ended<Thing> end) {
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.attempts()).hasSize(1);
        assertThat(client.budget.availableRetries()).isEqualTo(10);
        assertThat(client.waits()).isEmpty();
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void post_whenServerClosedTheIdleConnection_isSentOnceOnAnother(boolean async) throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = client(server)) {
            assertFree(client, run(client.api.post(thing())));
            server.closeConnections();
            idle();

            Call<Thing> second = client.api.post(thing());
            assertFree(client, async ? runAsync(second) : run(second));

            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.get(1)).contains("x-feather-attempt: 1\r\n");
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void get_whenServerClosedTheIdleConnection_isSentAgainForNothing() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = client(server)) {
            assertFree(client, run(client.api.get()));
            server.closeConnections();

            assertFree(client, run(client.api.get()));

            assertThat(server.requests).hasSize(2);
        }
    }

    @ParameterizedTest(name = "POST {0}")
    @ValueSource(booleans = {false, true})
    void call_whenAllPooledConnectionsAreDead_costsNothing(boolean post) throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        try (WireServer server = WireServer.http1((connection, request) -> {
                    together.countDown();
                    awaitQuietly(together);
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

            assertFree(client, run(post ? client.api.post(thing()) : client.api.get()));

            assertThat(server.requests).hasSize(5);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void get_whenReusedConnectionEndsBeforeTheAnswer_isSentAgainOnceForNothing() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> request == 1 ? WireServer.OK : null);
                RetryFixture client = client(server)) {
            assertFree(client, run(client.api.get()));

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
            assertFree(client, run(client.api.get()));

            assertThat(run(client.api.get()).attempts()).hasSize(2);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void post_whenReusedConnectionEndsAfterTheRequest_staysUncertain() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> request == 2 ? null : WireServer.OK);
                RetryFixture client = client(server)) {
            assertFree(client, run(client.api.post(thing())));
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
            assertFree(client, run(client.api.get()));
            server.closeConnections();
            idle();

            assertFree(client, run(client.api.upload(once())));

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
    void call_whenThreeOfFourAddressesRefuse_takesTheFourth() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = named(server, "127.0.0.9", "127.0.0.8", "127.0.0.7", "127.0.0.1")) {
            assertFree(client, run(client.api.post(thing())));
        }
    }

    @Test
    void call_whenNobodyAnswersAtTheFirstAddresses_takesTheOneThatWorksInTime() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                BlackHole first = new BlackHole("127.0.0.9", server.port());
                BlackHole second = new BlackHole("127.0.0.8", server.port());
                RetryFixture client = named(server, first.address(), second.address(), "127.0.0.1")) {
            assertFree(client, run(client.api.post(thing())));
        }
    }

    private static RetryFixture named(WireServer server, String... addresses) {
        return new RetryFixture(
                builder -> builder.baseUrl("http://localhost:" + server.port())
                        .retryPolicy(RetryPolicy.none().toBuilder()
                                .attemptTimeout(Duration.ofSeconds(3))
                                .build()),
                http -> http.dns(name -> {
                    List<InetAddress> found = new ArrayList<>();
                    for (String address : addresses) {
                        found.add(address(address));
                    }
                    return found;
                }));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    /** An address where a connection neither comes about nor is refused. */
    private static final class BlackHole implements AutoCloseable {

        private final ServerSocket listener;
        private final List<Socket> fillers = new ArrayList<>();

        BlackHole(String address, int port) throws IOException {
            listener = new ServerSocket(port, 1, InetAddress.getByName(address));
            while (fillers.size() < 64) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(listener.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException e) {
                    return;
                }
            }
        }

        String address() {
            return listener.getInetAddress().getHostAddress();
        }

        @Override
        public void close() throws IOException {
            for (Socket filler : fillers) {
                filler.close();
            }
            listener.close();
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

    @Test
    void post_whenGoAwaySaysThatItWasNotProcessed_isSentAgainForNothing() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request == 2) {
                        h2.goAway(stream - 2);
                    } else {
                        h2.answer(stream);
                    }
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            assertFree(client, run(client.api.post(thing())));

            assertFree(client, run(client.api.post(thing())));

            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void post_whenTheServerGoesAwayAfterEachAnswer_neverFails() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> {
                    h2.goAway(stream);
                    h2.answer(stream);
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            for (int call = 1; call <= 20; call++) {
                assertFree(client, run(client.api.post(thing())));
            }
            assertThat(server.requests).hasSize(20);
        }
    }

    @Test
    void post_whenTheServerRefusesTheStream_isSentAgainForNothing() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request <= 2) {
                        h2.reset(stream, H2.REFUSED);
                    } else {
                        h2.answer(stream);
                    }
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            assertFree(client, run(client.api.post(thing())));

            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void post_whenTheServerRefusesEveryStream_isLeftToThePolicyAndUnprocessed() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> h2.reset(stream, H2.REFUSED));
                RetryFixture client = h2Client(server, RetryPolicy.defaults())) {
            Ended<Thing> end = run(client.api.post(thing()));

            assertThat(end.stopReason()).isEqualTo(StopReason.ATTEMPTS_EXHAUSTED);
            assertThat(end.attempts()).hasSize(3).noneMatch(Attempt::mayHaveBeenProcessed);
            assertThat(server.requests).hasSize(3 * (1 + 3));
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void get_whenTheHttp2ConnectionIsDead_takesAnotherAfterOneTimeout(boolean async) throws Exception {
        RetryPolicy policy = RetryPolicy.builder()
                .attemptTimeout(Duration.ofMillis(300))
                .baseDelay(Duration.ZERO)
                .build();
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (h2.connection > 1 || request == 1) {
                        h2.answer(stream);
                    }
                });
                RetryFixture client = h2Client(server, policy)) {
            assertFree(client, run(client.api.get()));

            Ended<Thing> end = async ? runAsync(client.api.get()) : run(client.api.get());

            assertThat(end.attempts()).hasSize(2);
            assertThat(run(client.api.get()).attempts()).hasSize(1);
        }
    }

    @Test
    void timeout_whenHttp2ConnectionHasOtherCalls_leavesThemAlone() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request == 1) {
                        WireServer.daemon(() -> {
                            awaitQuietly(timedOut);
                            try {
                                h2.answer(stream);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
                    }
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            Started<Thing> slow = RetryFixture.start(client.api.post(thing()));
            await().until(() -> server.requests.size() == 1);
            Call<Thing> impatient = client.api.post(thing());
            impatient.timeout().timeout(100, TimeUnit.MILLISECONDS);

            assertThat(run(impatient).failure()).hasMessage("timed out after 100 ms (deadline)");
            timedOut.countDown();

            assertThat(slow.end().status()).isEqualTo(200);
        }
    }
}
