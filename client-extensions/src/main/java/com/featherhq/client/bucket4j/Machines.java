package com.featherhq.client.bucket4j;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the machines: each takes one permit a minute from a bucket that is full again every minute, and looks later in the
 * minute how many are gone. Thread-safe.
 */
final class Machines {

    private static final long MOST = 1_000_000;

    static final BucketConfiguration COUNTER = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(MOST).refillIntervally(MOST, Duration.ofMinutes(1)))
            .build();

    private static final long STEP = Duration.ofSeconds(5).toNanos();

    private final AsyncBucketProxy counter;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private volatile long countedUntil = System.nanoTime();
    private volatile int seen;

    Machines(AsyncBucketProxy counter) {
        this.counter = counter;
    }

    /** Returns the number of machines, this one included; 0 while it isn't known. */
    int seen() {
        return seen;
    }

    /** Does what is due, every 5 s. */
    void beat() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + STEP)) {
            return;
        }
        if (now - countedUntil >= 0) {
            count(now);
        } else {
            look();
        }
    }

    private void count(long now) {
        CompletableFuture<?> unused = counter.tryConsumeAndReturnRemaining(1).thenAccept(probe -> {
            countedUntil = now + probe.getNanosToWaitForReset();
            seen = Math.max(seen, (int) (MOST - probe.getRemainingTokens()));
        });
    }

    private void look() {
        CompletableFuture<?> unused = counter.getAvailableTokens().thenAccept(left -> {
            if (left < MOST) {
                seen = (int) (MOST - left);
            }
        });
    }
}
