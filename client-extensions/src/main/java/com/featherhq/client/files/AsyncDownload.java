package com.featherhq.client.files;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The future of a download. Ending it from outside ends the download, whether by {@code cancel}, by {@code orTimeout} or by
 * completing it; cancelling a future that was derived from it does so too.
 */
final class AsyncDownload<T> extends CompletableFuture<T> {

    private final StopSignal stop;

    AsyncDownload(StopSignal stop) {
        this.stop = stop;
    }

    /** Starts it. One that was ended before its turn does nothing. */
    AsyncDownload<T> start(Executor executor, Supplier<T> download) {
        try {
            executor.execute(() -> run(download));
        } catch (RuntimeException e) {
            super.completeExceptionally(e);
        }
        return this;
    }

    private void run(Supplier<T> download) {
        if (isDone()) {
            return;
        }
        try {
            super.complete(download.get());
        } catch (Throwable e) { // An Error as well: somebody waits.
            super.completeExceptionally(e);
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new AsyncDownload<>(stop);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return ended(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public boolean complete(T value) {
        return ended(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return ended(super.completeExceptionally(failure));
    }

    private boolean ended(boolean byThis) {
        if (byThis) {
            stop.stop("it was cancelled");
        }
        return byThis;
    }
}
