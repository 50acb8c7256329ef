package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Response;

/** Runs Retrofit calls to a value or a {@link FeatherException}. Thread-safe. */
final class CallExecution {

    private final Failures failures;
    private final Secrets secrets;

    CallExecution(Secrets secrets) {
        this.failures = new Failures(secrets);
        this.secrets = secrets;
    }

    <T extends @Nullable Object> T execute(Call<T> call) {
        return value(call, run(call));
    }

    <T extends @Nullable Object> ApiResponse<T> executeForResponse(Call<T> call) {
        return response(call, run(call));
    }

    <T extends @Nullable Object> CompletableFuture<T> executeAsync(Call<T> call) {
        requireCallable(call);
        return start(call);
    }

    /** As {@link #executeAsync}, but an argument that can't be sent fails the future. */
    <T extends @Nullable Object> CompletableFuture<T> start(Call<T> call) {
        return CallFuture.start(call, response -> value(call, response), failure -> reason(call, failure));
    }

    /** As {@link #start}, but any response is one. */
    <T> CompletableFuture<Response<T>> startForAnyStatus(Call<T> call) {
        return CallFuture.start(call, response -> response, failure -> reason(call, failure));
    }

    <T extends @Nullable Object> CompletableFuture<ApiResponse<T>> executeForResponseAsync(Call<T> call) {
        requireCallable(call);
        return CallFuture.start(call, response -> response(call, response), failure -> reason(call, failure));
    }

    /** An {@code Error} stays what it is, as it does for a synchronous call. */
    Throwable reason(Call<?> call, Throwable failure) {
        return failure instanceof Error ? failure : failure(call, failure);
    }

    private <T extends @Nullable Object> Response<T> run(Call<T> call) {
        requireCallable(call);
        try {
            return call.execute();
        } catch (IOException | RuntimeException e) {
            throw failure(call, e);
        }
    }

    /** What the listeners were told is thrown as well: a failed call is one exception. */
    private FeatherException failure(Call<?> call, Throwable failure) {
        FeatherException told = ObservedCall.failureOf(call);
        return told == null ? failures.of(call, failure) : told;
    }

    /** A mistake in making the call is the caller's, and not told as a failure of it. */
    private static void requireCallable(Call<?> call) {
        Request request = call.request();
        if (call.isExecuted()) {
            throw new IllegalStateException(Operation.of(request)
                    + " was executed before; a call is for one use, make it again or clone() it.");
        }
    }

    private <T extends @Nullable Object> ApiResponse<T> response(Call<T> call, Response<T> response) {
        T value = value(call, response);
        String requestId = ServiceAnswer.requestId(response.headers(), secrets);
        return new ApiResponse<>(
                value,
                response.code(),
                response.headers(),
                requestId,
                CallFacts.of(call).attempts());
    }

    @SuppressWarnings("NullAway") // A null is handed on only where T is a type without values.
    private <T extends @Nullable Object> T value(Call<T> call, Response<T> response) {
        FeatherException failure = failure(call, response);
        if (failure != null) {
            throw failure;
        }
        return response.body();
    }

    /** Returns why the response is no value, or null if it is one. */
    <T extends @Nullable Object> @Nullable FeatherException failure(Call<T> call, Response<T> response) {
        if (!response.isSuccessful()) {
            FeatherException told = ObservedCall.failureOf(call);
            return told == null ? failures.of(call, response) : told;
        }
        return response.body() == null && !hasNoValue(call)
                ? new MalformedResponseException(
                        CallFacts.of(call), "", "status " + response.code() + " without a value")
                : null;
    }

    /** Tells whether the interface declares no value, or doesn't declare the call at all. */
    private static boolean hasNoValue(Call<?> call) {
        Invocation invocation = call.request().tag(Invocation.class);
        Type value = invocation == null ? null : AwaitedCallAdapterFactory.valueOf(invocation.method());
        return value == null || value == Void.class || value.getTypeName().equals("kotlin.Unit");
    }
}
