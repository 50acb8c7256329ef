package com.featherhq.client.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How to wait for a future and hear what happened as it was. */
public final class Futures {

    private Futures() {}

    /**
     * Waits for an answer, and throws its failure as it was; a checked one within a {@link CompletionException}.
     *
     * @throws CancellationException if the thread is interrupted; its interrupt flag is set again
     */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("The wait for the service was interrupted.");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            throw unchecked(unwrapped(e.getCause() == null ? e : e.getCause()));
        }
    }

    /** Returns the failure without the wrapper that a stage puts around that of another one. */
    public static Throwable unwrapped(Throwable failure) {
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
