package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.http.Secrets;
import com.featherhq.client.retry.Attempt;
import com.featherhq.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

final class CallObserverTest extends ServedTest {

    private final List<Operation> started = new ArrayList<>();
    private final List<CallEvent> ended = new ArrayList<>();

    @Override
    protected FeatherClient.Builder settings() {
        return Servers.client(server)
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .callListener(operation -> {
                    started.add(operation);
                    return ended::add;
                });
    }

    @Test
    void listener_whenCallIsRetried_isToldOnceWithAllAttempts() {
        server.enqueue(json(503, "{}"));
        server.enqueue(json(200, "{\"a\":1}").setHeader("x-request-id", "r-1"));

        assertThat(client.execute(things.get("p-secret"))).isEqualTo(Map.of("a", 1));

        assertThat(started).containsExactly(new Operation("ThingsApi.get", "GET", "v1/things/{id}"));
        CallEvent event = ended.get(0);
        assertThat(ended).hasSize(1);
        assertThat(event.operation()).isEqualTo(started.get(0));
        assertThat(event.statusCode()).isEqualTo(200);
        assertThat(event.requestId()).isEqualTo("r-1");
        assertThat(event.duration()).isPositive();
        assertThat(event.failure()).isNull();
        assertThat(event.attempts()).extracting(Attempt::statusCode).containsExactly(503, 200);
        assertThat(event.toString())
                .matches("GET v1/things/\\{id} \\(ThingsApi.get\\): 200 in \\d+ ms \\(request id r-1; 2 attempts\\)");
    }

    @Test
    void listener_whenPlainRetrofitIsUsed_isToldToo() throws Exception {
        server.enqueue(json(404, "{\"error\":\"e\"}"));

        Response<?> response = things.get("1").clone().execute();

        assertThat(response.errorBody().string()).isEqualTo("{\"error\":\"e\"}");
        assertThat(ended.get(0).failure())
                .isInstanceOf(NotFoundException.class)
                .hasMessage("GET v1/things/{id} (ThingsApi.get) was answered 404: e (1 attempt).");
    }

    @Test
    void listener_whenCallFails_isToldTheVeryExceptionThatIsThrown() {
        for (int i = 0; i < 2; i++) {
            server.enqueue(json(404, "{}"));
        }
        server.enqueue(json(200, "\"text\""));

        assertThatThrownBy(() -> client.execute(things.get("1")))
                .isInstanceOf(NotFoundException.class)
                .satisfies(thrown -> assertThat(thrown).isSameAs(ended.get(0).failure()));
        assertThatThrownBy(() -> client.executeAsync(things.get("1")).get(5, TimeUnit.SECONDS))
                .satisfies(thrown ->
                        assertThat(thrown.getCause()).isSameAs(ended.get(1).failure()));
        assertThatThrownBy(() -> client.execute(things.get("1")))
                .isInstanceOf(MalformedResponseException.class)
                .satisfies(thrown -> assertThat(thrown).isSameAs(ended.get(2).failure()));
    }

    @Test
    void listener_whenCallIsRetried_isToldEachAttemptBeforeTheEnd() {
        server.enqueue(json(503, "{}"));
        server.enqueue(json(200, "{\"a\":1}"));
        List<String> told = new ArrayList<>();
        CallListener listener = operation -> new CallListener.OngoingCall() {
            @Override
            public void attemptEnded(Attempt attempt) {
                told.add(operation.name() + " " + attempt.number() + ": " + attempt.statusCode());
            }

            @Override
            public void callEnded(CallEvent event) {
                told.add(operation.name() + ": " + event.statusCode());
            }
        };
        try (FeatherClient observed = Servers.client(server)
                .retryPolicy(
                        RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build())
                .callListener(listener)
                .callListener(CallListener.ofAttempts((operation, attempt) -> told.add("only " + attempt.number())))
                .build()) {
            observed.execute(observed.api(ThingsApi.class).get("1"));
        }

        assertThat(told)
                .containsExactly(
                        "ThingsApi.get 1: 503", "only 1", "ThingsApi.get 2: 200", "only 2", "ThingsApi.get: 200");
    }

    @Test
    void errorBody_whenAskedForAgain_isReadOnce() throws Exception {
        server.enqueue(json(404, "{\"error\":\"e\"}"));
        Response<?> response = things.get("1").execute();
        Secrets secrets = new Secrets(List::of);

        assertThat(ErrorBody.of(response, secrets).code()).isEqualTo("e");
        assertThat(ErrorBody.of(response, secrets)).isSameAs(ErrorBody.of(response, secrets));
        assertThat(response.errorBody().string()).isEqualTo("{\"error\":\"e\"}");
        assertThat(response.raw().request().toString()).doesNotContain("error");
    }

    @Test
    void listener_whenThereIsNoResponse_isToldOfStatusZero() {
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        }

        assertThatThrownBy(() -> client.execute(things.get("1"))).isInstanceOf(TransportException.class);

