package com.featherhq.client.pages;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes all rows; the future completes after the last one. */
final class RowFuture<T> implements Flow.Subscriber<T> {

    private final Consumer<? super T> action;
    private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

    RowFuture(Consumer<? super T> action) {
        this.action = action;
    }

    CompletableFuture<@Nullable Void> result() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        CompletableFuture<?> unused = result.whenComplete((nothing, failure) -> subscription.cancel());
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T row) {
        try {
            action.accept(row);
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(null);
    }
}
