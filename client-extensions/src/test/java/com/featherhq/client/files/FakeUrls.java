package com.featherhq.client.files;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Who signs URLs, without HTTP: answers what it is told, and counts. */
final class FakeUrls implements SignedUrl.Provider {

    record Grant(String url, Long bytes, Duration lifetime) {}

    private final LongSupplier nanoTime;
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<CompletableFuture<Grant>> answers = new ConcurrentLinkedQueue<>();
    private volatile Supplier<Grant> standard = () -> signed("https://storage.example/a?signature=s3cret", null);

    FakeUrls(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static Grant signed(String url, Long bytes) {
        return signed(url, bytes, Duration.ofMinutes(10));
    }

    static Grant signed(String url, Long bytes, Duration lifetime) {
        return new Grant(url, bytes, lifetime);
    }

    FakeUrls always(Supplier<Grant> answer) {
        standard = answer;
        return this;
    }

    FakeUrls next(Grant answer) {
        answers.add(CompletableFuture.completedFuture(answer));
        return this;
    }

    FakeUrls next(RuntimeException failure) {
        answers.add(CompletableFuture.failedFuture(failure));
        return this;
    }

    /** Returns what decides about the next answer, which is under way until then. */
    CompletableFuture<Grant> nextPending() {
        CompletableFuture<Grant> pending = new CompletableFuture<>();
        answers.add(pending);
        return pending;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public CompletionStage<SignedUrl> request(SignedUrl unwanted) {
        requests.incrementAndGet();
        CompletableFuture<Grant> answer = answers.poll();
        return (answer == null ? CompletableFuture.completedFuture(standard.get()) : answer).thenApply(this::lease);
    }

    private SignedUrl lease(Grant grant) {
        long deadline = nanoTime.getAsLong() + grant.lifetime().toNanos();
        return new SignedUrl() {
            @Override
            public String url() {
                return grant.url();
            }

            @Override
            public Duration remaining() {
                return Duration.ofNanos(deadline - nanoTime.getAsLong());
            }

            @Override
            public Long bytes() {
                return grant.bytes();
            }
        };
    }
}
