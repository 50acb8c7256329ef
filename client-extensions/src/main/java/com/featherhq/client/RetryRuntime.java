package com.featherhq.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What all calls of a client share for retrying. Thread-safe. */
final class RetryRuntime {

    private final RetryEngine engine;
    private final RetryTimer timer;
    private final LongSupplier nanoClock;
    private final @Nullable RetryListener listener;
    private final AttemptsInFlight inFlight;
    private final Executor callbacks;
    private final Set<RetryingCall<?>> waiting = ConcurrentHashMap.newKeySet();

    RetryRuntime(
            RetryEngine engine,
            RetryTimer timer,
            LongSupplier nanoClock,
            @Nullable RetryListener listener,
            AttemptsInFlight inFlight,
            Executor callbacks) {
        this.engine = engine;
        this.timer = timer;
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.inFlight = inFlight;
        this.callbacks = callbacks;
    }

    static RetryRuntime of(
            RetryBudget budget, @Nullable RetryListener listener, AttemptsInFlight inFlight, Executor callbacks) {
        RetryEngine engine = new RetryEngine(budget, () -> ThreadLocalRandom.current().nextDouble());
        return new RetryRuntime(engine, RetryTimer.daemon(), System::nanoTime, listener, inFlight, callbacks);
    }

    RetryEngine engine() {
        return engine;
    }

    long nanoTime() {
        return nanoClock.getAsLong();
    }

    AttemptsInFlight inFlight() {
        return inFlight;
    }

    /** Where callbacks run that no attempt brings about. */
    Executor callbacks() {
        return callbacks;
    }

    Future<?> wakeUp(RetryingCall<?> call, Duration delay, Runnable task) {
        waiting.add(call);
        return timer.schedule(delay.toNanos(), task);
    }

    void woken(RetryingCall<?> call) {
        waiting.remove(call);
    }

    void publish(String operation, String httpMethod, Attempt attempt) {
        if (listener != null) {
            listener.onAttempt(new RetryEvent(operation, httpMethod, attempt));
        }
    }

    /** Ends every call that runs or waits. */
    void close() {
        timer.close();
        waiting.forEach(RetryingCall::cancel);
        inFlight.cancelAll();
    }
}
