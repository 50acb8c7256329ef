package com.featherhq.client;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Request;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Callback;
import retrofit2.Invocation;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.SkipCallbackExecutor;

/**
 * Makes methods that hand out no {@code Call} fail as {@link FeatherClient#execute} does, where Retrofit has a bare {@code
 * HttpException}: those that return a {@code CompletableFuture}, cancelled as {@link CallFuture} says, and Kotlin's {@code
 * suspend} functions. One that asks for a {@code Response} gets it, whatever its status.
 */
final class AwaitedCallAdapterFactory extends CallAdapter.Factory {

    private final CallExecution execution;

    AwaitedCallAdapterFactory(CallExecution execution) {
        this.execution = execution;
    }

    @Override
    public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        if (!(returnType instanceof ParameterizedType parameterized)) {
            return null;
        }
        Type type = getParameterUpperBound(0, parameterized);
        if (mayBeSuspended(returnType, annotations)) {
            return new Adapter<>(type, call -> new SuspendedCall<>(call, execution));
        }
        if (getRawType(returnType) != CompletableFuture.class) {
            return null;
        }
        return getRawType(type) == Response.class && type instanceof ParameterizedType response
                ? new Adapter<>(getParameterUpperBound(0, response), execution::startForAnyStatus)
                : new Adapter<>(type, execution::start);
    }

    /** Tells whether Retrofit asks for the call of a suspend function; it also does so for a {@code Call} that is marked. */
    static boolean mayBeSuspended(Type returnType, Annotation[] annotations) {
        return getRawType(returnType) == Call.class
                && Arrays.stream(annotations).anyMatch(SkipCallbackExecutor.class::isInstance);
    }

    /** Returns the type that a method gives its caller: {@code T} of a {@code Call<T>}, a future, or a suspend function; or null. */
    static @Nullable Type valueOf(Method method) {
        Type suspended = suspendedValueOf(method);
        if (suspended != null) {
            return suspended;
        }
        return method.getGenericReturnType() instanceof ParameterizedType declared
                ? getParameterUpperBound(0, declared)
                : null;
    }

    /** Returns the type that a suspend function returns in Kotlin; null for any other method. */
    private static @Nullable Type suspendedValueOf(Method method) {
        Type[] parameters = method.getGenericParameterTypes();
        if (parameters.length == 0
                || !(parameters[parameters.length - 1] instanceof ParameterizedType last)
                || !last.getRawType().getTypeName().equals("kotlin.coroutines.Continuation")) {
            return null;
        }
        Type value = last.getActualTypeArguments()[0];
        return value instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 1
                ? wildcard.getLowerBounds()[0]
                : value;
    }

    private record Adapter<R, T>(Type responseType, Function<Call<R>, T> start) implements CallAdapter<R, T> {

        @Override
        public T adapt(Call<R> call) {
            return start.apply(call);
        }
    }

    /** What Retrofit resumes a suspend function from: by {@link #enqueue}, never by {@link #execute}. */
    private static final class SuspendedCall<T> implements Call<T> {

        private final Call<T> delegate;
        private final CallExecution execution;

        SuspendedCall(Call<T> delegate, CallExecution execution) {
            this.delegate = delegate;
            this.execution = execution;
        }

        @Override
        public void enqueue(Callback<T> callback) {
            Type value = value();
            delegate.enqueue(value == null ? callback : new Typed(callback, getRawType(value) == Response.class));
        }

        /** Returns null if this is no suspend function, or has an argument that can't be sent, which the callback is told. */
        private @Nullable Type value() {
            try {
                Invocation invocation = delegate.request().tag(Invocation.class);
                return invocation == null ? null : suspendedValueOf(invocation.method());
            } catch (RuntimeException e) {
                return null;
            }
        }

        private final class Typed implements Callback<T> {

            private final Callback<T> callback;
            private final boolean anyStatus;

            Typed(Callback<T> callback, boolean anyStatus) {
                this.callback = callback;
                this.anyStatus = anyStatus;
            }

            @Override
            public void onResponse(Call<T> call, Response<T> response) {
                FeatherException failure = anyStatus ? null : execution.failure(delegate, response);
                if (failure == null) {
                    callback.onResponse(SuspendedCall.this, response);
                } else {
                    callback.onFailure(SuspendedCall.this, failure);
                }
            }

            @Override
            public void onFailure(Call<T> call, Throwable failure) {
                callback.onFailure(SuspendedCall.this, execution.reason(delegate, failure));
            }
        }

        @Override
        public Response<T> execute() throws IOException {
            return delegate.execute();
        }

        @Override
        public boolean isExecuted() {
            return delegate.isExecuted();
        }

        @Override
        public void cancel() {
            delegate.cancel();
        }

        @Override
        public boolean isCanceled() {
            return delegate.isCanceled();
        }

        @Override
        @SuppressWarnings("MethodDoesntCallSuperMethod")
        public Call<T> clone() {
            return new SuspendedCall<>(delegate.clone(), execution);
        }

        @Override
        public Request request() {
            return delegate.request();
        }

        @Override
        public Timeout timeout() {
            return delegate.timeout();
        }
    }
}
