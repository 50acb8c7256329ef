package com.featherhq.client.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.ForbiddenException;
import com.featherhq.client.ServerException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.retry.RetryFixture;
import com.featherhq.client.retry.RetryFixture.Thing;
import com.featherhq.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polls on held time: each pause is over when the test says so. */
final class WaitsTest {

    private final RetryFixture retries = new RetryFixture(builder -> builder.retryPolicy(RetryPolicy.none()));
    private final List<AwaitProgress> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void holdTime() {
        retries.time.hold();
    }

    @AfterEach
    void closeAll() throws Exception {
        retries.close();
    }

    private static MockResponse named(String name) {
        return new MockResponse().setBody("{\"name\":\"" + name + "\"}");
    }

    private CompletableFuture<Awaited<Thing>> start(AwaitOptions.Builder options) {
        return retries.client.awaitAsync(
                retries.api::get,
                WaitsTest::isDone,
                options.onProgress(told::add).build());
    }

    private CompletableFuture<Awaited<Thing>> start() {
        return start(AwaitOptions.builder());
    }

    /** The first thing that waits is the limit of the wait. */
    private static boolean isDone(Thing thing) {
        return "done".equals(thing.name);
    }

    private FutureTask<?> limit() throws InterruptedException {
        return retries.time.nextHeld();
    }

    private void endPause() throws InterruptedException {
        retries.time.nextHeld().run();
    }

    private static Awaited<Thing> end(CompletableFuture<Awaited<Thing>> wait) throws Exception {
        return wait.get(10, TimeUnit.SECONDS);
    }

    @Test
    void await_whenDoneInTheEnd_returnsTheLastAnswerAfterGrowingPauses() throws Exception {
        for (int i = 0; i < 6; i++) {
            retries.answer(named("busy"));
        }
        retries.answer(named("done"));
        CompletableFuture<Awaited<Thing>> wait = start();
        FutureTask<?> limit = limit();
        for (int i = 0; i < 6; i++) {
            endPause();
        }

        assertThat(end(wait).orElseThrow().name).isEqualTo("done");
        assertThat(told).extracting(AwaitProgress::polls).containsExactly(1, 2, 3, 4, 5, 6);
        int[] longest = {1, 2, 4, 8, 10, 10};
        for (int i = 0; i < 6; i++) {
            Duration bound = Duration.ofSeconds(longest[i]);
            assertThat(told.get(i).pause()).isBetween(bound.dividedBy(2), bound);
        }
        await().until(limit::isCancelled);
    }

