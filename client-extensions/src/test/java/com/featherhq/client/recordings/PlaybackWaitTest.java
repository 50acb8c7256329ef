package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlaybackWaitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();
    private final FakeService service = new FakeService(time).always(() -> FakeService.blocked("processing"));
    private final LeaseCache cache = new LeaseCache(service, time, 10, Duration.ofSeconds(30));

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

    private CompletableFuture<Playability> start(Set<String> terminal) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(10), () -> 1);
        return new PlaybackWait(ID, terminal, cache, time, backoff, time).start(MINUTE);
    }
}
