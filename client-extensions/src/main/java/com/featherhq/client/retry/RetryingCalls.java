package com.featherhq.client;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Retrofit;
import retrofit2.http.Streaming;

/**
 * Puts a {@link RetryingCall} around every call before any other adapter sees it, so that {@code Call}, {@code
 * CompletableFuture} and Kotlin's {@code suspend} are all retried. Must be the first factory of its Retrofit.
 */
final class RetryCallAdapterFactory extends CallAdapter.Factory {

    private final RetryRuntime runtime;
    private final RetryPolicy policy;
    private final Map<Method, RetryPolicy> operations;
    private final CallObserver observer;

    /**
     * Makes the factory of a client.
     *
     * @param operations the operations that have a policy of their own
     */
    RetryCallAdapterFactory(
            RetryRuntime runtime, RetryPolicy policy, Map<Method, RetryPolicy> operations, CallObserver observer) {
        this.observer = observer;
        this.runtime = runtime;
        this.policy = policy;
        this.operations = operations;
    }

    @Override
    public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        boolean streaming = isStreaming(annotations);
        if (getRawType(returnType) == Call.class) {
            // The default adapter would do the same off Android, and on Android hide the attempts behind a wrapper.
            CallAdapter<?, ?> plain = retrofit.nextCallAdapter(this, returnType, annotations);
            return new Adapter<>(plain.responseType(), null, streaming);
        }
        return wrap(retrofit.nextCallAdapter(this, returnType, annotations), streaming);
    }

    private <R, T> CallAdapter<R, T> wrap(CallAdapter<R, T> delegate, boolean streaming) {
        return new Adapter<>(delegate.responseType(), delegate, streaming);
    }

    private static boolean isStreaming(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Streaming) {
                return true;
            }
        }
        return false;
    }

    private final class Adapter<R, T> implements CallAdapter<R, T> {

        private final Type responseType;
        private final @Nullable CallAdapter<R, T> delegate;
        private final RetryTerms terms;

        Adapter(Type responseType, @Nullable CallAdapter<R, T> delegate, boolean streaming) {
            this.responseType = responseType;
            this.delegate = delegate;
            this.terms = new RetryTerms(policy, operations, null, streaming);
        }

        @Override
        public Type responseType() {
            return responseType;
        }

        @Override
        @SuppressWarnings("unchecked") // Without a delegate, T is Call<R>.
        public T adapt(Call<R> call) {
            CallOptions chosen = OptionsProxy.current();
            Call<R> retrying =
                    observer.observe(new RetryingCall<>(call, runtime, chosen == null ? terms : terms.with(chosen)));
            return delegate == null ? (T) retrying : delegate.adapt(retrying);
        }
    }
}
