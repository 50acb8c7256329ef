package com.featherhq.client.retry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous call is busy with. Whoever ends a step (OkHttp, the timer, a cancel, the deadline) must {@link #claim} it
 * first, so that what follows is done exactly once, whatever comes together. Thread-safe.
 */
final class Steps {

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

    /** Asks, as a step of its own; who aborts it does not wait for the answer, which is cancelled. */
    void ask(
            Confirmation.Question question,
            BiConsumer<@Nullable Confirmation<?>, Throwable> known,
            Consumer<Throwable> aborted) {
        Asking asking = new Asking(aborted);
        begin(asking);
        CompletableFuture<Confirmation<?>> answer = question.ask();
        asking.answer = answer;
        CompletableFuture<?> unused = answer.whenComplete((confirmation, failure) -> {
            if (claim(asking)) {
                known.accept(confirmation, failure);
            }
        });
    }

    private static final class Asking implements Step {

        private final Consumer<Throwable> aborted;
        private volatile @Nullable Future<?> answer;

        Asking(Consumer<Throwable> aborted) {
            this.aborted = aborted;
        }

        @Override
        public void abort(Throwable reason) {
            Future<?> asked = answer;
            if (asked != null) {
                asked.cancel(true);
            }
            aborted.accept(reason);
        }
    }
}