    @Test
    void await_whenFailuresPass_goesOn_andIsNotSoonerThanTheServiceAsks() throws Exception {
        retries.answer(
                new MockResponse().setResponseCode(503),
                new MockResponse().setResponseCode(429).setHeader("Retry-After", "7"),
                new MockResponse().setResponseCode(408),
                new MockResponse()
                        .setResponseCode(409)
                        .setBody("{\"error\":\"e\",\"message\":\"m\",\"retryable\":true}"),
                named("busy").setHeader("Retry-After", "9"),
                named("done"));
        CompletableFuture<Awaited<Thing>> wait = start();
        FutureTask<?> unusedLimit = limit();
        for (int i = 0; i < 5; i++) {
            endPause();
        }

        assertThat(end(wait)).isInstanceOf(Awaited.Done.class);
        assertThat(told.get(0).failure()).isInstanceOf(ServerException.class);
        assertThat(told.get(1).pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(told.get(4).pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
        assertThat(told.get(4).failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void await_whenThereIsNoSuchThing_isGone(int status) throws Exception {
        retries.answer(new MockResponse().setResponseCode(status));
        Awaited<Thing> end = end(start());

        assertThat(end)
                .isInstanceOfSatisfying(
                        Awaited.Gone.class,
                        gone -> assertThat(gone.failure().statusCode()).isEqualTo(status));
        assertThatThrownBy(end::orElseThrow).isInstanceOf(ServiceException.class);
    }

    @ParameterizedTest
    @CsvSource({"403", "503"})
    void await_whenAFailureDoesNotPass_failsWithIt(int status) {
        retries.answer(new MockResponse()
                .setResponseCode(status)
                .setBody("{\"error\":\"e\",\"message\":\"m\",\"retryable\":false}"));

        assertThatThrownBy(() -> retries.client.await(retries.api::get, WaitsTest::isDone, AwaitOptions.defaults()))
                .isInstanceOf(status == 403 ? ForbiddenException.class : ServerException.class);
    }

    @Test
    void await_whenTheServiceAsksForMoreThanIsLeft_isOverWithTheLastAnswer() throws Exception {
        retries.answer(named("busy").setHeader("Retry-After", "600"));

        Awaited<Thing> end = end(start());

        assertThat(end).isInstanceOfSatisfying(Awaited.TimedOut.class, late -> {
            assertThat(((Thing) late.last()).name).isEqualTo("busy");
            assertThat(late.failure()).isNull();
        });
        assertThatThrownBy(end::orElseThrow)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("It was not done in time; await again, or give it a longer timeout.");
    }

    @Test
    void timeout_whileARequestIsOnItsWay_cancelsIt() throws Exception {
        retries.answer(named("busy"), new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        CompletableFuture<Awaited<Thing>> wait = start();
        FutureTask<?> limit = limit();
        endPause();
        await().until(() -> retries.requests() == 2);

        limit.run();

        assertThat(end(wait)).isInstanceOf(Awaited.TimedOut.class);
    }

    @Test
    void cancel_duringAPause_endsTheWait() throws Exception {
        retries.answer(named("busy"));
        CompletableFuture<Awaited<Thing>> wait = start();
        FutureTask<?> unusedLimit = limit();
        FutureTask<?> pause = retries.time.nextHeld();

        wait.cancel(false);

        await().until(pause::isCancelled);
        assertThat(retries.requests()).isEqualTo(1);
    }

    @Test
    void close_duringAPause_endsTheWait() throws Exception {
        retries.answer(named("busy"));
        CompletableFuture<Awaited<Thing>> wait = start();
        FutureTask<?> unusedLimit = limit();
        FutureTask<?> unusedPause = retries.time.nextHeld();

        retries.client.close();

        assertThatThrownBy(() -> end(wait))
                .isInstanceOf(CancellationException.class)
                .hasMessage("The Feather client was closed.");
    }

    @Test
    void interrupt_endsTheWaitOfAThread_whichKeepsItsFlag() {
        retries.answer(named("busy"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> retries.client.await(retries.api::get, WaitsTest::isDone, AwaitOptions.defaults()))
                .isInstanceOf(CancellationException.class)
                .hasMessage("The wait for the service was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void await_whenCodeOfTheCallerThrows_failsWithIt() {
        retries.answer(named("busy"));
        Predicate<Thing> broken = thing -> {
            throw new IllegalStateException("mine");
        };

        assertThatThrownBy(() -> retries.client.await(retries.api::get, broken, AwaitOptions.defaults()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
        assertThatThrownBy(() -> retries.client
                        .<Thing>awaitAsync(
                                () -> {
                                    throw new StackOverflowError();
                                },
                                WaitsTest::isDone,
                                AwaitOptions.defaults())
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void listener_whenItThrows_disturbsNothing() throws Exception {
        retries.answer(named("busy"), named("done"));
        CompletableFuture<Awaited<Thing>> wait = retries.client.awaitAsync(
                retries.api::get,
                WaitsTest::isDone,
                AwaitOptions.builder()
                        .onProgress(progress -> {
                            throw new IllegalStateException("mine");
                        })
                        .build());
        FutureTask<?> unusedLimit = limit();
        endPause();

        assertThat(end(wait)).isInstanceOf(Awaited.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "P366D"})
    void options_whenADurationIsNotUsable_areRefused(Duration duration) {
        assertThatThrownBy(() -> AwaitOptions.ofTimeout(duration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be positive and at most 365 days, but is " + duration + ".");
    }
}
