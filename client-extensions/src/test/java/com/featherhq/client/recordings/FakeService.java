package com.featherhq.client.recordings;

import com.featherhq.client.ratelimit.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The lease operation without HTTP: answers what it is told, and counts. */
final class FakeService implements LeaseCache.Source {

    static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final LongSupplier nanoTime;
    final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<CompletableFuture<PlaybackLease.Grant>> answers = new ConcurrentLinkedQueue<>();
    private volatile Supplier<PlaybackLease.Grant> standard =
            () -> playable("https://storage.example/a?signature=s3cret", null);

    FakeService(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static PlaybackLease.Grant playable(String url, Long bytes) {
        return playable(url, bytes, Duration.ofMinutes(10));
    }

    static PlaybackLease.Grant playable(String url, Long bytes, Duration lifetime) {
        return new PlaybackLease.Grant(url, lifetime, "ready", Duration.ofSeconds(42), bytes, AT, null);
    }

    static PlaybackLease.Grant blocked(String status) {
        return new PlaybackLease.Grant(null, Duration.ZERO, status, null, null, AT, null);
    }

    static PlaybackLease.Grant blocked(String status, Duration retryAfter) {
        return new PlaybackLease.Grant(null, Duration.ZERO, status, null, null, AT, retryAfter);
    }

    FakeService always(Supplier<PlaybackLease.Grant> answer) {
        standard = answer;
        return this;
    }

    FakeService next(PlaybackLease.Grant answer) {
        answers.add(CompletableFuture.completedFuture(answer));
        return this;
    }

    FakeService next(RuntimeException failure) {
        answers.add(CompletableFuture.failedFuture(failure));
        return this;
    }

    /** Returns what decides about the next answer, which is under way until then. */
    CompletableFuture<PlaybackLease.Grant> nextPending() {
        CompletableFuture<PlaybackLease.Grant> pending = new CompletableFuture<>();
        answers.add(pending);
        return pending;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public CompletableFuture<PlaybackLease> request(UUID recordingId, Lane lane) {
        lanes.add(lane);
        requests.incrementAndGet();
        CompletableFuture<PlaybackLease.Grant> answer = answers.poll();
        return (answer == null ? CompletableFuture.completedFuture(standard.get()) : answer)
                .thenApply(grant -> new PlaybackLease(recordingId, grant, nanoTime));
    }
}
