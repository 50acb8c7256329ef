package com.featherhq.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * The future of a call. Ending it from outside ends the call and its wait, whether by {@code cancel}, by {@code
 * orTimeout} or by completing it; cancelling a future that was derived from it does so too.
 */
final class CallFuture<T> extends CompletableFuture<T> {

    private final Call<?> call;

    private CallFuture(Call<?> call) {
        this.call = call;
    }

    /**
     * Starts the call. The future has what {@code result} makes of the response, or fails with what it throws; without a response
     * it fails with what {@code reason} makes of the failure.
     */
    static <R, T> CallFuture<T> start(
            Call<R> call, Function<Response<R>, @Nullable T> result, UnaryOperator<Throwable> reason) {
        CallFuture<T> future = new CallFuture<>(call);
        call.enqueue(future.new Completion<>(result, reason));
        return future;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(call);
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
            call.cancel();
        }
        return byThis;
    }

    private static void discard(Response<?> response) {
        if (response.body() instanceof ResponseBody unread) {
            unread.close();
        }
    }

    private final class Completion<R> implements Callback<R> {

        private final Function<Response<R>, @Nullable T> result;
        private final UnaryOperator<Throwable> reason;

        Completion(Function<Response<R>, @Nullable T> result, UnaryOperator<Throwable> reason) {
            this.result = result;
            this.reason = reason;
        }

        @Override
        public void onResponse(Call<R> ended, Response<R> response) {
            try {
                if (!CallFuture.super.complete(result.apply(response))) {
                    discard(response); // Ended from outside: nobody will read it.
                }
            } catch (Throwable e) {
                discard(response);
                CallFuture.super.completeExceptionally(e);
            }
        }

        @Override
        public void onFailure(Call<R> ended, Throwable failure) {
            Throwable told;
            try {
                told = reason.apply(failure);
            } catch (Throwable e) {
                told = e;
            }
            CallFuture.super.completeExceptionally(told);
        }
    }
}
