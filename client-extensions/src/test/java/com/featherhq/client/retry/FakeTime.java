package com.featherhq.client.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** Time that passes only when somebody waits: a wait is recorded, and is over at once unless the waits are held. */
public final class FakeTime implements RetryTimer {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(1_000_000_000);
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final BlockingQueue<FutureTask<?>> held = new LinkedBlockingQueue<>();
    private volatile boolean holding;
    private volatile double random = 1.0;

    /** Returns sources with this time, whose backoff is always the upper bound but one nanosecond at most. */
    RetryRuntime.Sources sources() {
        return sources(() -> random);
    }

    RetryRuntime.Sources sources(DoubleSupplier random) {
        return new RetryRuntime.Sources(this, nanos::get, Clock.fixed(START, ZoneOffset.UTC), random);
    }

    public FakeTime hold() {
        holding = true;
        return this;
    }

    /** Sets what chance says from now on. */
    void random(double value) {
        random = value;
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    List<Duration> waits() {
        return waits;
    }

    /** Waits until a call waits, and returns what will wake it. */
    public FutureTask<?> nextHeld() throws InterruptedException {
        FutureTask<?> task = held.poll(10, TimeUnit.SECONDS);
        if (task == null) {
            throw new AssertionError("No call came to wait.");
        }
        return task;
    }

    @Override
    public Future<?> schedule(long delayNanos, Runnable task) {
        waits.add(Duration.ofNanos(delayNanos));
        FutureTask<?> future = new FutureTask<>(task, null);
        if (holding) {
            held.add(future);
            return future;
        }
        nanos.addAndGet(delayNanos);
        task.run();
        return CompletableFuture.completedFuture(null);
    }
}
