package com.featherhq.client.retry;

import com.featherhq.client.http.DaemonThreads;
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
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** What all calls of one {@link RetryingCalls} share. Thread-safe. */
final class RetryRuntime {

    /** {@code java.util.logging}: on every platform, Android included, and every logging framework has a bridge from it. */
    private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

    private final RetryEngine engine;
    private final Sources sources;
    private final HintReader hints;
    private final DecisionTable table;
    private final @Nullable BiConsumer<? super Call<?>, ? super Attempt> listener;
    private final AttemptsInFlight inFlight = new AttemptsInFlight();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
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

    /** Makes what {@code budget} and {@code table} are shared through; {@code listener} is told of each attempt. */
    RetryRuntime(
            RetryBudget budget,
            DecisionTable table,
            Function<? super Response<?>, BodyHints> bodyHints,
            @Nullable BiConsumer<? super Call<?>, ? super Attempt> listener,
            Sources sources) {
        this.engine = new RetryEngine(budget, sources.random());
        this.hints = new HintReader(sources.clock(), bodyHints);
        this.table = table;
        this.sources = sources;
        this.listener = listener;
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

    DecisionTable table() {
        return table;
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
            callback.run(); // Closed.
        }
    }

    long nanoTime() {
        return sources.nanoTime().getAsLong();
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns how many calls wait for their next attempt. */
    int waitingCalls() {
        return waiting.size();
    }

    /**
     * Runs {@code task} after {@code delay}, on the timer's thread: it must be quick.
     *
     * @throws RejectedExecutionException if this is closed
     */
    Future<?> schedule(Duration delay, Runnable task) {
        return sources.timer().schedule(delay.toNanos(), task);
    }

    /** Notes that a call waits, which {@code cancel} ends; {@link #close} runs it. */
    void waitBegins(Runnable cancel) {
        waiting.add(cancel);
    }

    /** Notes that the wait that {@code cancel} would have ended is over. */
    void waitEnds(Runnable cancel) {
        waiting.remove(cancel);
    }

    /** Tells the listener. What it throws may hold anything, so only its type is logged. */
    void publish(Call<?> call, Attempt attempt) {
        if (listener == null) {
            return;
        }
        try {
            listener.accept(call, attempt);
        } catch (RuntimeException e) {
            LOGGER.warning("A listener failed: " + listener.getClass().getName() + " threw "
                    + e.getClass().getName());
        }
    }

    /** Ends every call that runs or waits. */
    void close() {
        closed = true;
        sources.timer().close();
        waiting.forEach(Runnable::run);
        inFlight.cancelAll();
        callbacks.shutdown();
    }
}
