package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.ok;
import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.runAsync;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.ClientAccess;
import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Thing;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Call;

/** What is sent, waited for and recorded; every sequence synchronously and asynchronously. */
final class RetryingCallTest {

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void run_whenServerComesBack_succeedsAfterExactDelays(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503, 500, 200)) {
            Ended<Thing> end = end(async, retries.api.get());

            assertThat(end.status()).isEqualTo(200);
            assertThat(retries.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(end.lines())
                    .containsExactly(
                            "attempt 1: 503 after 0 ms, next in 500 ms (BACKOFF)",
                            "attempt 2: 500 after 0 ms, next in 1000 ms (BACKOFF)",
                            "attempt 3: 200 after 0 ms, stopped (SUCCEEDED)");
            assertThat(attemptHeaders(retries)).containsExactly("1", "2", "3");
            assertThat(retries.events)
                    .extracting(told -> told.operation() + " " + told.attempt())
                    .containsExactly(
                            "get attempt 1: 503 after 0 ms, next in 500 ms (BACKOFF)",
                            "get attempt 2: 500 after 0 ms, next in 1000 ms (BACKOFF)",
                            "get attempt 3: 200 after 0 ms, stopped (SUCCEEDED)");
        }
    }

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void run_whenServerStaysDown_handsOutTheLastResponse(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503, 502)) {
            retries.answer(new MockResponse().setResponseCode(504).setBody("{\"error\":\"gone\"}"));
            Ended<Thing> end = end(async, retries.api.put(thing()));

            assertThat(end.status()).isEqualTo(504);
            assertThat(end.response().errorBody().string()).isEqualTo("{\"error\":\"gone\"}");
            assertThat(end.stopReason()).isEqualTo(StopReason.ATTEMPTS_EXHAUSTED);
            assertThat(retries.requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "POST, async {0}, {1} {2}: {3} requests, {4}")
    @CsvSource({
        "false, 503, ,                     1, NOT_IDEMPOTENT",
        "true,  503, ,                     1, NOT_IDEMPOTENT",
        "false, 429, ,                     3, ATTEMPTS_EXHAUSTED",
        "true,  429, ,                     3, ATTEMPTS_EXHAUSTED",
        "false, 409, {\"retryable\":true}, 3, ATTEMPTS_EXHAUSTED",
        "true,  503, {\"retryable\":true}, 3, ATTEMPTS_EXHAUSTED",
        "false, 429, {\"retryable\":false}, 1, SERVER_REFUSED",
        "true,  422, ,                     1, NOT_TRANSIENT",
    })
    void run_whenPost_repeatsOnlyWhatIsSafe(
            boolean async, int status, @Nullable String body, int requests, StopReason reason) throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.server.setDispatcher(
                    always(new MockResponse().setResponseCode(status).setBody(body == null ? "{}" : body)));
            Ended<Thing> end = end(async, retries.api.post(thing()));

            assertThat(end.status()).isEqualTo(status);
            assertThat(end.stopReason()).isEqualTo(reason);
            assertThat(retries.requests()).isEqualTo(requests);
        }
    }

    @Test
    void run_whenCallerSaysIdempotent_repeatsPost() throws Exception {
        CallOptions options = CallOptions.builder().assumeIdempotent(true).build();
        try (RetryFixture retries = new RetryFixture().answer(503, 200, 503)) {
            assertThat(run(retries.client.api(RetryFixture.Api.class, options).post(thing()))
                            .status())
                    .isEqualTo(200);
            assertThat(run(retries.api.post(thing())).status()).isEqualTo(503);
            assertThat(retries.requests()).isEqualTo(3);
        }
    }

    @Test
    void run_whenOperationHasItsOwnPolicy_usesIt() throws Exception {
        RetryPolicy patient = RetryPolicy.builder().maxAttempts(4).build();
        try (RetryFixture retries = new RetryFixture(builder ->
                builder.retryPolicy(RetryPolicy.none()).retryPolicy(RetryFixture.Api.class, "get", patient))) {
            retries.answer(503, 503, 503, 503, 503);

            assertThat(run(retries.api.get()).attempts()).hasSize(4);
            assertThat(run(retries.api.put(thing())).attempts()).hasSize(1);
        }
    }

    @Test
    void run_whenCallHasItsOwnPolicy_overridesThatOfTheOperation() throws Exception {
        CallOptions once = CallOptions.builder().retryPolicy(RetryPolicy.none()).build();
        try (RetryFixture retries = new RetryFixture(
                builder -> builder.retryPolicy(RetryFixture.Api.class, "get", RetryPolicy.defaults()))) {
            retries.answer(503, 503);

            assertThat(run(retries.client.api(RetryFixture.Api.class, once).get())
                            .attempts())
                    .hasSize(1);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void run_whenBodyIsOneShot_sendsItOnce(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(429)) {
            Ended<Thing> end = end(async, retries.api.upload(new OneShot()));

            assertThat(end.stopReason()).isEqualTo(StopReason.ONE_SHOT_BODY);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "async {0}, Retry-After {1}: waits {2}, {3}")
    @CsvSource({
        "false, 3,                               PT3S,   SUCCEEDED",
        "true,  3,                               PT3S,   SUCCEEDED",
        "false, 0,                               PT0.5S, SUCCEEDED",
        "true,  0,                               PT0.5S, SUCCEEDED",
        "false, 'Thu, 01 Jan 1970 00:00:00 GMT', PT0.5S, SUCCEEDED",
        "false, 20,                              PT8S,   SUCCEEDED",
        "false, 86400,                           ,       DEADLINE",
        "true,  86400,                           ,       DEADLINE",
        "false, garbage,                         PT0.5S, SUCCEEDED",
    })
    void run_whenServerHints_waitsWithinBounds(
            boolean async, String retryAfter, @Nullable Duration wait, StopReason reason) throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.answer(new MockResponse().setResponseCode(503).setHeader("Retry-After", retryAfter), ok());
            Ended<Thing> end = end(async, retries.api.get());

            assertThat(end.stopReason()).isEqualTo(reason);
            assertThat(retries.waits()).isEqualTo(wait == null ? List.of() : List.of(wait));
            assertThat(retries.requests()).isEqualTo(wait == null ? 1 : 2);
            if (reason == StopReason.DEADLINE) {
                assertThat(end.attempts().get(0).retryAfter()).isEqualTo(Duration.ofDays(1));
                assertThat(end.response().headers().get("Retry-After")).isEqualTo("86400");
            }
        }
    }

    @Test
    void run_whenPostGets503WithRetryAfterZero_isNotResentByOkHttp() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.answer(new MockResponse().setResponseCode(503).setHeader("Retry-After", "0"), ok());
            Ended<Thing> end = run(retries.api.post(thing()));

            assertThat(retries.requests()).isEqualTo(1);
            assertThat(end.response().headers().values("Retry-After")).containsExactly("0");
            assertThat(end.response().headers().names()).noneMatch(name -> name.startsWith("x-feather"));
        }
    }

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void run_when408_isRetriedByThePolicyOnly(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(408, 408, 408)) {
            assertThat(end(async, retries.api.get()).attempts()).hasSize(3);
            assertThat(retries.requests()).isEqualTo(3);
        }
    }

    @Test
    void run_whenStormOf429EmptiesTheBudget_stopsRetrying() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.server.setDispatcher(always(new MockResponse().setResponseCode(429)));
            for (int i = 0; i < 5; i++) {
                assertThat(run(retries.api.get()).attempts()).hasSize(3);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(run(retries.api.get()).stopReason()).isEqualTo(StopReason.BUDGET_EXHAUSTED);
            }
            assertThat(retries.requests()).isEqualTo(5 * 3 + 100);

            retries.server.setDispatcher(always(ok()));
            for (int i = 0; i < 5; i++) {
                run(retries.api.get());
            }
            assertThat(retries.budget.availableRetries()).isEqualTo(1);
        }
    }

    @Test
    void run_whenAttemptsUseUpTheDeadline_startsNoFurtherWait() throws Exception {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(9)
                .deadline(Duration.ofSeconds(5))
                .build();
        try (RetryFixture retries = new RetryFixture(builder -> builder.retryPolicy(policy))) {
            retries.server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    retries.time.advance(Duration.ofSeconds(1));
                    return new MockResponse().setResponseCode(503);
                }
            });
            Ended<Thing> end = run(retries.api.get());

            // 1 s + 0.5 s + 1 s + 1 s + 1 s is 4.5 s: the next wait of 2 s would pass 5 s.
            assertThat(end.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(end.attempts()).extracting(Attempt::duration).containsOnly(Duration.ofSeconds(1));
            assertThat(retries.requests()).isEqualTo(3);
        }
    }

    @Test
    void timeout_whenSetByTheCaller_isTheDeadline() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            Call<Thing> call = retries.api.get();
            call.timeout().timeout(400, java.util.concurrent.TimeUnit.MILLISECONDS);

            assertThat(run(call).stopReason()).isEqualTo(StopReason.DEADLINE);
        }
    }

    @Test
    void call_always_keepsRetrofitsContract() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(200, 200)) {
            Call<Thing> call = retries.api.get();
            assertThat(call.isExecuted()).isFalse();
            assertThat(call.request().url().encodedPath()).isEqualTo("/thing");
            call.execute();
            assertThat(call.isExecuted()).isTrue();
            assertThatThrownBy(call::execute)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Already executed.");
            assertThat(call.clone().execute().body().name).isEqualTo("a");
            assertThat(call.isCanceled()).isFalse();
            assertThatThrownBy(() -> call.clone().enqueue(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("callback");
        }
    }

    @Test
    void run_whenListenerThrows_doesNotCare() throws Exception {
        try (RetryFixture retries =
                new RetryFixture(builder -> ClientAccess.retries(builder).onAttempt((call, attempt) -> {
                    throw new IllegalStateException("listener");
                }))) {
            retries.answer(503, 200);

            assertThat(run(retries.api.get()).status()).isEqualTo(200);
        }
    }

    private static <T> Ended<T> end(boolean async, Call<T> call) throws InterruptedException {
        return async ? runAsync(call) : run(call);
    }

    private static List<String> attemptHeaders(RetryFixture retries) throws InterruptedException {
        List<String> headers = new java.util.ArrayList<>();
        while (headers.size() < retries.requests()) {
            headers.add(retries.server.takeRequest().getHeader(AttemptHop.ATTEMPT));
        }
        return headers;
    }

    private static Dispatcher always(MockResponse response) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response.clone();
            }
        };
    }

    private static final class OneShot extends RequestBody {
        @Override
        public MediaType contentType() {
            return MediaType.get("application/json");
        }

        @Override
        public void writeTo(BufferedSink sink) throws java.io.IOException {
            sink.writeUtf8("{}");
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
