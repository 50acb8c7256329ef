package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.ClientAccess;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.FaultServer.Fault;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Started;
import com.featherhq.client.retry.RetryFixture.Thing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** Cancelling, interrupting and closing at every phase of a call. */
final class RetryCancelTest {

    @Test
    void cancel_whenNotStarted_sendsNothing() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            Call<Thing> sync = retries.api.get();
            sync.cancel();
            assertThatThrownBy(sync::execute).isInstanceOf(IOException.class).hasMessage("Canceled");
            assertThat(sync.isCanceled()).isTrue();

            Call<Thing> async = retries.api.get();
            async.cancel();
            assertCanceled(start(async).end(), 1);
            assertThat(retries.requests()).isZero();
        }
    }

    @Test
    void cancel_whenQueued_endsAtOnceAndSendsNothing() throws Exception {
        try (FaultServer faults = new FaultServer(Fault.BLACK_HOLE);
                RetryFixture retries = new RetryFixture(builder -> builder.baseUrl(faults.url()))) {
            retries.base.dispatcher().setMaxRequests(1);
            retries.time.hold();
            Started<Thing> running = start(retries.api.get());
            faults.awaitFault();
            Started<Thing> queued = start(retries.api.get());

            queued.call().cancel();

            assertCanceled(queued.end(), 1);
            assertThat(retries.base.dispatcher().runningCallsCount()).isEqualTo(1);
            running.call().cancel();
            assertCanceled(running.end(), 1);
            retries.awaitIdle();
            assertThat(faults.requests()).isEqualTo(1);
        }
    }

    @Test
    void deadline_whenQueued_endsTheCall() throws Exception {
        try (FaultServer faults = new FaultServer(Fault.BLACK_HOLE);
                RetryFixture retries = new RetryFixture(builder -> builder.baseUrl(faults.url()))) {
            retries.base.dispatcher().setMaxRequests(1);
            Started<Thing> running = start(retries.api.get());
            faults.awaitFault();
            Call<Thing> late = retries.api.get();
            late.timeout().timeout(50, TimeUnit.MILLISECONDS);

            Ended<Thing> end = start(late).end();

            assertThat(end.failure())
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("timed out after 50 ms (deadline)");
            assertThat(end.attempts()).hasSize(1);
            assertThat(end.attempts().get(0).mayHaveBeenProcessed()).isFalse();
            running.call().cancel();
            running.end();
        }
    }

    @Test
    void cancel_whenConnecting_endsTheCall() throws Exception {
        try (FaultServer.FullBacklog hole = new FaultServer.FullBacklog();
                RetryFixture retries = new RetryFixture(builder -> builder.baseUrl(hole.url()))) {
            Started<Thing> async = start(retries.api.get());
            async.call().cancel();
            assertCanceled(async.end(), 1);

            Call<Thing> sync = retries.api.get();
            CompletableFuture<Throwable> failure = executeOnThread(sync);
            await().until(() -> retries.runtime().inFlight().count() == 1);
            sync.cancel();
            assertThat(failure.join()).isInstanceOf(IOException.class);
            assertThat(((RetryingCall<Thing>) sync).attempts()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Fault.class,
            names = {"BLACK_HOLE", "STALLED_BODY"})
    void cancel_whenServerIsSilent_endsTheCallWithoutFurtherAttempt(Fault fault) throws Exception {
        try (FaultServer faults = new FaultServer(fault);
                RetryFixture retries = new RetryFixture(builder -> builder.baseUrl(faults.url()))) {
            Started<Thing> async = start(retries.api.get());
            faults.awaitFault();
            async.call().cancel();
            assertCanceled(async.end(), 1);

            Call<Thing> sync = retries.api.get();
            CompletableFuture<Throwable> failure = executeOnThread(sync);
            faults.awaitFault();
            sync.cancel();
            assertThat(failure.join()).isInstanceOf(IOException.class);
            assertThat(faults.requests()).isEqualTo(2);
        }
    }

    @Test
    void cancel_whenAsyncCallWaits_endsTheWaitAtOnce() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            Started<Thing> waiting = start(retries.api.get());
            FutureTask<?> wakeUp = retries.time.nextHeld();
            await().until(() -> retries.runtime().waitingCalls() == 1);
            assertThat(retries.base.dispatcher().runningCallsCount()).isZero();

            waiting.call().cancel();

            Ended<Thing> end = waiting.end();
            assertThat(end.failure()).isInstanceOf(IOException.class).hasMessage("Canceled");
            await().until(wakeUp::isCancelled);
            assertThat(retries.requests()).isEqualTo(1);
            assertThat(waiting.ends()).isEmpty();
        }
    }

    @Test
    void cancel_whenSyncCallWaits_endsTheWaitAtOnce() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            Call<Thing> call = retries.api.get();
            CompletableFuture<Throwable> failure = executeOnThread(call);
            FutureTask<?> wakeUp = retries.time.nextHeld();

            call.cancel();

            assertThat(failure.join()).isInstanceOf(IOException.class).hasMessage("Canceled");
            assertThat(wakeUp.isCancelled()).isTrue();
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @Test
    void interrupt_whenSyncCallWaits_endsWithTheFlagSet() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                failure.complete(catchThrowable(() -> retries.api.get().execute()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            FutureTask<?> wakeUp = retries.time.nextHeld();

            caller.interrupt();

            assertThat(failure.join())
                    .isExactlyInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted");
            assertThat(flag.join()).isTrue();
            await().until(wakeUp::isCancelled);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @Test
    void interrupt_whenWaitingForHeaders_preventsTheNextAttempt() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            retries.server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
                @Override
                public MockResponse dispatch(okhttp3.mockwebserver.RecordedRequest request) {
                    caller.join().interrupt();
                    return new MockResponse().setResponseCode(503);
                }
            });
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                failure.complete(catchThrowable(() -> retries.api.get().execute()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.complete(thread);
            thread.start();

            assertThat(failure.join()).isExactlyInstanceOf(InterruptedIOException.class);
            assertThat(flag.join()).isTrue();
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @Test
    void interrupt_whenSetBeforeTheCall_triesOnceAtMost() throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            RetryingCall<Thing> call = (RetryingCall<Thing>) retries.api.get();
            Thread.currentThread().interrupt();
            Throwable failure = catchThrowable(call::execute);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).isInstanceOf(InterruptedIOException.class);
            assertThat(call.attempts()).hasSize(1);
            assertThat(call.attempts().get(0).stopReason()).isEqualTo(StopReason.CANCELED);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void close_whenCallWaits_endsIt(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture().answer(503)) {
            retries.time.hold();
            CompletableFuture<Throwable> failure = async
                    ? CompletableFuture.supplyAsync(() -> failureOf(start(retries.api.get())))
                    : executeOnThread(retries.api.get());
            FutureTask<?> wakeUp = retries.time.nextHeld();
            await().until(() -> retries.runtime().waitingCalls() == 1);

            retries.client.close();
            retries.client.close();

            assertThat(failure.join()).isInstanceOf(IOException.class).hasMessage("Canceled");
            await().until(wakeUp::isCancelled);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void close_whenCallRuns_endsItWithoutRetry(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.answer(RetryFixture.fault(SocketPolicy.NO_RESPONSE));
            CompletableFuture<Throwable> failure = async
                    ? CompletableFuture.supplyAsync(() -> failureOf(start(retries.api.get())))
                    : executeOnThread(retries.api.get());
            retries.server.takeRequest();

            retries.client.close();

            assertThat(failure.join()).isInstanceOf(IOException.class);
            assertThat(retries.requests()).isEqualTo(1);
        }
    }

    @Test
    void close_whenRetryIsAboutToWait_endsTheCall() throws Exception {
        for (boolean async : new boolean[] {false, true}) {
            AtomicReference<FeatherClient> client = new AtomicReference<>();
            try (RetryFixture retries = new RetryFixture(builder -> ClientAccess.retries(builder)
                            .onAttempt((call, attempt) -> client.get().close()))
                    .answer(503)) {
                client.set(retries.client);
                Throwable failure = async
                        ? failureOf(start(retries.api.get()))
                        : executeOnThread(retries.api.get()).join();

                assertThat(failure).isInstanceOf(IOException.class).hasMessage("Canceled");
            }
        }
    }

    @Test
    void call_whenClientIsClosed_saysSo() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            retries.client.close();

            assertThatThrownBy(() -> retries.api.get().execute())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The client is closed.");
        }
    }

    private static void assertCanceled(Ended<Thing> end, int attempts) {
        assertThat(end.failure()).isInstanceOf(IOException.class).hasMessage("Canceled");
        assertThat(end.attempts()).hasSize(attempts);
        assertThat(end.stopReason()).isEqualTo(StopReason.CANCELED);
    }

    private static Throwable failureOf(Started<Thing> started) {
        try {
            return started.end().failure();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<Throwable> executeOnThread(Call<Thing> call) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        new Thread(() -> failure.complete(catchThrowable(call::execute))).start();
        return failure;
    }
}
