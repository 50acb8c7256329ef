package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.retry.Attempt.StopReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** Retries on a Retrofit of the caller's own: no key, no Feather client. */
final class RetryingCallsTest {

    interface Api {
        @GET("x")
        Call<ResponseBody> get();

        @GET("x")
        CompletableFuture<ResponseBody> getLater();

        @POST("x")
        Call<ResponseBody> post(@Body RequestBody body);
    }

    private static final RetryPolicy QUICK =
            RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build();

    private final MockWebServer server = new MockWebServer();
    private final List<Attempt> told = new CopyOnWriteArrayList<>();
    private final RetryingCalls retries = RetryingCalls.builder()
            .policy(QUICK)
            .onAttempt((call, attempt) -> told.add(attempt))
            .build();
    private final OkHttpClient http =
            retries.install(new OkHttpClient.Builder()).build();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        retries.close();
        http.dispatcher().executorService().shutdown();
        server.close();
    }

    private Api api(OkHttpClient client) {
        return api(client, server.url("/").toString());
    }

    private Api api(OkHttpClient client, String url) {
        return new Retrofit.Builder()
                .baseUrl(url)
                .client(client)
                .addCallAdapterFactory(retries)
                .build()
                .create(Api.class);
    }

    private void answer(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse().setResponseCode(status));
        }
    }

    private static RequestBody body() {
        return RequestBody.create("{}", null);
    }

    @Test
    void call_whenServerComesBack_succeedsAndKnowsItsAttempts() throws Exception {
        answer(503, 503, 200);
        Call<ResponseBody> call = api(http).get();

        assertThat(call.execute().code()).isEqualTo(200);

        assertThat(Attempt.of(call)).extracting(Attempt::statusCode).containsExactly(503, 503, 200);
        assertThat(told).isEqualTo(Attempt.of(call));
        assertThat(server.takeRequest().getHeader("x-feather-attempt")).isEqualTo("1");
        assertThat(server.takeRequest().getHeader("x-feather-attempt")).isEqualTo("2");
    }

    @Test
    void future_whenServerComesBack_succeeds() throws Exception {
        answer(503, 200);

        api(http).getLater().get(10, TimeUnit.SECONDS).close();

        assertThat(told).hasSize(2);
    }

    @Test
    void post_whenServerMayHaveActed_isSentOnce() throws Exception {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

        assertThatThrownBy(() -> api(http).post(body()).execute()).isInstanceOf(IOException.class);

        assertThat(told).extracting(Attempt::stopReason).containsExactly(StopReason.NOT_IDEMPOTENT);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** Without the interceptor nobody knows whether the request was sent. */
    @Test
    void post_whenNothingIsInstalled_isSentOnceToo() throws Exception {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        Api bare =
                api(new OkHttpClient.Builder().retryOnConnectionFailure(false).build());

        assertThatThrownBy(() -> bare.post(body()).execute()).isInstanceOf(IOException.class);

        assertThat(told).extracting(Attempt::stopReason).containsExactly(StopReason.NOT_IDEMPOTENT);
        assertThat(told).extracting(Attempt::mayHaveBeenProcessed).containsExactly(true);
    }

    @Test
    void post_whenNothingIsInstalledAndNobodyListens_isTriedAgain() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Api bare = api(new OkHttpClient(), "http://127.0.0.1:" + port + "/");

        assertThatThrownBy(() -> bare.post(body()).execute()).isInstanceOf(IOException.class);

        assertThat(told).hasSize(3);
        assertThat(told).extracting(Attempt::mayHaveBeenProcessed).containsOnly(false);
    }

    @Test
    void post_whenAnswered503WithRetryAfterZero_isNotResentByOkHttp() throws Exception {
        server.enqueue(new MockResponse().setResponseCode(503).setHeader("Retry-After", "0"));

        assertThat(api(http).post(body()).execute().headers().get("Retry-After"))
                .isEqualTo("0");

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void with_whenCallsHaveOptions_usesThem() throws Exception {
        answer(503, 503);
        CallOptions once = CallOptions.builder().retryPolicy(RetryPolicy.none()).build();

        assertThat(retries.with(once, Api.class, api(http)).get().execute().code())
                .isEqualTo(503);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void permanentFailures_whenTheyHold_areNotTriedAgain() throws Exception {
        try (RetryingCalls picky = RetryingCalls.builder()
                .policy(QUICK)
                .permanentFailures(failure -> "never again".equals(failure.getMessage()))
                .build()) {
            OkHttpClient failing = picky.install(new OkHttpClient.Builder().addInterceptor(chain -> {
                        throw new IOException("never again");
                    }))
                    .build();
            Call<ResponseBody> call = new Retrofit.Builder()
                    .baseUrl(server.url("/"))
                    .client(failing)
                    .addCallAdapterFactory(picky)
                    .build()
                    .create(Api.class)
                    .get();

            assertThatThrownBy(call::execute).hasMessage("never again");
            assertThat(Attempt.of(call)).extracting(Attempt::stopReason).containsExactly(StopReason.NOT_TRANSIENT);
        }
    }

    @Test
    void attemptsOf_whenCallIsNotRetried_areNone() {
        Call<ResponseBody> plain = new Retrofit.Builder()
                .baseUrl(server.url("/"))
                .build()
                .create(Api.class)
                .get();

        assertThat(Attempt.of(plain)).isEmpty();
    }

    @Test
    void policy_whenOperationIsUnknown_saysSo() {
        assertThatThrownBy(() -> RetryingCalls.builder().policy(Api.class, "put", QUICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Api.class.getName() + " has no operation named put. In a shrunk application it "
                        + "has those that the application calls.");
    }
}
