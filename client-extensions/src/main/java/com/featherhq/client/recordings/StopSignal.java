package com.featherhq.client.recordings;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Ends what one download waits for, from any thread. Also the way to wait for answers with nobody to end it. */
final class StopSignal {

    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private volatile @Nullable String reason;
    private @Nullable Call call;

    /** Stops, for good. The first reason counts. */
    synchronized void stop(String why) {
        if (reason == null) {
            reason = why;
            stopped.complete(null);
            if (call != null) {
                call.cancel();
            }
        }
    }

    /** Sends a request that ends, its body included, when stopped. */
    Response send(Call request) throws IOException {
        synchronized (this) {
            call = request;
            if (reason != null) {
                request.cancel();
            }
        }
        return Storage.send(request);
    }

    /** Returns why it was stopped, or null if it wasn't. */
    @Nullable
    String reason() {
        return reason;
    }

    /** Waits for the time to pass, or for the stop. */
    void pause(Duration time, Backoff.Sleeper sleeper) throws InterruptedException {
        sleeper.sleep(time, stopped);
    }

    /** As {@link #await(CompletableFuture)}, but returns null when stopped. What has not come by then is cancelled. */
    <T> @Nullable T awaitUnlessStopped(CompletableFuture<T> answer) {
        try {
            await(CompletableFuture.anyOf(answer, stopped));
            return reason == null ? await(answer) : null;
        } finally {
            answer.cancel(false);
        }
    }

    /**
     * Waits for an answer, and throws its failure as it was.
     *
     * @throws CancellationException if the thread is interrupted; its interrupt flag is set again
     */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw interrupted("The wait for the service was interrupted.", e);
        } catch (ExecutionException e) {
            throw unchecked(unwrapped(e.getCause() == null ? e : e.getCause()));
        }
    }

    /** Returns what tells the caller, whose thread keeps its interrupt flag. */
    static CancellationException interrupted(String message, InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException(message);
        cancelled.initCause(cause);
        return cancelled;
    }

    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new CompletionException(failure);
    }
}
