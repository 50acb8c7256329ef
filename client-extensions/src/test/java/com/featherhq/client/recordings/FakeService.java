package com.featherhq.client.recordings;

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
final class FakeService implements LeaseSource {

    static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final LongSupplier nanoTime;
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<CompletableFuture<LeaseGrant>> answers = new ConcurrentLinkedQueue<>();
    private volatile Supplier<LeaseGrant> standard = () -> playable("https://storage.example/a?signature=s3cret", null);

    FakeService(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static LeaseGrant playable(String url, Long bytes) {
        return playable(url, bytes, Duration.ofMinutes(10));
    }

    static LeaseGrant playable(String url, Long bytes, Duration lifetime) {
        return new LeaseGrant(url, lifetime, "ready", Duration.ofSeconds(42), bytes, AT, null);
    }

    static LeaseGrant blocked(String status) {
        return new LeaseGrant(null, Duration.ZERO, status, null, null, AT, null);
    }

    static LeaseGrant blocked(String status, Duration retryAfter) {
        return new LeaseGrant(null, Duration.ZERO, status, null, null, AT, retryAfter);
    }

    FakeService always(Supplier<LeaseGrant> answer) {
        standard = answer;
        return this;
    }

    FakeService next(LeaseGrant answer) {
        answers.add(CompletableFuture.completedFuture(answer));
        return this;
    }

    FakeService next(RuntimeException failure) {
        answers.add(CompletableFuture.failedFuture(failure));
        return this;
    }

    /** Returns what decides about the next answer, which is under way until then. */
    CompletableFuture<LeaseGrant> nextPending() {
        CompletableFuture<LeaseGrant> pending = new CompletableFuture<>();
        answers.add(pending);
        return pending;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public CompletableFuture<PlaybackLease> request(UUID recordingId) {
        requests.incrementAndGet();
        CompletableFuture<LeaseGrant> answer = answers.poll();
        return (answer == null ? CompletableFuture.completedFuture(standard.get()) : answer)
                .thenApply(grant -> new PlaybackLease(recordingId, grant, nanoTime));
    }
}
