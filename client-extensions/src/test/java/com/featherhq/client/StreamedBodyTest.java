package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** A streamed body is read by its caller, or closed. */
final class StreamedBodyTest extends CompletionLab {

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

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void executeForResponse_whenTheBodyIsStreamed_leavesItToTheCaller(boolean async) throws Exception {
        answers(Duration.ZERO);
        OkHttpClient own = new OkHttpClient();
        try (FeatherClient client = builder().httpClient(own).build()) {
            Call<ResponseBody> call = client.api(Api.class).stream();
            ApiResponse<ResponseBody> response = async
                    ? client.executeForResponseAsync(call).get(10, TimeUnit.SECONDS)
                    : client.executeForResponse(call);
            assertThat(own.connectionPool().idleConnectionCount()).isZero();

            assertThat(response.value().string()).isEqualTo("{\"a\":1}");

            assertThat(own.connectionPool().idleConnectionCount()).isEqualTo(1);
        }
    }

    @Test
    void executeForResponseAsync_whenItsFutureHasEnded_closesTheBody() throws Exception {
        OkHttpClient own = new OkHttpClient();
        CountDownLatch ended = new CountDownLatch(1);
        answers(Duration.ZERO);
        try (FeatherClient client = builder()
                .httpClient(own)
                .callListener(CallListener.ofAttempts((operation, attempt) -> awaitQuietly(ended)))
                .build()) {
            CompletableFuture<ApiResponse<ResponseBody>> future =
                    client.executeForResponseAsync(client.api(Api.class).stream());
            await().until(() -> own.connectionPool().connectionCount() == 1);
            future.orTimeout(1, TimeUnit.MILLISECONDS);
            await().until(future::isDone);
            ended.countDown();

            await().untilAsserted(() -> assertThat(own.connectionPool().idleConnectionCount())
                    .isEqualTo(own.connectionPool().connectionCount()));
        }
    }
}
