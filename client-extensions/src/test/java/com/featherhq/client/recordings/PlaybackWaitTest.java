package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackWaitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Runnable> closeActions = new CopyOnWriteArrayList<>();
    private final FakeTime time = new FakeTime();
    private final FakeService service = new FakeService(time).always(() -> FakeService.blocked("processing"));
    private final LeaseCache cache = new LeaseCache(service, time, 10, Duration.ofSeconds(30), Runnable::run);

    @Test
    void await_whenPlayableAtOnce_endsWithoutAPause() {
        service.next(FakeService.playable("https://storage.example/a", null));

        CompletableFuture<Playability> wait = start(Set.of());

        assertThat(wait.join()).isEqualTo(new Playability.Playable(cache.cached(ID)));
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void await_whenPlayableLater_pollsWithGrowingPauses() {
        CompletableFuture<Playability> wait = start(Set.of());

        time.pass(Duration.ofMillis(999));
        assertThat(service.requests()).isEqualTo(1);
        time.pass(Duration.ofMillis(1));
        assertThat(service.requests()).isEqualTo(2);
        time.pass(Duration.ofMillis(1_500));
        assertThat(service.requests()).isEqualTo(3);
        service.next(FakeService.playable("https://storage.example/a", null));
        time.pass(Duration.ofMillis(2_250));

        assertThat(wait.join()).isInstanceOf(Playability.Playable.class);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void await_whenTheTimeIsUp_tellsTheLastStatus() {
        CompletableFuture<Playability> wait = start(Set.of("failed"));
        time.pass(Duration.ofSeconds(59));
        assertThat(wait).isNotDone();
        service.always(() -> FakeService.blocked("redacting"));
        time.pass(Duration.ofSeconds(1));

        assertThat(wait.join()).isEqualTo(new Playability.StillBlocked("processing"));
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void await_whenNobodyAnswersInTime_tellsNoStatus() {
        CompletableFuture<PlaybackLease.Grant> unused = service.nextPending();
        CompletableFuture<Playability> wait = start(Set.of());
        time.pass(MINUTE);

        assertThat(wait.join()).isEqualTo(new Playability.StillBlocked(null));
    }

    @Test
    void await_whenTheStatusIsTerminal_endsAtOnce() {
        service.next(FakeService.blocked("no_audio"));

        assertThat(start(Set.of("no_audio", "failed")).join()).isEqualTo(new Playability.Unavailable("no_audio"));
    }

    @Test
    void await_whenTheServiceAsksForAPause_doesNotComeSooner() {
        service.next(FakeService.blocked("processing", Duration.ofSeconds(20)));
        CompletableFuture<Playability> wait = start(Set.of());

        time.pass(Duration.ofSeconds(19));
        assertThat(service.requests()).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(service.requests()).isEqualTo(2);
        assertThat(wait).isNotDone();
    }

    @Test
    void await_whenThePauseAskedForIsLongerThanTheTimeLeft_endsNow() {
        service.next(FakeService.blocked("processing", MINUTE));

        assertThat(start(Set.of()).join()).isEqualTo(new Playability.StillBlocked("processing"));
    }

    @Test
    void await_whenAFailureIsNoneThatPasses_endsWithIt() {
        service.next(new IllegalStateException("broken"));

        assertThat(start(Set.of())).isCompletedExceptionally();
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void await_whenCancelled_stopsPolling() {
        CompletableFuture<Playability> wait = start(Set.of());
        wait.cancel(false);
        time.pass(MINUTE);

        assertThat(service.requests()).isEqualTo(1);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void awaitPlayable_whenInterrupted_stopsPollingAndKeepsTheFlag() throws IOException {
        try (Scene scene = Scene.of(1)) {
            scene.service.always(() -> FakeService.blocked("processing"));
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> scene.recordings.awaitPlayable(ID, MINUTE))
                    .withMessage("The wait for the service was interrupted.");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(scene.time.scheduled()).isZero();
        }
    }

    @Test
    void awaitPlayable_whenPlayable_returnsTheLease() throws IOException {
        try (Scene scene = Scene.of(1)) {
            assertThat(scene.recordings.awaitPlayable(ID, MINUTE)).isInstanceOf(Playability.Playable.class);
        }
    }

    @Test
    void awaitPlayable_whenTheTimeoutIsNotPositive_isRefused() throws IOException {
        try (Scene scene = Scene.of(1)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> scene.recordings.awaitPlayable(ID, Duration.ZERO))
                    .withMessage("timeout must be positive, but is PT0S.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT2562047788015H12M55.807S", "PT2562047788015215H30M7.999999999S"})
    void await_whenTheTimeoutIsAnyPositiveOne_waits(Duration timeout) {
        CompletableFuture<Playability> wait = start(Set.of(), timeout);

        service.next(FakeService.playable("https://storage.example/a", null));
        time.pass(Duration.ofSeconds(1));

        assertThat(wait).isDone();
    }

    @Test
    void await_whenThePauseAskedForIsLongerThanAnyTime_endsNow() {
        service.next(FakeService.blocked("processing", Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(start(Set.of(), Duration.ofSeconds(Long.MAX_VALUE)).join())
                .isEqualTo(new Playability.StillBlocked("processing"));
    }

    @Test
    void await_whenTheClientIsClosed_endsAtOnce() {
        CompletableFuture<Playability> wait = start(Set.of());

        closeActions.get(0).run();

        assertThat(wait).isCancelled();
        assertThat(time.scheduled()).isZero();
        assertThat(closeActions).isEmpty();
    }

    @Test
    void awaitPlayableAsync_whenWhatFollowsWaitsToo_isNotInItsOwnWay() throws Exception {
        Executor threads = com.featherhq.client.http.DaemonThreads.growing("test");
        LeaseCache blocked = new LeaseCache(service, System::nanoTime, 10, Duration.ofSeconds(30), threads);
        List<CompletableFuture<Playability>> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waits.add(realWait(blocked, threads)
                    .thenApply(first -> realWait(blocked, threads).join()));
        }

        for (CompletableFuture<Playability> wait : waits) {
            assertThat(wait.get(30, TimeUnit.SECONDS)).isInstanceOf(Playability.StillBlocked.class);
        }
    }

    private CompletableFuture<Playability> realWait(LeaseCache blocked, Executor threads) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(10), () -> 1);
        return new PlaybackWait(
                        ID, Set.of(), blocked, new Scheduler.Real(threads), backoff, System::nanoTime, this::onClose)
                .start(Duration.ofMillis(20));
    }

    private CompletableFuture<Playability> start(Set<String> terminal) {
        return start(terminal, MINUTE);
    }

    private CompletableFuture<Playability> start(Set<String> terminal, Duration timeout) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(10), () -> 1);
        return new PlaybackWait(ID, terminal, cache, time, backoff, time, this::onClose).start(timeout);
    }

    private Runnable onClose(Runnable action) {
        closeActions.add(action);
        return () -> closeActions.remove(action);
    }
}
