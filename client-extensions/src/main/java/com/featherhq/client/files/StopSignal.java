package com.featherhq.client.files;

import com.featherhq.client.http.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Ends what one download waits for, from any thread. */
final class StopSignal {

    /** Waits; tests record instead. */
    @FunctionalInterface
    interface Sleeper {

        /** Returns when the time is over, or when the other is done. */
        void sleep(Duration duration, CompletableFuture<?> orUntil) throws InterruptedException;

        static Sleeper real() {
            return (duration, orUntil) -> {
                try {
                    orUntil.get(duration.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // The time is over.
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The end of a wait has no failure.", e);
                }
            };
        }
    }

    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private volatile @Nullable String reason;
    private Runnable cancel = () -> {};

    /** Stops, for good. The first reason counts. */
    void stop(String why) {
        Runnable running;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            running = cancel;
        }
        stopped.complete(null);
        running.run();
    }

    /** Sets what ends the request under way, its body included; done at once if stopped. */
    void onStop(Runnable cancelRequest) {
        synchronized (this) {
            cancel = cancelRequest;
            if (reason == null) {
                return;
            }
        }
        cancelRequest.run();
    }

    /** Returns why it was stopped, or null if it wasn't. */
    @Nullable
    String reason() {
        return reason;
    }

    /** Waits for the time to pass, or for the stop. */
    void pause(Duration time, Sleeper sleeper) throws InterruptedException {
        sleeper.sleep(time, stopped);
    }

    /** Waits for an answer. Returns null when stopped; what has not come by then is cancelled. */
    <T> @Nullable T awaitUnlessStopped(CompletableFuture<? extends T> answer) {
        try {
            Futures.await(CompletableFuture.anyOf(answer, stopped));
            return reason == null ? Futures.await(answer) : null;
        } finally {
            answer.cancel(false);
        }
    }
}
