package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.ServerException;
import com.featherhq.client.ThrottledException;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.ratelimit.RateLimiter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** A client with a rate limiter that answers as it is told. */
final class RateLimitedCallTest {

    private final ScriptedLimiter limiter = new ScriptedLimiter();
    private final RetryFixture fixture = new RetryFixture(builder -> builder.rateLimiter(limiter));

    private static final class ScriptedLimiter implements RateLimiter {

        final List<String> told = new CopyOnWriteArrayList<>();
        final Deque<Optional<CompletableFuture<Duration>>> answers = new ArrayDeque<>();

        @Override
        public CompletionStage<Duration> reserve(Lane lane, int permits, Duration atMost) {
            told.add(lane + " " + permits + " in " + atMost);
            Optional<CompletableFuture<Duration>> next = answers.poll();
            if (next == null) {
                return CompletableFuture.completedStage(Duration.ZERO);
            }
            return next.orElseThrow(() -> new NoClassDefFoundError("x"));
        }

        @Override
        public void rejected(@Nullable Duration retryAfter) {
            told.add("429, retry after " + retryAfter);
        }

        /** Null for an {@code Error} in place of an answer. */
        void next(@Nullable CompletableFuture<Duration> answer) {
            answers.add(Optional.ofNullable(answer));
        }

