package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.ClientAccess;
import com.featherhq.client.FeatherClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Invocation;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Streaming;

/** A client on fake time against a real server; closing it checks that nothing is left behind. */
public final class RetryFixture implements AutoCloseable {

    public interface Api {
        @GET("thing")
        Call<Thing> get();

        @PUT("thing")
        Call<Thing> put(@Body Thing thing);

        @POST("thing")
        Call<Thing> post(@Body Thing thing);

        @POST("thing")
        Call<Thing> upload(@Body okhttp3.RequestBody body);

        @GET("thing")
        CompletableFuture<Thing> getLater();

        @GET("thing")
        CompletableFuture<Response<Thing>> getResponseLater();

        @Streaming
        @GET("thing")
        Call<ResponseBody> stream();
    }

    public static final class Thing {
        public @Nullable String name;
    }

    /** An attempt as the listener was told of it. */
    public record Told(String operation, Attempt attempt) {}

    public final FakeTime time = new FakeTime();
    public final MockWebServer server = new MockWebServer();
    final List<Told> events = new CopyOnWriteArrayList<>();
    final RetryBudget budget = RetryBudget.standard();
    public final OkHttpClient base;
    public final FeatherClient client;
    public final Api api;

    public RetryFixture() {
        this(builder -> {});
    }

    public RetryFixture(Consumer<FeatherClient.Builder> settings) {
        this(settings, http -> {});
    }

    public RetryFixture(Consumer<FeatherClient.Builder> settings, Consumer<OkHttpClient.Builder> http) {
        OkHttpClient.Builder own = ClientAccess.http();
        http.accept(own);
        base = own.build();
        FeatherClient.Builder builder = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url("/").toString())
                .httpClient(base)
                .retryBudget(budget);
        ClientAccess.retries(builder)
                .sources(time.sources())
                .onAttempt((call, attempt) -> events.add(new Told(operation(call), attempt)));
        settings.accept(builder);
        client = builder.build();
        api = client.api(Api.class);
    }

    public RetryFixture answer(int... statuses) {
        for (int status : statuses) {
            server.enqueue(status == 200 ? ok() : new MockResponse().setResponseCode(status));
        }
        return this;
    }

    public RetryFixture answer(MockResponse... responses) {
        for (MockResponse response : responses) {
            server.enqueue(response);
        }
        return this;
    }

    public static MockResponse ok() {
        return new MockResponse().setBody("{\"name\":\"a\"}");
    }

    public static MockResponse fault(SocketPolicy policy) {
        return ok().setSocketPolicy(policy);
    }

    public static Thing thing() {
        return new Thing();
    }

    /** Runs the call synchronously and then a clone of it asynchronously: both must come to the same. */
    public static <T> Ended<T> run(Call<T> call) {
        RetryingCall<T> retrying = (RetryingCall<T>) call;
        try {
            return new Ended<>(retrying.execute(), null, retrying.attempts());
        } catch (IOException | RuntimeException e) {
            return new Ended<>(null, e, retrying.attempts());
        }
    }

    public static <T> Ended<T> runAsync(Call<T> call) throws InterruptedException {
        return start(call).end();
    }

    public static <T> Started<T> start(Call<T> call) {
        Started<T> started = new Started<>((RetryingCall<T>) call, new LinkedBlockingQueue<>());
        call.enqueue(new Callback<T>() {
            @Override
            public void onResponse(Call<T> self, Response<T> response) {
                assertThat(self).isSameAs(call);
                started.ends().add(new Ended<>(response, null, started.call().attempts()));
            }

            @Override
            public void onFailure(Call<T> self, Throwable failure) {
                assertThat(self).isSameAs(call);
                started.ends().add(new Ended<>(null, failure, started.call().attempts()));
            }
        });
        return started;
    }

    public record Started<T>(RetryingCall<T> call, BlockingQueue<Ended<T>> ends) {
        public void cancel() {
            call.cancel();
        }

        public Ended<T> end() throws InterruptedException {
            Ended<T> end = ends.poll(10, TimeUnit.SECONDS);
            if (end == null) {
                throw new AssertionError("The callback was not called.");
            }
            return end;
        }
    }

    public record Ended<T>(
            @Nullable Response<T> response, @Nullable Throwable failure, List<Attempt> attempts) {
        int status() {
            return response == null ? 0 : response.code();
        }

        Attempt.StopReason stopReason() {
            return Objects.requireNonNull(attempts.get(attempts.size() - 1).stopReason());
        }

        List<String> lines() {
            return attempts.stream().map(Attempt::toString).toList();
        }
    }

    /** Asserts a success at the first attempt, without a wait, and without anything taken from the budget. */
    void assertFree(Ended<?> end) {
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.attempts()).hasSize(1);
        assertThat(budget.availableRetries()).isEqualTo(10);
        assertThat(waits()).isEmpty();
    }

    public int requests() {
        return server.getRequestCount();
    }

    List<Duration> waits() {
        return time.waits();
    }

    RetryRuntime runtime() {
        return ClientAccess.retries(client).runtime();
    }

    private static String operation(Call<?> call) {
        try {
            return Objects.requireNonNull(call.request().tag(Invocation.class))
                    .method()
                    .getName();
        } catch (RuntimeException e) {
            return "none"; // The request can't be made.
        }
    }

    void awaitIdle() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(this::assertNothingLeft);
    }

    private void assertNothingLeft() {
        assertThat(runtime().inFlight().count()).as("running attempts").isZero();
        assertThat(runtime().waitingCalls()).as("waiting calls").isZero();
        assertThat(base.dispatcher().runningCallsCount()).as("dispatched").isZero();
        assertThat(base.dispatcher().queuedCallsCount()).as("queued").isZero();
        assertThat(base.connectionPool().connectionCount())
                .as("connections in use")
                .isEqualTo(base.connectionPool().idleConnectionCount());
    }

    @Override
    public void close() throws IOException {
        try {
            awaitIdle();
        } finally {
            client.close();
            ClientAccess.close(base);
            server.shutdown();
        }
    }
}
