package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of the application's that fails inside OkHttp is told as that, and not as a failure of the network. */
final class ThrownByCodeTest {

    private static final String NOT_SENT = "GET v1/things (ThingsApi.list) was not sent (1 attempt): ";
    private static final String HERE = ThrownByCodeTest.class.getName();

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** What fails, in which method, and with what. */
    private static Arguments row(String method, String failure, Consumer<OkHttpClient.Builder> settings) {
        return Arguments.of(HERE + method, failure, settings);
    }

    private static final class Signing implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            throw new IOException("no token");
        }
    }

    private static final class Choosing extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            throw new IllegalStateException("no proxy");
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    private static final class Listening extends EventListener {
        @Override
        public void callStart(Call call) {
            throw new IllegalStateException("x");
        }
    }

    private static final class Connecting extends EventListener {
        @Override
        public void dnsStart(Call call, String name) {
            throw new IllegalStateException("x");
        }
    }

    private static void crash() {
        throw new IllegalStateException("x");
    }

    static Stream<Arguments> whatFails() {
        String unchecked = IllegalStateException.class.getName();
        return Stream.of(
                row(
                        ".crash",
                        unchecked,
                        http -> http.addInterceptor(chain -> {
                            crash();
                            return chain.proceed(chain.request());
                        })),
                row(
                        ".crash",
                        unchecked,
                        http -> http.addNetworkInterceptor(chain -> {
                            crash();
                            return chain.proceed(chain.request());
                        })),
                row("$Signing.intercept", IOException.class.getName(), http -> http.addInterceptor(new Signing())),
                row(
                        "$Signing.intercept",
                        IOException.class.getName(),
                        http -> http.addNetworkInterceptor(new Signing())),
                row("$Choosing.select", unchecked, http -> http.proxySelector(new Choosing())),
                row(
                        ".crash",
                        unchecked,
                        http -> http.dns(name -> {
                            crash();
                            return List.of();
                        })),
                row("$Listening.callStart", unchecked, http -> http.eventListener(new Listening())),
                row("$Connecting.dnsStart", unchecked, http -> http.eventListener(new Connecting())));
    }

    private FeatherException failure(boolean async, Consumer<OkHttpClient.Builder> settings) {
        OkHttpClient.Builder http = new OkHttpClient.Builder();
        settings.accept(http);
        try (FeatherClient client = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl("http://localhost:" + server.getPort())
                .httpClient(http.build())
                .retryPolicy(RetryPolicy.none())
                .build()) {
            Throwable failure = catchThrowable(() -> {
                if (async) {
                    client.executeAsync(client.api(ThingsApi.class).list()).get(10, TimeUnit.SECONDS);
                } else {
                    client.execute(client.api(ThingsApi.class).list());
                }
            });
            return (FeatherException) (failure instanceof ExecutionException ? failure.getCause() : failure);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatFails")
    void execute_whenItFailsBeforeSending_saysWhoThrewWhat(
            String method, String failure, Consumer<OkHttpClient.Builder> settings) {
        for (boolean async : new boolean[] {false, true}) {
            FeatherException told = failure(async, settings);

            assertThat(told).as("async %s", async).hasMessage(NOT_SENT + method + " threw " + failure + ".");
            assertThat(told).hasCauseInstanceOf(Exception.class);
            assertThat(((TransportException) told).mayHaveBeenProcessed()).isFalse();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest(name = "network {0}")
    @ValueSource(booleans = {false, true})
    void execute_whenItFailsAfterTheAnswer_saysWhoThrewAndThatItMayHaveBeenProcessed(boolean network) {
        Interceptor late = chain -> {
            chain.proceed(chain.request()).close();
            crash();
            throw new AssertionError();
        };
        for (boolean async : new boolean[] {false, true}) {
            server.enqueue(new MockResponse().setBody("[]"));

            FeatherException told =
                    failure(async, http -> (network ? http.networkInterceptors() : http.interceptors()).add(late));

            assertThat(told)
                    .hasMessage("GET v1/things (ThingsApi.list) got no complete response from http://localhost:"
                            + server.getPort() + " (1 attempt): " + HERE
                            + ".crash threw java.lang.IllegalStateException."
                            + " The service may have processed it.");
            assertThat(((TransportException) told).mayHaveBeenProcessed()).isTrue();
        }
    }
}