        void refuseNext() {
            PermitRefusedException refusal =
                    PermitRefusedException.tooLate(Lane.INTERACTIVE, Duration.ofSeconds(90), Duration.ofSeconds(60));
            next(CompletableFuture.failedFuture(refusal));
        }
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private RetryFixture.Ended<RetryFixture.Thing> run(boolean async, Call<RetryFixture.Thing> call)
            throws InterruptedException {
        return async ? RetryFixture.runAsync(call) : RetryFixture.run(call);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void attempt_whenThePermitIsDueLater_waitsOnTheTimerAndWithinTheDeadline(boolean async) throws Exception {
        limiter.next(CompletableFuture.completedFuture(Duration.ofSeconds(20)));
        fixture.answer(503, 200);

        assertThat(run(async, fixture.api.get()).status()).isEqualTo(200);

        assertThat(fixture.waits()).startsWith(Duration.ofSeconds(20));
        assertThat(limiter.told).hasSize(2).first().isEqualTo("INTERACTIVE 1 in PT1M");
        Duration left = Duration.parse(limiter.told.get(1).substring("INTERACTIVE 1 in ".length()));
        assertThat(left).isLessThanOrEqualTo(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void attempt_whenTheAnswerComesLater_goesOnThen(boolean async) throws Exception {
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        limiter.next(answer);
        fixture.answer(200);
        Thread other = new Thread(() -> answer.complete(Duration.ofMillis(3)));
        CompletableFuture<RetryFixture.Ended<RetryFixture.Thing>> end = CompletableFuture.supplyAsync(() -> {
            try {
                return run(async, fixture.api.get());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        other.start();

        assertThat(end.join().status()).isEqualTo(200);
        assertThat(fixture.waits()).contains(Duration.ofMillis(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void attempt_whenThereIsNoPermitInTime_sendsNothingAndLeavesTheBudgetAlone(boolean async) throws Exception {
        int before = fixture.budget.availableRetries();
        limiter.refuseNext();

        RetryFixture.Ended<RetryFixture.Thing> end = run(async, fixture.api.get());

        assertThat(end.failure()).isInstanceOf(PermitRefusedException.class);
        assertThat(end.attempts()).isEmpty();
        assertThat(fixture.requests()).isZero();
        assertThat(fixture.budget.availableRetries()).isEqualTo(before);
    }

    @Test
    void execute_whenThereIsNoPermitInTime_saysThatNothingWasSent() {
        limiter.refuseNext();

        assertThatThrownBy(() -> fixture.client.execute(fixture.api.get()))
                .isInstanceOf(ThrottledException.class)
                .hasMessage(
                        "GET thing (Api.get) was not sent: The rate limit has no INTERACTIVE permit in time: it is due"
                                + " in 90000 ms, and the caller waits 60000 ms at most.")
                .satisfies(failure ->
                        assertThat(((ThrottledException) failure).retryAfter()).isEqualTo(Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void retry_whenThereIsNoPermitInTime_endsWithTheAnswerBeforeAndGivesTheBudgetBack(boolean async) throws Exception {
        int before = fixture.budget.availableRetries();
        limiter.next(CompletableFuture.completedFuture(Duration.ZERO));
        limiter.refuseNext();
        fixture.answer(503);

        RetryFixture.Ended<RetryFixture.Thing> end = run(async, fixture.api.get());

        assertThat(end.status()).isEqualTo(503);
        assertThat(end.stopReason()).isEqualTo(Attempt.StopReason.NO_PERMIT);
        assertThat(fixture.requests()).isEqualTo(1);
        assertThat(fixture.budget.availableRetries()).isEqualTo(before);
    }

    @Test
    void executeAsync_whenTheRetryHasNoPermit_failsWithTheServersAnswer() {
        limiter.next(CompletableFuture.completedFuture(Duration.ZERO));
        limiter.refuseNext();
        fixture.answer(503);

        CompletableFuture<RetryFixture.Thing> end = fixture.client.executeAsync(fixture.api.get());

        assertThatThrownBy(end::join).cause().isInstanceOf(ServerException.class);
    }

    @Test
    void cancel_whenTheCallWaitsForItsPermit_givesItBack() throws Exception {
        fixture.time.hold();
        Recording permit = new Recording(Duration.ofSeconds(9));
        limiter.next(permit);
        RetryFixture.Started<RetryFixture.Thing> started = RetryFixture.start(fixture.api.get());
        assertThat(fixture.time.nextHeld()).isNotDone();

        started.cancel();

        assertThat(started.end().failure()).hasMessage("Canceled");
        assertThat(permit.givenBack).isTrue();
        assertThat(fixture.requests()).isZero();
    }

    @Test
    void close_whenCallsWaitForAnAnswerOfTheLimiter_endsThem() throws Exception {
        CompletableFuture<Duration> never = new CompletableFuture<>();
        limiter.next(never);
        RetryFixture.Started<RetryFixture.Thing> started = RetryFixture.start(fixture.api.get());

        fixture.client.close();

        assertThat(started.end().failure()).hasMessage("Canceled");
        assertThat(never).isCancelled();
    }

    @Test
    void execute_whenInterruptedWhileItWaitsForAPermit_givesItBack() {
        fixture.time.hold();
        Recording permit = new Recording(Duration.ofSeconds(9));
        limiter.next(permit);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fixture.api.get().execute()).isInstanceOf(InterruptedIOException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(permit.givenBack).isTrue();
    }

    /** A permit that is known, and remembers being given back. */
    private static final class Recording extends CompletableFuture<Duration> {

        volatile boolean givenBack;

        Recording(Duration wait) {
            complete(wait);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            givenBack = true;
            return super.cancel(mayInterruptIfRunning);
        }
    }

    @Test
    void answer429_whenTheAttemptHadAPermit_isToldToTheLimiter() {
        fixture.answer(new MockResponse().setResponseCode(429).setHeader("Retry-After", "2"), RetryFixture.ok());

        assertThat(RetryFixture.run(fixture.api.get()).status()).isEqualTo(200);

        assertThat(limiter.told).hasSize(3).contains("429, retry after PT2S");
    }

    @Test
    void callOptions_whenTheySetTheLane_areObeyed() throws IOException {
        fixture.answer(200);
        CallOptions bulk = CallOptions.builder().lane(Lane.BULK).build();

        fixture.client.api(RetryFixture.Api.class, bulk).get().execute();

        assertThat(limiter.told).containsExactly("BULK 1 in PT1M");
    }

    @Test
    void execute_whenTheLimiterItselfFails_saysThatNothingWasSent() {
        limiter.next(CompletableFuture.failedFuture(new IllegalStateException("a mistake in it")));

        assertThatThrownBy(() -> fixture.client.execute(fixture.api.get()))
                .isInstanceOf(ThrottledException.class)
                .hasMessage(
                        "GET thing (Api.get) was not sent: The rate limiter failed: java.lang.IllegalStateException.")
                .hasRootCauseMessage("a mistake in it");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void execute_whenTheLimiterNeverAnswers_endsAtTheDeadline(boolean async) {
        limiter.next(new CompletableFuture<>());
        CallOptions hasty =
                CallOptions.builder().deadline(Duration.ofMillis(50)).build();
        Call<RetryFixture.Thing> call =
                fixture.client.api(RetryFixture.Api.class, hasty).get();

        Throwable failure = catchThrowable(() -> {
            if (async) {
                fixture.client.executeAsync(call).get(10, TimeUnit.SECONDS);
            } else {
                fixture.client.execute(call);
            }
        });

        assertThat(async ? failure.getCause() : failure)
                .isInstanceOf(ThrottledException.class)
                .hasMessage("GET thing (Api.get) was not sent: The rate limiter did not say within 50 ms when the next"
                        + " INTERACTIVE permit is due.");
        assertThat(fixture.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void executeAsync_whenTheLimiterThrowsAnError_completes(boolean atTheRetry) {
        if (atTheRetry) {
            limiter.next(CompletableFuture.completedFuture(Duration.ZERO));
            fixture.answer(503);
        }
        limiter.next(null);

        assertThatThrownBy(() -> fixture.client.executeAsync(fixture.api.get()).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(atTheRetry ? ServerException.class : ThrottledException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void attempt_whenItWaitedForItsPermit_saysHowLong(boolean async) throws Exception {
        limiter.next(CompletableFuture.completedFuture(Duration.ZERO));
        limiter.next(CompletableFuture.completedFuture(Duration.ofMillis(250)));
        fixture.answer(503, 200);

        RetryFixture.Ended<RetryFixture.Thing> end = run(async, fixture.api.get());

        assertThat(end.attempts())
                .extracting(Attempt::rateLimitWait)
                .containsExactly(Duration.ZERO, Duration.ofMillis(250));
        assertThat(end.lines())
                .containsExactly(
                        "attempt 1: 503 after 0 ms, next in 500 ms (BACKOFF)",
                        "attempt 2: 200 after 0 ms and 250 ms of rate limit, stopped (SUCCEEDED)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void adaptiveThrottling_whenEverythingFails_holdsCallsBackUntilOneSucceeds(boolean async) throws Exception {
        try (RetryFixture throttling =
                new RetryFixture(builder -> builder.adaptiveThrottling().retryPolicy(RetryPolicy.none()))) {
            throttling.answer(503, 503, 503, 503);
            for (int i = 0; i < 4; i++) {
                assertThat(run(async, throttling.api.get()).status()).isEqualTo(503);
            }
            Call<RetryFixture.Thing> held = throttling.api.get();
            throttling.time.random(0);

            assertThatThrownBy(() -> throttling.client.execute(held))
                    .isInstanceOf(ThrottledException.class)
                    .hasMessage(
                            "GET thing (Api.get) was not sent: The service fails most requests at the moment, and the "
                                    + "client holds some of its calls back.");
            assertThat(run(async, throttling.api.get()).failure()).isInstanceOf(CallThrottledException.class);
            assertThat(throttling.requests()).isEqualTo(4);

            throttling.time.advance(Duration.ofSeconds(2));
            throttling.answer(200, 200, 200);
            for (int i = 0; i < 3; i++) {
                assertThat(run(async, throttling.api.get()).status()).isEqualTo(200);
            }
        }
    }
}
