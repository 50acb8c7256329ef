package com.featherhq.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Streaming;

/** A server, clients of it, and code that hangs until the test is over. */
abstract class CompletionLab {

    static final Duration DEADLINE = Duration.ofMillis(300);

    /** What the deadline may be passed by, and what a busy machine adds to it. */
    static final Duration LATEST = DEADLINE.plusMillis(50).plusSeconds(2);

    final MockWebServer server = new MockWebServer();
    private final CountDownLatch hang = new CountDownLatch(1);

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
    final void closeServer() throws IOException {
        hang.countDown();
        server.close();
    }

    final FeatherClient.Builder builder() {
        return FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url("/").toString());
    }

    /** By a name, so that it has to be looked up. */
    final FeatherClient.Builder builderByName() {
        return builder().baseUrl("http://localhost:" + server.getPort());
    }

    final void answers(MockResponse response) {
        server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response.clone();
            }
        });
    }

    final void answers(Duration delay) {
        answers(new MockResponse().setBody("{\"a\":1}").setHeadersDelay(delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    final void isSilent() {
        answers(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    }

    /** Returns when the test is over. */
    final IllegalStateException hang() {
        awaitQuietly(hang);
        return new IllegalStateException("hung");
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