        CallEvent event = ended.get(0);
        assertThat(event.statusCode()).isZero();
        assertThat(event.failure()).isInstanceOf(TransportException.class);
        assertThat(event.toString())
                .matches("GET v1/things/\\{id} \\(ThingsApi.get\\): TransportException in \\d+ ms \\(2 attempts\\)");
    }

    @Test
    void listener_whenCallIsAsynchronous_isToldBeforeTheCallback() throws Exception {
        server.enqueue(json(200, "{\"a\":1}"));
        for (int request = 1; request <= 3; request++) { // One of them is sent again for nothing.
            server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        }

        client.executeAsync(things.get("1")).get(5, TimeUnit.SECONDS);
        assertThat(ended).hasSize(1);
        assertThatThrownBy(() -> client.executeAsync(things.get("1")).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TransportException.class);
        assertThat(ended).hasSize(2);
    }

    @Test
    void listener_whenArgumentCannotBeSent_isNotTold() throws Exception {
        assertThatThrownBy(() -> things.get(null).execute()).isInstanceOf(IllegalArgumentException.class);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        things.get(null).enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Map<String, Integer>> call, Response<Map<String, Integer>> response) {
                told.complete(null);
            }

            @Override
            public void onFailure(Call<Map<String, Integer>> call, Throwable failure) {
                told.complete(failure);
            }
        });

        assertThat(told.get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalArgumentException.class);
        assertThat(started).isEmpty();
    }

    @Test
    void observedCall_whenAsked_answersLikeTheCallItIs() {
        Call<?> call = things.get("1");

        assertThat(call.request().url()).isEqualTo(server.url("/v1/things/1"));
        assertThat(call.timeout()).isNotNull();
        assertThat(call.isExecuted()).isFalse();
        call.cancel();
        assertThat(call.isCanceled()).isTrue();
    }

    @Test
    void listener_whenItFails_isLoggedAndTheCallGoesOn() {
        server.enqueue(json(200, "{\"a\":1}"));
        server.enqueue(json(200, "{\"a\":1}"));
        CallListener early = operation -> {
            throw new IllegalStateException("p-secret");
        };
        CallListener late = operation -> new Late();
        try (LogCapture log = new LogCapture("com.featherhq.client", Level.WARNING);
                FeatherClient failing = Servers.client(server)
                        .callListener(early)
                        .callListener(late)
                        .build()) {
            assertThat(failing.execute(failing.api(ThingsApi.class).get("1"))).isEqualTo(Map.of("a", 1));

            assertThat(log.lines())
                    .containsExactly(
                            "A listener failed: " + early.getClass().getName()
                                    + " threw java.lang.IllegalStateException",
                            "A listener failed: " + Late.class.getName() + " threw java.lang.IllegalStateException");
        }
    }

    @Test
    void listener_whenItHasHeaders_theyGoWithEveryAttempt() {
        server.enqueue(json(503, "{}"));
        server.enqueue(json(200, "{\"a\":1}"));
        try (FeatherClient tagged = Servers.client(server)
                .retryPolicy(
                        RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build())
                .callListener(operation -> new WithHeaders(Map.of("tenant", "t-1", "x-api-key", "another")))
                .callListener(operation -> new WithHeaders(Map.of("traceparent", "00-1-2-01")))
                .build()) {
            tagged.execute(tagged.api(ThingsApi.class).get("1"));
        }

        for (int attempt = 1; attempt <= 2; attempt++) {
            RecordedRequest request = Servers.taken(server);
            assertThat(request.getHeader("tenant")).isEqualTo("t-1");
            assertThat(request.getHeader("traceparent")).isEqualTo("00-1-2-01");
            assertThat(request.getHeaders().values("x-api-key")).containsExactly(Servers.KEY);
            assertThat(request.getHeader("x-feather-attempt")).isEqualTo(Integer.toString(attempt));
        }
    }

    @Test
    void listener_whenItsHeaderIsNone_isLoggedAndTheCallGoesOn() {
        server.enqueue(json(200, "{\"a\":1}"));
        CallListener wrong = operation -> new WithHeaders(Map.of("tenant", "p-\nsecret"));
        try (LogCapture log = new LogCapture("com.featherhq.client", Level.WARNING);
                FeatherClient tagged =
                        Servers.client(server).callListener(wrong).build()) {
            assertThat(tagged.execute(tagged.api(ThingsApi.class).get("1"))).isEqualTo(Map.of("a", 1));

            assertThat(log.lines())
                    .containsExactly("A listener failed: " + wrong.getClass().getName()
                            + " threw java.lang.IllegalArgumentException");
        }
        assertThat(Servers.taken(server).getHeader("tenant")).isNull();
    }

    private record WithHeaders(Map<String, String> headers) implements CallListener.OngoingCall {
        @Override
        public void callEnded(CallEvent event) {}
    }

    private static final class Late implements CallListener.OngoingCall {
        @Override
        public void callEnded(CallEvent event) {
            throw new IllegalStateException("p-secret");
        }
    }

    @Test
    void log_whenFine_hasOneLinePerCall() {
        server.enqueue(json(200, "{\"a\":1}"));
        try (LogCapture log = new LogCapture("com.featherhq.client", Level.FINE);
                FeatherClient logged = Servers.client(server).build()) {
            logged.execute(logged.api(ThingsApi.class).get("p-secret"));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches("GET v1/things/\\{id} \\(ThingsApi.get\\): 200 in \\d+ ms \\(1 attempt\\)");
        }
    }

    @Test
    void observe_whenNobodyListens_leavesTheCallAlone() {
        AtomicLong clock = new AtomicLong();
        CallObserver observer = new CallObserver(List.of(), new Secrets(List::of), clock::get);
        Call<?> call = things.get("1");

        assertThat(observer.observe(call)).isSameAs(call);
    }
}
