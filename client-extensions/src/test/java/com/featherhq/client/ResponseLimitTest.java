package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Streaming;

/** A success larger than the client reads into memory ends in time, and by its type. */
final class ResponseLimitTest {

    private static final int MIB = 1 << 20;
    private static final String TOO_LARGE =
            "GET %s (Api.%s) succeeded, but its body is larger than the limit of %s bytes"
                    + " (1 attempt). Set a higher one with maxResponseBytes(…), or read the body as a stream.";

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = server();

    interface Api {
        @GET("spaces")
        Call<Map<String, Integer>> spaces();

        @GET("bomb")
        Call<Map<String, Integer>> bomb();

        @GET("text")
        Call<Map<String, String>> text();

        @GET("exact")
        Call<Map<String, Integer>> exact();

        @GET("declared")
        Call<Map<String, Integer>> declared();

        @GET("exact")
        Call<ResponseBody> body();

        @Streaming
        @GET("exact")
        Call<ResponseBody> stream();

        @Streaming
        @GET("exact")
        Call<Map<String, Integer>> streamedValue();
    }

    private HttpServer server() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            started.setExecutor(threads);
            started.createContext("/spaces", exchange -> endless(exchange, " ", false));
            started.createContext("/bomb", exchange -> endless(exchange, " ", true));
            started.createContext("/text", exchange -> endless(exchange, "\"a\":\"" + "a".repeat(1_000), false));
            started.createContext("/exact", exchange -> answer(exchange, 0));
            started.createContext("/declared", exchange -> answer(exchange, 100));
            started.start();
            return started;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** 100 bytes. */
    private void answer(HttpExchange exchange, int length) throws IOException {
        requests.incrementAndGet();
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(("{\"a\":1}" + " ".repeat(93)).getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    /** A gigabyte, if anybody reads it. */
    private void endless(HttpExchange exchange, String text, boolean gzip) throws IOException {
        requests.incrementAndGet();
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        byte[] start = ("{" + text).getBytes(StandardCharsets.UTF_8);
        byte[] more = new byte[MIB];
        Arrays.fill(more, (byte) text.charAt(text.length() - 1));
        try (OutputStream wire = exchange.getResponseBody();
                OutputStream body = gzip ? new GZIPOutputStream(wire, 512) : wire) {
            body.write(start);
            for (int i = 0; i < 1_024; i++) {
                body.write(more);
            }
        }
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private FeatherClient.Builder builder() {
        return FeatherClient.builder().apiKey("fth_test_1").baseUrl(url());
    }

    private static Throwable failure(FeatherClient client, Call<?> call, boolean async) {
        return catchThrowable(() -> {
            if (async) {
                client.executeAsync(call).get(60, TimeUnit.SECONDS);
            } else {
                client.execute(call);
            }
        });
    }

    private static Throwable told(Throwable failure) {
        return failure instanceof ExecutionException ? failure.getCause() : failure;
    }

    @ParameterizedTest(name = "{0}, async {1}, own client {2}")
    @CsvSource({"spaces, false, false", "spaces, true, false", "bomb, true, true", "bomb, false, false"})
    void execute_whenTheBodyIsAGigabyte_stopsAtTheDefaultLimit(String what, boolean async, boolean own) {
        FeatherClient.Builder builder = builder();
        if (own) {
            builder.httpClient(new OkHttpClient());
        }
        try (FeatherClient client = builder.build()) {
            Api api = client.api(Api.class);

            Throwable failure = told(failure(client, what.equals("bomb") ? api.bomb() : api.spaces(), async));

            assertThat(failure)
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessage(String.format(TOO_LARGE, what, what, "67,108,864"));
            assertThat(((ResponseTooLargeException) failure).limitBytes()).isEqualTo(64L * MIB);
            assertThat(requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {99, 10})
    void execute_whenTheBodyIsAByteTooLarge_fails(long limit) {
        try (FeatherClient client = builder().maxResponseBytes(limit).build()) {
            Api api = client.api(Api.class);

            assertThatThrownBy(() -> client.execute(api.exact()))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessage(String.format(TOO_LARGE, "exact", "exact", limit));
            assertThatThrownBy(() -> client.execute(api.declared())).isInstanceOf(ResponseTooLargeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, Long.MAX_VALUE})
    void execute_whenTheBodyIsWithinTheLimit_returnsIt(long limit) {
        try (FeatherClient client = builder().maxResponseBytes(limit).build()) {
            Api api = client.api(Api.class);

            assertThat(client.execute(api.exact())).containsEntry("a", 1);
            assertThat(client.execute(api.declared())).containsEntry("a", 1);
        }
    }

    @Test
    void execute_whenTheBodyIsHandedOverUnread_hasNoLimit() throws IOException {
        try (FeatherClient client = builder().maxResponseBytes(1).build()) {
            Api api = client.api(Api.class);

            assertThat(client.execute(api.body()).string()).hasSize(100);
            assertThat(client.execute(api.stream()).string()).hasSize(100);
            assertThat(client.execute(api.streamedValue())).containsEntry("a", 1);
        }
    }

    @Test
    void maxResponseBytes_whenNegative_saysSo() {
        assertThatThrownBy(() -> builder().maxResponseBytes(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxResponseBytes must be at least 0, but is -1.");
    }

    /** In a JVM of 64 MB: the limit of the client, and without one what the JVM says. */
    @Test
    void execute_whenTheHeapIsSmall_endsEveryCall() throws Exception {
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.lines())
                .containsExactly(
                        "spaces async: ResponseTooLargeException",
                        "spaces sync: ResponseTooLargeException",
                        "text, 4 MiB async: ResponseTooLargeException",
                        "text, 4 MiB sync: ResponseTooLargeException",
                        "text, no limit async: OutOfMemoryError",
                        "text, no limit sync: OutOfMemoryError");
    }

    /** The other JVM. */
    static final class SmallHeap {

        private SmallHeap() {}

        public static void main(String[] arguments) {
            OkHttpClient own = new OkHttpClient();
            FeatherClient.Builder builder = FeatherClient.builder()
                    .apiKey("fth_test_1")
                    .baseUrl(arguments[0])
                    .httpClient(own);
            try (FeatherClient usual = builder.build();
                    FeatherClient low = builder.maxResponseBytes(4L * MIB).build();
                    FeatherClient unlimited = builder.maxResponseBytes(0).build()) {
                for (boolean async : new boolean[] {true, false}) {
                    tell("spaces", async, usual, usual.api(Api.class).spaces());
                }
                for (boolean async : new boolean[] {true, false}) {
                    tell("text, 4 MiB", async, low, low.api(Api.class).text());
                }
                for (boolean async : new boolean[] {true, false}) {
                    tell(
                            "text, no limit",
                            async,
                            unlimited,
                            unlimited.api(Api.class).text());
                }
            }
            own.dispatcher().executorService().shutdown(); // Its threads would keep this JVM for a minute.
        }

        private static void tell(String what, boolean async, FeatherClient client, Call<?> call) {
            Throwable failure = told(failure(client, call, async));
            System.out.println(
                    what + (async ? " async: " : " sync: ") + failure.getClass().getSimpleName());
        }
    }
}
