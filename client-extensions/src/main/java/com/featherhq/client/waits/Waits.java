package com.featherhq.client.waits;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.http.Futures;
import com.featherhq.client.retry.RetryingCalls;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import retrofit2.Call;

/**
 * Waits for what the service does in the background: asks, pauses and asks again until it is done.
 *
 * <pre>{@code
 * VoiceApi voice = client.api(VoiceApi.class);
 * Awaited<RecordingPlaybackResponse> playable = client.await(
 *         () -> voice.getRecordingPlaybackUrl(recordingId),
 *         playback -> playback.hasUrl() || playback.getStatus().equals("failed"),
 *         AwaitOptions.ofTimeout(Duration.ofMinutes(5)));
 * }</pre>
 *
 * <p>Failures that may pass (429, 5xx and the like, no connection, no permit of the rate limiter, what the service calls
 * retryable) do not end a wait; 404 and 410 do, as {@link Awaited.Gone}. Pauses grow, and are never shorter than the {@code
 * Retry-After} of an answer. Thread-safe.
 *
 * @see FeatherClient#await
 * @see AwaitOptions
 */
public final class Waits {

    private final FeatherClient client;
    private final RetryingCalls retries;

    private Waits(FeatherClient client, RetryingCalls retries) {
        this.client = client;
        this.retries = retries;
    }

    /** Returns the waits of a client, on the time of its retries. */
    public static Waits of(FeatherClient client, RetryingCalls retries) {
        return new Waits(client, retries);
    }

    /**
     * Waits on this thread. The request and {@code isDone} are made and asked on threads of the client's.
     *
     * @param request makes the request that asks; called for each poll
     * @param isDone whether an answer is the last one
     * @throws FeatherException if a request fails in a way that does not pass
     * @throws CancellationException if the thread is interrupted, whose flag stays set, or the client is closed
     */
    public <T> Awaited<T> await(
            Supplier<? extends Call<T>> request, Predicate<? super T> isDone, AwaitOptions options) {
        CompletableFuture<Awaited<T>> wait = awaitAsync(request, isDone, options);
        try {
            return Futures.await(wait);
        } finally {
            wait.cancel(false);
        }
    }

    /** As {@link #await}, but no thread waits. Cancelling the future ends the wait and the request that is on its way. */
    public <T> CompletableFuture<Awaited<T>> awaitAsync(
            Supplier<? extends Call<T>> request, Predicate<? super T> isDone, AwaitOptions options) {
        return new Polling<T>(client, retries, request, isDone, options).start();
    }
}
