package com.featherhq.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** A future whose cancellation, also of what is derived from it by {@code thenApply} and the like, ends the call. */
final class CancellingFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Call<?> call;

    CancellingFuture(Call<?> call) {
        this.call = call;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            call.cancel();
        }
        return cancelled;
    }

    /** {@code orTimeout} comes this way. */
    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean completed = super.completeExceptionally(failure);
        if (completed && failure instanceof TimeoutException) {
            call.cancel();
        }
        return completed;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CancellingFuture<>(call);
    }
}
