package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryPolicy;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Streaming;

/** Every future completes, whatever is thrown, and by its deadline, whoever's code is in the way. */
final class CompletionTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);

    /** What the deadline may be passed by, and what a busy machine adds to it. */
    private static final Duration LATEST = DEADLINE.plusMillis(50).plusSeconds(2);

    private static final String BODY = "{\"a\":1}";

    private final CountDownLatch hang = new CountDownLatch(1);
    private final MockWebServer server = new MockWebServer();

    interface Api {
        @GET("thing")
        Call<Map<String, Integer>> get();

        @GET("thing")
        Call<ResponseBody> raw();

        @Streaming
        @GET("thing")
        Call<ResponseBody> stream();
    }

    @AfterEach
    void close() throws Exception {
        hang.countDown();
        server.close();
    }

    private FeatherClient.Builder builder() {
        return FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url("/").toString());
    }

    private void answers(Duration delay) {
        server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse().setBody(BODY).setHeadersDelay(delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private IllegalStateException hang() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("hung");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Stream<Arguments> whereAnErrorIsThrown() {
        Error error = new NoClassDefFoundError("x");
        return Stream.of(
                Arguments.of("start of a call", (Consumer<FeatherClient.Builder>) b -> b.callListener(operation -> {
                    throw error;
                })),
                Arguments.of(
                        "end of a call", (Consumer<FeatherClient.Builder>) b -> b.callListener(operation -> event -> {
                            throw error;
                        })),
                Arguments.of("key supplier", (Consumer<FeatherClient.Builder>) b -> b.apiKey(() -> {
                    throw error;
                })),
                Arguments.of("interceptor", (Consumer<FeatherClient.Builder>)
                        b -> b.httpClient(new OkHttpClient.Builder()
                                .addInterceptor(chain -> {
                                    throw error;
                                })
                                .build())),
                Arguments.of("network interceptor", (Consumer<FeatherClient.Builder>)
                        b -> b.httpClient(new OkHttpClient.Builder()
                                .addNetworkInterceptor(chain -> {
                                    throw error;
                                })
                                .build())),
                Arguments.of("lookup of a name", (Consumer<FeatherClient.Builder>)
                        b -> b.httpClient(new OkHttpClient.Builder()
                                .dns(name -> {
                                    throw error;
                                })
                                .build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whereAnErrorIsThrown")
    void executeAsync_whenAnErrorIsThrown_completesWithIt(String where, Consumer<FeatherClient.Builder> settings) {
        answers(Duration.ZERO);
        FeatherClient.Builder builder = builder().baseUrl("http://localhost:" + server.getPort());
        settings.accept(builder);
        try (FeatherClient client = builder.build()) {
            CompletableFuture<?> future =
                    client.executeAsync(client.api(Api.class).get());

            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    static Stream<Arguments> whatHangs() {
        return Stream.of(
                Arguments.of("lookup", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .dns(name -> {
                            throw test.hang();
                        })
                        .build())),
                Arguments.of("key supplier", (Hanging) (b, test) -> b.apiKey(() -> {
                    throw test.hang();
                })),
                Arguments.of("proxy selector", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .proxySelector(new ProxySelector() {
                            @Override
                            public List<Proxy> select(URI uri) {
                                throw test.hang();
                            }

                            @Override
                            public void connectFailed(URI uri, SocketAddress address, java.io.IOException failure) {}
                        })
                        .build())),
                Arguments.of("interceptor", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            throw test.hang();
                        })
                        .build())),
                Arguments.of("dispatcher's executor", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .dispatcher(new Dispatcher(test.busyExecutor()))
                        .build())));
    }

    interface Hanging {
        void set(FeatherClient.Builder builder, CompletionTest test);
    }

    private ExecutorService busyExecutor() {
        ExecutorService one = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        one.execute(this::hang);
        return one;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatHangs")
    void executeAsync_whenSomethingHangs_endsAtTheDeadlineUnprocessed(String what, Hanging hanging) {
        FeatherClient.Builder builder = builder().baseUrl("http://localhost:" + server.getPort());
        hanging.set(builder, this);
        try (FeatherClient client = builder.build()) {
            Api api = client.api(
                    Api.class, CallOptions.builder().deadline(DEADLINE).build());
            long start = System.nanoTime();

            Throwable failure =
                    catchThrowable(() -> client.executeAsync(api.get()).get(10, TimeUnit.SECONDS));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, LATEST);
            assertThat(failure).hasCauseInstanceOf(TransportException.class);
            assertThat(((TransportException) failure.getCause()).mayHaveBeenProcessed())
                    .isFalse();
        }
    }

    @Test
    void execute_whenTheLookupHangs_endsAtTheDeadline() {
        try (FeatherClient client = builder()
                .baseUrl("http://localhost:" + server.getPort())
                .httpClient(new OkHttpClient.Builder()
                        .dns(name -> {
                            throw hang();
                        })
                        .build())
                .build()) {
            Api api = client.api(
                    Api.class, CallOptions.builder().deadline(DEADLINE).build());
            long start = System.nanoTime();

            assertThatThrownBy(() -> client.execute(api.get())).isInstanceOf(TransportException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, LATEST);
        }
    }

    @Test
    void execute_whenCancelledDuringTheLookup_ends() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        try (FeatherClient client = builder()
                .baseUrl("http://localhost:" + server.getPort())
                .httpClient(new OkHttpClient.Builder()
                        .dns(name -> {
                            looking.countDown();
                            throw hang();
                        })
                        .build())
                .build()) {
            Call<?> call = client.api(Api.class).get();
            CompletableFuture<Throwable> failure =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.execute(call)));
            looking.await();

            call.cancel();

            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
        }
    }

    @ParameterizedTest(name = "own client {0}")
    @ValueSource(booleans = {false, true})
    void executeAsync_whenCallbacksWaitForFurtherCalls_allEnd(boolean own) throws Exception {
        answers(Duration.ofMillis(20));
        FeatherClient.Builder builder = builder();
        if (own) {
            builder.httpClient(new OkHttpClient());
        }
        try (FeatherClient client = builder.build()) {
            Api api = client.api(Api.class);
            List<CompletableFuture<Map<String, Integer>>> futures = new ArrayList<>();
            for (int i = 0; i < 80; i++) { // More than OkHttp runs at a time.
                futures.add(client.executeAsync(api.get())
                        .thenApply(first -> client.executeAsync(api.get()).join()));
            }
            for (CompletableFuture<Map<String, Integer>> future : futures) {
                assertThat(future.get(20, TimeUnit.SECONDS)).containsEntry("a", 1);
            }
        }
    }

    @Test
    void executeAsync_whenCallsEndWithoutAttempt_callbacksKeepNobodyWaiting() throws Exception {
        server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
            }
        });
        OkHttpClient one = new OkHttpClient();
        one.dispatcher().setMaxRequests(1);
        try (FeatherClient client = builder().httpClient(one).build()) {
            Api late = client.api(
                    Api.class, CallOptions.builder().deadline(DEADLINE).build());
            CompletableFuture<?> running =
                    client.executeAsync(client.api(Api.class).get());

            CompletableFuture<?> queued = client.executeAsync(late.get())
                    .exceptionally(failure -> client.executeAsync(late.get()).join());

            assertThatThrownBy(() -> queued.get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("timed out after 300 ms (deadline)");
            running.cancel(true);
        }
    }

    @Test
    void executeAsync_whenThereIsACallbackExecutor_completesOnIt() throws Exception {
        answers(Duration.ZERO);
        ExecutorService chosen = Executors.newSingleThreadExecutor(task -> new Thread(task, "chosen"));
        try (FeatherClient client = builder().callbackExecutor(chosen).build()) {
            CountDownLatch attached = new CountDownLatch(1);
            chosen.execute(() -> awaitQuietly(attached));
            CompletableFuture<String> thread = client.executeAsync(
                            client.api(Api.class).get())
                    .thenApply(value -> Thread.currentThread().getName());
            attached.countDown();

            assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("chosen");
        } finally {
            chosen.shutdownNow();
        }
    }

    @Test
    void executeAsync_whenTheCallbackExecutorTakesNothing_completesAllTheSame() throws Exception {
        answers(Duration.ZERO);
        ExecutorService gone = Executors.newSingleThreadExecutor();
        gone.shutdownNow();
        try (FeatherClient client = builder().callbackExecutor(gone).build()) {
            assertThat(client.executeAsync(client.api(Api.class).get()).get(10, TimeUnit.SECONDS))
                    .containsEntry("a", 1);
        }
    }

    @Test
    void streamedBody_whenItsFutureHasEnded_isClosed() throws Exception {
        answers(Duration.ofMillis(1));
        OkHttpClient own = new OkHttpClient();
        try (FeatherClient client = builder().httpClient(own).build()) {
            Api api = client.api(Api.class);
            for (int i = 0; i < 300; i++) {
                CompletableFuture<ResponseBody> future = client.executeAsync(api.stream());
                CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> future.cancel(true));
                if (!cancelled.join() && !future.isCompletedExceptionally()) {
                    future.join().close();
                }
            }
            await().untilAsserted(() -> assertThat(own.connectionPool().connectionCount())
                    .isEqualTo(own.connectionPool().idleConnectionCount()));
        }
    }

    @Test
    void streamedBody_whenSilentForLongerThanTheReadTimeout_goesOn() throws Exception {
        server.enqueue(new MockResponse().setBody("ab").throttleBody(1, 700, TimeUnit.MILLISECONDS));
        try (FeatherClient client = builder()
                .readTimeout(Duration.ofMillis(200))
                .retryPolicy(RetryPolicy.builder()
                        .attemptTimeout(Duration.ofMillis(400))
                        .deadline(Duration.ofMillis(500))
                        .build())
                .build()) {
            assertThat(client.execute(client.api(Api.class).stream()).string()).isEqualTo("ab");
        }
    }

    @Test
    void close_whenACallStartsAtTheSameTime_endsIt() throws Exception {
        server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
            }
        });
        for (int i = 0; i < 100; i++) {
            FeatherClient client = builder().build();
            Call<?> call = client.api(Api.class).get();
            CompletableFuture<Throwable> failure =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.execute(call)));
            client.close();

            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(FeatherException.class);
        }
    }

    @Test
    void execute_whenTheClientIsClosed_isUnprocessed() {
        FeatherClient client = builder().build();
        client.close();

        assertThatThrownBy(() -> client.execute(client.api(Api.class).get()))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.mayHaveBeenProcessed()).isFalse())
                .hasMessage("GET thing (Api.get) was not sent. The client is closed.");
    }

    @Test
    void clients_whenForgotten_leaveNoThreadEach() throws Exception {
        server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse().setResponseCode(503);
            }
        });
        for (int i = 0; i < 50; i++) {
            FeatherClient client = builder()
                    .retryPolicy(RetryPolicy.builder()
                            .baseDelay(Duration.ofMillis(1))
                            .build())
                    .build();
            assertThatThrownBy(() -> client.execute(client.api(Api.class).get()))
                    .isInstanceOf(ServerException.class);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("feather-timer")))
                .hasSizeLessThanOrEqualTo(1);
    }
}
