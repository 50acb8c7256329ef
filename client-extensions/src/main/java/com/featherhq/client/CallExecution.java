package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import com.featherhq.client.streams.EventStream;
import com.featherhq.client.streams.EventStreams;
import com.featherhq.client.streams.ServerSentEvent;
import com.featherhq.client.streams.StreamCalls;
import com.featherhq.client.streams.StreamOptions;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Response;

/** Runs Retrofit calls to a value, a stream or a {@link FeatherException}. Thread-safe. */
final class CallExecution implements StreamCalls {

    private final Failures failures;
    private final Secrets secrets;
    private final UnaryOperator<Runnable> closeActions;

    /** Makes one; {@code closeActions} adds what is to be done when the client is closed, and returns what takes it back. */
    CallExecution(Secrets secrets, UnaryOperator<Runnable> closeActions) {
        this.failures = new Failures(secrets);
        this.secrets = secrets;
        this.closeActions = closeActions;
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

    EventStream stream(Call<ResponseBody> call, StreamOptions options) {
        requireCallable(call);
        return new EventStreams(this).open(call, options);
    }

    Flow.Publisher<ServerSentEvent> publisher(Call<ResponseBody> call, StreamOptions options) {
        requireCallable(call);
        return new EventStreams(this).publisher(call, options);
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

    @Override
    public Response<ResponseBody> open(Call<ResponseBody> call) {
        Response<ResponseBody> response = run(call);
        if (!response.isSuccessful()) {
            throw refusal(call, response);
        }
        return response;
    }

    @Override
    public RuntimeException error(Call<?> call, Response<?> response, String json, long eventCount) {
        return failures.ofEvent(call, response, json, eventCount);
    }

    /** What services do when they fail before their first event: they answer 200 with the JSON of an error, or with a page. */
    @Override
    public RuntimeException noStream(Call<?> call, Response<ResponseBody> response) {
        ErrorBody error = ErrorBody.read(response.body(), secrets);
        if (error.code() != null) {
            return error(call, response, error.raw(), 0);
        }
        String type = error.contentType() == null ? "no content type" : error.contentType();
        return new MalformedResponseException(CallFacts.of(call), "", type + " instead of text/event-stream");
    }

    @Override
    public Runnable onClose(Runnable action) {
        return closeActions.apply(action);
    }

    /** What the listeners were told is thrown as well: a failed call is one exception. */
    @Override
    public FeatherException failure(Call<?> call, Throwable failure) {
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
            return refusal(call, response);
        }
        return response.body() == null && !hasNoValue(call)
                ? new MalformedResponseException(
                        CallFacts.of(call), "", "status " + response.code() + " without a value")
                : null;
    }

    private FeatherException refusal(Call<?> call, Response<?> response) {
        FeatherException told = ObservedCall.failureOf(call);
        return told == null ? failures.of(call, response) : told;
    }

    /** Tells whether the interface declares no value, or doesn't declare the call at all. */
    private static boolean hasNoValue(Call<?> call) {
        Invocation invocation = call.request().tag(Invocation.class);
        Type value = invocation == null ? null : AwaitedCallAdapterFactory.valueOf(invocation.method());
        return value == null || value == Void.class || value.getTypeName().equals("kotlin.Unit");
    }
}
