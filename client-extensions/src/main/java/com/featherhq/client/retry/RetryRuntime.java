package com.featherhq.client.retry;

import com.featherhq.client.http.DaemonThreads;
import com.featherhq.client.ratelimit.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

    /** As many threads as there is to do, shared by all clients. */
    private static final Executor SPARE = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads("feather-callback"));

    private final RetryEngine engine;
    private final Sources sources;
    private final HintReader hints;
    private final DecisionTable table;
    private final @Nullable BiConsumer<? super Call<?>, ? super Attempt> listener;
    private final @Nullable RateLimiter limiter;
    private final @Nullable AdaptiveThrottle throttle;
    private final AttemptsInFlight inFlight = new AttemptsInFlight();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private final @Nullable Executor callbacks;
    private volatile boolean closed;

    /** Clock, timer and random numbers. */
    record Sources(RetryTimer timer, LongSupplier nanoTime, Clock clock, DoubleSupplier random) {

        static Sources real() {
            return new Sources(
                    RetryTimer.shared(),
                    System::nanoTime,
                    Clock.systemUTC(),
                    () -> ThreadLocalRandom.current().nextDouble());
        }
    }

    /**
     * Makes what {@code budget} and {@code table} are shared through.
     *
     * @param listener who is told of each attempt
     * @param callbacks where callbacks run; null for where they are in nobody's way
     */
    RetryRuntime(
            RetryBudget budget,
            DecisionTable table,
            Function<? super Response<?>, BodyHints> bodyHints,
            @Nullable BiConsumer<? super Call<?>, ? super Attempt> listener,
            @Nullable Executor callbacks,
            @Nullable RateLimiter limiter,
            boolean throttling,
            Sources sources) {
        this.engine = new RetryEngine(budget, sources.random());
        this.hints = new HintReader(sources.clock(), bodyHints);
        this.table = table;
        this.sources = sources;
        this.listener = listener;
        this.callbacks = callbacks;
        this.limiter = limiter;
        this.throttle = throttling ? new AdaptiveThrottle(sources.random()) : null;
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

    /**
     * Goes on with a call whose attempt is over: code of the user's will run. It must not keep a thread that other calls
     * need, so it runs on the executor of the user's choice, else on this thread once OkHttp has done with it, else on a
     * thread that nobody needs.
     */
    void goOn(Runnable task) {
        if (callbacks == null) {
            if (!DispatcherThreads.runAfter(task)) {
                work(task);
            }
            return;
        }
        try {
            callbacks.execute(task);
        } catch (Throwable e) {
            work(task); // It takes nothing any more.
        }
    }

    /** Runs a task of ours that may meet code of the user's, such as the making of a request. */
    void work(Runnable task) {
        try {
            SPARE.execute(task);
        } catch (OutOfMemoryError e) {
            task.run(); // The system has no thread left: better here than never.
        }
    }

    /** Returns if a call may begin; throws if the client is closed, or holds calls back. */
    void admit() throws CallThrottledException {
        if (closed) {
            throw new IllegalStateException("The client is closed.");
        }
        if (throttle != null && !throttle.admits(nanoTime())) {
            throw new CallThrottledException();
        }
    }

    /** Records the outcome of an attempt. */
    void ended(RunningAttempt<?> attempt, Outcome outcome) {
        if (throttle != null) {
            throttle.ended(outcome, nanoTime());
        }
        Response<?> response = attempt.response();
        if (limiter != null && response != null && response.code() == 429) {
            limiter.rejected(hints.read(response).delay());
        }
    }

    @Nullable
    RateLimiter limiter() {
        return limiter;
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
     * Runs {@code task} after {@code delay}, on the timer's thread: it must be quick, and run no code of users.
     */
    Future<?> schedule(Duration delay, Runnable task) {
        return sources.timer().schedule(delay.toNanos(), task);
    }

    /** Notes that a call waits, which {@code cancel} ends; {@link #close} runs it. */
    void waitBegins(Runnable cancel) {
        waiting.add(cancel);
        if (closed) {
            cancel.run(); // Perhaps before this wait could be seen.
        }
    }

    /** Notes that the wait that {@code cancel} would have ended is over. */
    void waitEnds(Runnable cancel) {
        waiting.remove(cancel);
    }

    /** Tells the listener. What it throws may hold anything, so only its type is logged. */
    void publish(Call<?> call, Attempt attempt) {
        RetryLog.ended(call, attempt);
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

    /** Returns {@code ended} as others are told of it. */
    Attempt attempt(RunningAttempt<?> ended, RetryDecision decision) {
        return new Attempt(
                ended.number(),
                ended.statusCode(),
                ended.failure(),
                ended.permitNanos(),
                nanoTime() - ended.startNanos(),
                decision,
                DecisionTable.mayHaveBeenProcessed(ended, ended.outcome()),
                ended.confirmation());
    }

    /** Ends every call that runs or waits. */
    void close() {
        closed = true;
        waiting.forEach(Runnable::run);
        inFlight.cancelAll();
    }

    /**
     * What an asynchronous call is busy with. Whoever ends a step (OkHttp, the timer, a cancel, the deadline) must {@link #claim} it
     * first, so that what follows is done exactly once, whatever comes together. Thread-safe.
     */
    static final class Steps {

        /** Null between two steps and at the end. Guarded by this. */
        private @Nullable Step current;

        /** What the call is busy with. */
        interface Step {
            /** Ends the step; called by whoever has claimed it. */
            void abort(Throwable reason);
        }

        synchronized void begin(Step next) {
            current = next;
        }

        synchronized boolean isNow(Step step) {
            return current == step;
        }

        synchronized boolean claim(Step ended) {
            if (current != ended) {
                return false;
            }
            current = null;
            return true;
        }

        void abort(Throwable reason) {
            Step aborted;
            synchronized (this) {
                aborted = current;
                current = null;
            }
            if (aborted != null) {
                aborted.abort(reason);
            }
        }

        /**
         * Asks, as a step of its own. Who aborts it does not wait for the answer, which is cancelled.
         *
         * @param begun is run before, and aborts the step if it comes too late
         */
        void ask(
                Confirmation.Question question,
                Runnable begun,
                BiConsumer<@Nullable Confirmation<?>, Throwable> known,
                Consumer<Throwable> aborted) {
            CompletableFuture<@Nullable Void> stop = new CompletableFuture<>();
            Step asking = reason -> {
                stop.complete(null);
                aborted.accept(reason);
            };
            begin(asking);
            begun.run();
            if (isNow(asking)) {
                CompletableFuture<Confirmation<?>> answer = question.ask();
                CompletableFuture<?> unused = stop.thenRun(() -> answer.cancel(true));
                CompletableFuture<?> unusedToo = answer.whenComplete((confirmation, failure) -> {
                    if (claim(asking)) {
                        known.accept(confirmation, failure);
                    }
                });
            }
        }
    }
}
