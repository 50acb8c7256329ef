package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.fault;
import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.runAsync;
import static com.featherhq.client.retry.RetryFixture.start;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.CallEvent;
import com.featherhq.client.ClientAccess;
import com.featherhq.client.FeatherException;
import com.featherhq.client.TransportException;
import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.RetryFixture.Api;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Started;
import com.featherhq.client.retry.RetryFixture.Thing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Call;

/** Who is asked what became of a request whose answer was lost. */
final class ConfirmTest {

    /** Answers by script, and counts how often it was asked. */
    private static final class Script {

        private final Queue<Confirmation<?>> answers = new ArrayDeque<>();
        private final AtomicInteger asked = new AtomicInteger();

        Script(Confirmation<?>... answers) {
            this.answers.addAll(List.of(answers));
        }

        /** On fake time, a synchronous wait for an answer would be over at once. */
        CallOptions options(boolean later, boolean async) {
            return later
                    ? CallOptions.builder()
                            .confirmAsync(
                                    Thing.class,
                                    () -> CompletableFuture.supplyAsync(
                                            this::next, async ? ForkJoinPool.commonPool() : Runnable::run))
                            .build()
                    : options();
        }

        CallOptions options() {
            return CallOptions.builder().confirm(Thing.class, this::next).build();
        }

        @SuppressWarnings("unchecked") // the tests give things
        private Confirmation<Thing> next() {
            asked.incrementAndGet();
            return (Confirmation<Thing>) answers.remove();
        }
    }

    private static Thing named(String name) {
        Thing thing = new Thing();
        thing.name = name;
        return thing;
    }

    private static Ended<Thing> end(boolean async, Call<Thing> call) throws InterruptedException {
        return async ? runAsync(call) : run(call);
    }

    private static Api api(RetryFixture retries, CallOptions options) {
        return retries.client.api(Api.class, options);
    }

