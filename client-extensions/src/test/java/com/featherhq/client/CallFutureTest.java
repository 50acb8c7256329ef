package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.retry.RetryFixture;
import com.featherhq.client.retry.RetryFixture.Thing;
import com.featherhq.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Response;

/** Futures and streams: what ends them ends the call. */
final class CallFutureTest {

    @Test
    void future_whenServerFailsOnce_isRetried() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503, 200, 503, 200)) {
            assertThat(retries.api.getLater().get(10, TimeUnit.SECONDS).name).isEqualTo("a");
            assertThat(retries.api.getResponseLater().get(10, TimeUnit.SECONDS).code())
                    .isEqualTo(200);
            assertThat(retries.requests()).isEqualTo(4);
        }
    }

    @Test
    void future_whenStatusIsAnError_failsOrHasTheResponse() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(404, 404)) {
            assertThatThrownBy(() -> retries.api.getLater().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("GET thing (Api.getLater) was answered 404 with an empty body (1 attempt).");
            Response<Thing> response = retries.api.getResponseLater().join();
            assertThat(response.code()).isEqualTo(404);
        }
    }

    @Test
    void future_whenConnectionFails_hasTheFailure() throws Exception {
        try (RetryFixture retries = new RetryFixture(builder -> builder.retryPolicy(RetryPolicy.none()))) {
            retries.answer(RetryFixture.fault(SocketPolicy.DISCONNECT_AFTER_REQUEST));
            assertThatThrownBy(() -> retries.api.getLater().join()).hasCauseInstanceOf(TransportException.class);
        }
    }

    static Stream<Consumer<CompletableFuture<Thing>>> endings() {
        return Stream.of(
                future -> future.cancel(true),
                future -> future.thenApply(thing -> thing).cancel(true),
                future -> future.thenApply(thing -> thing)
                        .thenCompose(thing -> new CompletableFuture<>())
                        .cancel(true),
                future -> future.orTimeout(1, TimeUnit.MILLISECONDS),
                future -> future.completeOnTimeout(new Thing(), 1, TimeUnit.MILLISECONDS),
                future -> future.complete(new Thing()),
                future -> future.completeExceptionally(new IllegalStateException()));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void future_whenEndedWhileTheCallWaits_endsTheWait(Consumer<CompletableFuture<Thing>> ending) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            CompletableFuture<Thing> future = retries.api.getLater();
            FutureTask<?> wakeUp = retries.time.nextHeld();

            ending.accept(future);

            await().until(wakeUp::isCancelled);
            await().until(future::isDone);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void future_whenEndedWhileTheCallRuns_endsTheCall(Consumer<CompletableFuture<Thing>> ending) throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.answer(RetryFixture.fault(SocketPolicy.NO_RESPONSE));
            CompletableFuture<Thing> future = retries.api.getLater();
            retries.server.takeRequest();

            ending.accept(future);

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> retries.base.dispatcher().runningCallsCount() == 0);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @Test
    void future_whenDone_isNotDisturbedByCancel() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(200)) {
            CompletableFuture<Thing> future = retries.api.getLater();
            CompletableFuture<Void> derived = future.thenCompose(thing -> new CompletableFuture<>());
            future.join();

            assertThat(derived.cancel(true)).isTrue();
            assertThat(future.cancel(true)).isFalse();
            assertThat(future.join().name).isEqualTo("a");
        }
    }

    @Test
    void stream_whenReadForLongerThanAnAttemptMayTake_isNotCutOff() throws Exception {
        RetryPolicy quick =
                RetryPolicy.builder().attemptTimeout(Duration.ofMillis(300)).build();
        try (RetryFixture retries = new RetryFixture(builder -> builder.retryPolicy(quick))) {
            retries.answer(new MockResponse().setResponseCode(503));
            retries.answer(new MockResponse().setBody("slow").setBodyDelay(600, TimeUnit.MILLISECONDS));

            try (ResponseBody body = retries.api.stream().execute().body()) {
                assertThat(body.string()).isEqualTo("slow");
            }
        }
    }

    @Test
    void stream_whenCanceledBeforeTheResponseIsHandedOver_leavesNoConnectionOpen() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.answer(new MockResponse().setBody("never read"));
            RetryFixture.Started<ResponseBody> started = RetryFixture.start(retries.api.stream());
            retries.server.takeRequest();
            started.cancel();
            RetryFixture.Ended<ResponseBody> end = started.end();
            if (end.response() != null) {
                end.response().body().close(); // The response was quicker.
            }
        }
    }
}
