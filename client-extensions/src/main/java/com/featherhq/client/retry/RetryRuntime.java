package com.featherhq.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What all calls of a client share for retrying. Thread-safe. */
final class RetryRuntime {

    private static final Logger LOGGER = Logger.getLogger(RetryRuntime.class.getName());

    private final RetryEngine engine;
    private final Sources sources;
    private final HintReader hints;
    private final @Nullable RetryListener listener;
    private final AttemptsInFlight inFlight;
    private final BooleanSupplier congested;
    private final Set<RetryingCall<?>> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService callbacks = callbackThread();
    private volatile boolean closed;

    /** Where time and chance come from. */
    record Sources(RetryTimer timer, LongSupplier nanoTime, Clock clock, DoubleSupplier random) {

        static Sources real() {
            return new Sources(
                    RetryTimer.daemon(),
                    System::nanoTime,
                    Clock.systemUTC(),
                    () -> ThreadLocalRandom.current().nextDouble());
        }
    }

    /**
     * Makes the runtime of a client.
     *
     * @param congested whether an attempt that is started now may have to queue
     */
    RetryRuntime(
            RetryBudget budget,
            @Nullable RetryListener listener,
            AttemptsInFlight inFlight,
            BooleanSupplier congested,
            Sources sources) {
        this.engine = new RetryEngine(budget, sources.random());
        this.hints = new HintReader(sources.clock());
        this.sources = sources;
        this.listener = listener;
        this.inFlight = inFlight;
        this.congested = congested;
    }

    /** One thread, gone when idle: for the callbacks of calls that end without an attempt that could run them. */
    private static ExecutorService callbackThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads("feather-callback"));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    RetryEngine engine() {
        return engine;
    }

    HintReader hints() {
        return hints;
    }

    AttemptsInFlight inFlight() {
        return inFlight;
    }

    /** Runs a callback of a call that ended without an attempt to run it. */
    void callBack(Runnable callback) {
        try {
            callbacks.execute(callback);
        } catch (RejectedExecutionException e) {
            callback.run(); // The client is closed.
        }
    }

    long nanoTime() {
        return sources.nanoTime().getAsLong();
    }

    boolean isCongested() {
        return congested.getAsBoolean();
    }

    boolean isClosed() {
        return closed;
    }

    int waitingCalls() {
        return waiting.size();
    }

    Future<?> later(Duration delay, Runnable task) {
        return sources.timer().schedule(delay.toNanos(), task);
    }

    void waits(RetryingCall<?> call) {
        waiting.add(call);
    }

    void waitsNoMore(RetryingCall<?> call) {
        waiting.remove(call);
    }

    boolean hasListener() {
        return listener != null;
    }

    void publish(String operation, String httpMethod, Attempt attempt) {
        if (listener == null) {
            return;
        }
        try {
            listener.onAttempt(new RetryEvent(operation, httpMethod, attempt));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The retry listener failed.", e);
        }
    }

    /** Ends every call that runs or waits. */
    void close() {
        closed = true;
        sources.timer().close();
        waiting.forEach(RetryingCall::cancel);
        inFlight.cancelAll();
        callbacks.shutdown();
    }
}