    @ParameterizedTest(name = "async {0}, asked asynchronously {1}")
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void call_whenConfirmedAsDone_succeedsWithThatValue(boolean async, boolean later) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(fault(SocketPolicy.DISCONNECT_AFTER_REQUEST))) {
            Script script = new Script(Confirmation.done(named("found")));

            Ended<Thing> end =
                    end(async, api(retries, script.options(later, async)).post(thing()));

            assertThat(end.status()).isEqualTo(200);
            assertThat(end.response().body().name).isEqualTo("found");
            assertThat(end.lines())
                    .containsExactly("attempt 1: IOException after 0 ms, confirmed as DONE, stopped (CONFIRMED)");
            assertThat(end.attempts().get(0).confirmation()).isEqualTo(Confirmation.Answer.DONE);
            assertThat(end.attempts().get(0).mayHaveBeenProcessed()).isTrue();
            assertThat(retries.requests()).isEqualTo(1);
            assertThat(script.asked).hasValue(1);
        }
    }

    @ParameterizedTest(name = "async {0}, asked asynchronously {1}")
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void call_whenConfirmedAsNotDone_isRepeatedAsThePolicyAllows(boolean async, boolean later) throws Exception {
        try (RetryFixture retries = new RetryFixture()
                .answer(fault(SocketPolicy.DISCONNECT_AFTER_REQUEST), refusal(503, "\"retryable\":false"))
                .answer(200)) {
            Script script = new Script(Confirmation.notDone(), Confirmation.notDone());

            Ended<Thing> end =
                    end(async, api(retries, script.options(later, async)).post(thing()));

            assertThat(end.lines())
                    .containsExactly(
                            "attempt 1: IOException after 0 ms, confirmed as NOT_DONE, next in 500 ms (BACKOFF)",
                            "attempt 2: 503 after 0 ms, confirmed as NOT_DONE, next in 1000 ms (BACKOFF)",
                            "attempt 3: 200 after 0 ms, stopped (SUCCEEDED)");
            assertThat(end.attempts()).extracting(Attempt::mayHaveBeenProcessed).containsExactly(false, false, true);
        }
    }

    private static MockResponse refusal(int status, String more) {
        return new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/json")
                .setBody("{\"error\":\"e\",\"message\":\"m\"," + more + "}");
    }

    @ParameterizedTest(name = "async {0}, asked asynchronously {1}")
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void call_whenNobodyCanTell_failsAsWithoutAsking(boolean async, boolean later) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            Script script = new Script(Confirmation.unknown());

            Ended<Thing> end =
                    end(async, api(retries, script.options(later, async)).post(thing()));

            assertThat(end.status()).isEqualTo(503);
            assertThat(end.lines())
                    .containsExactly("attempt 1: 503 after 0 ms, confirmed as UNKNOWN, stopped (NOT_IDEMPOTENT)");
            assertThat(end.attempts().get(0).mayHaveBeenProcessed()).isTrue();
        }
    }

    @ParameterizedTest(name = "async {0}, asked asynchronously {1}")
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void call_whenWhoIsAskedFails_failsAsWithoutAsking(boolean async, boolean later) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            Ended<Thing> end =
                    end(async, api(retries, new Script().options(later, async)).post(thing()));

            assertThat(end.status()).isEqualTo(503);
            assertThat(end.attempts().get(0).confirmation()).isEqualTo(Confirmation.Answer.UNKNOWN);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void call_whenLastAttemptIsUncertain_isAskedToo(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503, 503, 503)) {
            Script script =
                    new Script(Confirmation.notDone(), Confirmation.notDone(), Confirmation.done(named("late")));

            Ended<Thing> end = end(async, api(retries, script.options()).post(thing()));

            assertThat(end.response().body().name).isEqualTo("late");
            assertThat(end.stopReason()).isEqualTo(StopReason.CONFIRMED);
        }
    }

    @Test
    void call_whenAttemptsAreUsedUpAndNothingWasDone_saysSo() throws Exception {
        try (RetryFixture retries = new RetryFixture(builder -> builder.retryPolicy(RetryPolicy.none()))
                .answer(fault(SocketPolicy.DISCONNECT_AFTER_REQUEST))) {
            Api api = api(retries, new Script(Confirmation.notDone()).options());

            assertThatThrownBy(() -> retries.client.execute(api.post(thing())))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            failure ->
                                    assertThat(failure.mayHaveBeenProcessed()).isFalse());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"409,2,CONFIRMED", "404,1,NOT_TRANSIENT"})
    void call_whenRefusedAfterAnUncertainAttempt_isAskedAboutAConflict(int status, int asked, StopReason stop)
            throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503, status)) {
            Script script = new Script(Confirmation.notDone(), Confirmation.done(named("late")));

            Ended<Thing> end = run(api(retries, script.options()).post(thing()));

            assertThat(end.stopReason()).isEqualTo(stop);
            assertThat(script.asked).hasValue(asked);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"200", "400", "409", "429"})
    void call_whenOutcomeIsCertain_asksNobody(int status) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(status, 200)) {
            Script script = new Script();

            Ended<Thing> end = run(api(retries, script.options()).post(thing()));

            assertThat(end.attempts()).extracting(Attempt::confirmation).containsOnlyNulls();
            assertThat(script.asked).hasValue(0);
        }
    }

    @Test
    void call_whenItMayBeRepeatedAnyway_asksNobody() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503, 200)) {
            Ended<Thing> end = run(api(retries, new Script().options()).put(thing()));

            assertThat(end.status()).isEqualTo(200);
        }
    }

    @Test
    void call_whenItReturnsAnotherType_isRefusedBeforeAnythingIsSent() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            CallOptions options = CallOptions.builder()
                    .confirm(String.class, Confirmation::unknown)
                    .build();

            assertThatThrownBy(() -> api(retries, options).post(thing()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The call returns com.featherhq.client.retry.RetryFixture$Thing, but confirm() has"
                            + " java.lang.String. Use these options for calls of that type only.");
            assertThat(api(retries, options).get()).isNotNull();
        }
    }

    @Test
    void call_whenDoneWithoutValue_isNoSuccess() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            Ended<Thing> end = run(
                    api(retries, new Script(Confirmation.done(null)).options()).post(thing()));

            assertThat(end.attempts().get(0).confirmation()).isEqualTo(Confirmation.Answer.UNKNOWN);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void deadline_whileAsking_endsTheCallWithItsFailure(boolean async) throws Exception {
        CompletableFuture<Confirmation<Thing>> never = new CompletableFuture<>();
        try (RetryFixture retries = new RetryFixture(
                        builder -> ClientAccess.retries(builder).sources(RetryRuntime.Sources.real()))
                .answer(503)) {
            CallOptions options = CallOptions.builder()
                    .deadline(Duration.ofMillis(300))
                    .confirmAsync(Thing.class, () -> never)
                    .build();

            Ended<Thing> end = end(async, api(retries, options).post(thing()));

            assertThat(end.status()).isEqualTo(503);
            assertThat(end.attempts().get(0).confirmation()).isEqualTo(Confirmation.Answer.UNKNOWN);
            assertThat(never).isCancelled();
        }
    }

    @Test
    void deadline_whileWhoIsAskedBlocks_endsAnAsynchronousCall() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        try (RetryFixture retries = new RetryFixture(
                        builder -> ClientAccess.retries(builder).sources(RetryRuntime.Sources.real()))
                .answer(503)) {
            CallOptions options = CallOptions.builder()
                    .deadline(Duration.ofMillis(300))
                    .confirm(Thing.class, () -> {
                        await().until(() -> hangs.getCount() == 0);
                        return Confirmation.notDone();
                    })
                    .build();

            Ended<Thing> end = runAsync(api(retries, options).post(thing()));
            hangs.countDown();

            assertThat(end.status()).isEqualTo(503);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @Test
    void deadline_beforeAnybodyIsAsked_endsAnAsynchronousCall() throws Exception {
        try (RetryFixture retries = new RetryFixture(builder -> {
                    builder.callbackExecutor(CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
                    ClientAccess.retries(builder).sources(RetryRuntime.Sources.real());
                })
                .answer(503)) {
            AtomicInteger asked = new AtomicInteger();
            CallOptions options = CallOptions.builder()
                    .deadline(Duration.ofMillis(200))
                    .confirm(Thing.class, () -> {
                        asked.incrementAndGet();
                        return Confirmation.notDone();
                    })
                    .build();

            Ended<Thing> end = runAsync(api(retries, options).post(thing()));

            assertThat(end.attempts()).hasSize(1);
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void confirm_whenCallIsAsynchronous_isAskedOnNoThreadThatOthersNeed() throws Exception {
        AtomicReference<Thread> asked = new AtomicReference<>();
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            CallOptions options = CallOptions.builder()
                    .confirm(Thing.class, () -> {
                        asked.set(Thread.currentThread());
                        await().until(() -> retries.base.dispatcher().runningCallsCount() == 0);
                        return Confirmation.unknown();
                    })
                    .build();

            runAsync(api(retries, options).post(thing()));

            assertThat(asked.get().getName()).doesNotStartWith("feather-timer");
        }
    }

    @ParameterizedTest(name = "async {0}")
    @CsvSource({"false", "true"})
    void cancel_whileAsking_endsTheCallAndTheQuestion(boolean async) throws Exception {
        CompletableFuture<Confirmation<Thing>> never = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            CallOptions options = CallOptions.builder()
                    .confirmAsync(Thing.class, () -> {
                        asked.countDown();
                        return never;
                    })
                    .build();
            Call<Thing> call = api(retries, options).post(thing());
            CompletableFuture<Ended<Thing>> end = CompletableFuture.supplyAsync(() -> endOf(async, call));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            await().until(() -> retries.runtime().waitingCalls() == 1);

            call.cancel();

            assertThat(end.get(10, TimeUnit.SECONDS).failure()).hasMessage("Canceled");
            assertThat(end.join().stopReason()).isEqualTo(StopReason.CANCELED);
            assertThat(never).isCancelled();
        }
    }

    private static Ended<Thing> endOf(boolean async, Call<Thing> call) {
        try {
            return end(async, call);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void close_whileAsking_endsTheCall() throws Exception {
        CompletableFuture<Confirmation<Thing>> never = new CompletableFuture<>();
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            CallOptions options =
                    CallOptions.builder().confirmAsync(Thing.class, () -> never).build();
            Started<Thing> started = start(api(retries, options).post(thing()));
            await().until(() -> retries.runtime().waitingCalls() == 1);

            retries.client.close();

            assertThat(started.end().failure()).hasMessage("Canceled");
        }
    }

    @Test
    void error_whenWhoIsAskedThrowsOne_endsAnAsynchronousCallWithIt() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            CallOptions options = CallOptions.builder()
                    .confirm(Thing.class, () -> {
                        throw new StackOverflowError();
                    })
                    .build();

            assertThat(runAsync(api(retries, options).post(thing())).failure()).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void listener_whenConfirmed_isToldASuccess() throws Exception {
        AtomicReference<CallEvent> told = new AtomicReference<>();
        try (RetryFixture retries =
                new RetryFixture(builder -> builder.callListener(operation -> told::set)).answer(503)) {
            Api api = api(retries, new Script(Confirmation.done(named("a"))).options());

            assertThat(retries.client.execute(api.post(thing())).name).isEqualTo("a");

            FeatherException none = told.get().failure();
            assertThat(none).isNull();
            assertThat(told.get().statusCode()).isEqualTo(200);
        }
    }
}
