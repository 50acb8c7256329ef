package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.ClientAccess;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ThrottledException;
import com.featherhq.client.TransportException;
import com.featherhq.client.retry.RetryFixture.Api;
import com.featherhq.client.retry.WireServer.H2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;

/**
 * Whether the service may have acted on a call, for each way in which a call fails: the attempts and the exception say the
 * same, synchronous and asynchronous.
 */
final class ProcessedTest {

    private static final boolean NO = false;
    private static final boolean PERHAPS = true;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
    private static final String CHALLENGE =
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

    /** What the service does, and how the client is set up. */
    private record Cause(Service service, Settings settings) {}

    @FunctionalInterface
    private interface Service {
        WireServer start() throws IOException;
    }

    @FunctionalInterface
    private interface Settings {
        void set(FeatherClient.Builder client, OkHttpClient.Builder http, WireServer server) throws IOException;
    }

    private static Arguments row(String name, boolean processed, Service service, Settings settings) {
        return Arguments.of(name, processed, new Cause(service, settings));
    }

    private static Service answers(String answer) {
        return () -> WireServer.http1((connection, request) -> answer);
    }

    private static Service streams(H2.Streams streams) {
        return () -> H2.server(streams);
    }

    private static void usual(FeatherClient.Builder client, OkHttpClient.Builder http, WireServer server) {}

    private static void h2(FeatherClient.Builder client, OkHttpClient.Builder http, WireServer server) {
        http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    }

    private static String hang() {
        try {
            new CountDownLatch(1).await(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "fth_test_1";
    }

    /** For what never ends by itself: long enough for a busy machine to send the request. */
    private static void impatient(FeatherClient.Builder client) {
        client.retryPolicy(RetryPolicy.builder()
                .maxAttempts(1)
                .attemptTimeout(Duration.ZERO)
                .deadline(Duration.ofMillis(1_500))
                .build());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                row(
                        "nobody listens",
                        NO,
                        answers(WireServer.OK),
                        (client, http, server) -> client.baseUrl("http://127.0.0.1:" + closedPort())),
                row("unknown name", NO, answers(WireServer.OK), (client, http, server) -> {
                    client.baseUrl("http://localhost:" + server.port());
                    http.dns(name -> {
                        throw new UnknownHostException(name);
                    });
                }),
                row("no TLS there", NO, answers(WireServer.OK), (client, http, server) -> {
                    impatient(client);
                    client.baseUrl("https://127.0.0.1:" + server.port());
                }),
                row("proxy wants credentials", NO, answers(CHALLENGE), (client, http, server) -> {
                    client.baseUrl("https://api.invalid");
                    http.proxy(new Proxy(
                            Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
                }),
                row(
                        "supplier of the key fails",
                        NO,
                        answers(WireServer.OK),
                        (client, http, server) -> client.apiKey(() -> {
                            throw new IllegalStateException("x");
                        })),
                row("supplier of the key takes too long", NO, answers(WireServer.OK), (client, http, server) -> {
                    impatient(client);
                    client.apiKey(ProcessedTest::hang);
                }),
                row(
                        "interceptor fails before",
                        NO,
                        answers(WireServer.OK),
                        (client, http, server) -> http.addInterceptor(chain -> {
                            throw new IllegalStateException("x");
                        })),
                row(
                        "network interceptor fails before",
                        NO,
                        answers(WireServer.OK),
                        (client, http, server) -> http.addNetworkInterceptor(chain -> {
                            throw new IOException("x");
                        })),
                row(
                        "interceptor fails after",
                        PERHAPS,
                        answers(WireServer.OK),
                        (client, http, server) -> http.addInterceptor(chain -> {
                            chain.proceed(chain.request()).close();
                            throw new IllegalStateException("x");
                        })),
                row(
                        "stream refused",
                        NO,
                        streams((h2, stream, request) -> h2.reset(stream, H2.REFUSED)),
                        ProcessedTest::h2),
                row("GOAWAY below the stream", NO, streams((h2, stream, request) -> h2.goAway(0)), ProcessedTest::h2),
                row("stream reset", PERHAPS, streams((h2, stream, request) -> h2.reset(stream, 2)), ProcessedTest::h2),
                row(
                        "stream without an answer",
                        PERHAPS,
                        streams((h2, stream, request) -> {}),
                        (client, http, server) -> {
                            impatient(client);
                            h2(client, http, server);
                        }),
                row("closed after the request", PERHAPS, answers(null), ProcessedTest::usual),
                row("no answer", PERHAPS, answers(""), (client, http, server) -> impatient(client)),
                row("answer is none", PERHAPS, answers("what?\r\n\r\n"), ProcessedTest::usual),
                row(
                        "answer ends early",
                        PERHAPS,
                        answers(HEAD),
                        (client, http, server) -> client.readTimeout(Duration.ofMillis(100))),
                row(
                        "limiter has no permit",
                        NO,
                        answers(WireServer.OK),
                        (client, http, server) -> client.rateLimiter((lane, permits, atMost) -> {
                            throw new IllegalStateException("x");
                        })),
                row("client is closed", NO, answers(WireServer.OK), (client, http, server) -> {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("causes")
    void mayHaveBeenProcessed_forEachCause_isTheJudgementOfTheEngine(String name, boolean processed, Cause cause)
            throws Exception {
        for (boolean async : new boolean[] {false, true}) {
            boolean hangs = name.contains("takes too long");
            if (hangs && !async) {
                continue; // It runs on the caller's own thread.
            }
            try (WireServer server = cause.service().start()) {
                FeatherException failure = failure(cause, server, name.equals("client is closed"), async);

                assertThat(failure.attempts())
                        .as("attempts, async %s: %s", async, failure.getMessage())
                        .allSatisfy(attempt ->
                                assertThat(attempt.mayHaveBeenProcessed()).isEqualTo(processed));
                if (failure instanceof TransportException transport) {
                    assertThat(transport.mayHaveBeenProcessed()).isEqualTo(processed);
                } else {
                    assertThat(failure).isInstanceOf(ThrottledException.class);
                }
            }
        }
    }

    private static FeatherException failure(Cause cause, WireServer server, boolean closed, boolean async)
            throws IOException {
        OkHttpClient.Builder http = ClientAccess.http();
        FeatherClient.Builder builder = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url())
                .retryPolicy(
                        RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build());
        cause.settings().set(builder, http, server);
        OkHttpClient own = http.build();
        try (FeatherClient client = builder.httpClient(own).build()) {
            Runnable close = closed ? client::close : () -> {};
            close.run();
            Call<?> call = client.api(Api.class).post(RetryFixture.thing());
            Throwable failure = catchThrowable(() -> {
                if (async) {
                    client.executeAsync(call).get(10, TimeUnit.SECONDS);
                } else {
                    client.execute(call);
                }
            });
            return (FeatherException) (failure instanceof ExecutionException ? failure.getCause() : failure);
        } finally {
            ClientAccess.close(own);
        }
    }
}
