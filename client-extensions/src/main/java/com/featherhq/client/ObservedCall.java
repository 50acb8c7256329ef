package com.featherhq.client;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.Request;
import okhttp3.ResponseBody;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.Retrofit;

/** A call whose start and end are told to a {@link CallObserver}. */
final class ObservedCall<T extends @Nullable Object> implements Call<T> {

    private final Call<T> delegate;
    private final CallObserver observer;
    private volatile @Nullable FeatherException failure;

    ObservedCall(Call<T> delegate, CallObserver observer) {
        this.delegate = delegate;
        this.observer = observer;
    }

    /** Returns the exception that the listeners of {@code call} were told, or null if nobody was told one. */
    static @Nullable FeatherException failureOf(Call<?> call) {
        return call instanceof ObservedCall<?> observed ? observed.failure : null;
    }

    @Override
    public Response<T> execute() throws IOException {
        CallObserver.Ongoing ongoing = observer.start(delegate);
        Response<T> response;
        try {
            response = delegate.execute();
        } catch (IOException | RuntimeException | Error e) {
            failure = ongoing.failed(e);
            throw e;
        }
        failure = ongoing.responded(response);
        return response;
    }

    @Override
    public void enqueue(Callback<T> callback) {
        CallObserver.Ongoing ongoing = startOrFail(callback);
        if (ongoing == null) {
            return;
        }
        delegate.enqueue(new Observed(ongoing, callback));
    }

    /** An {@code Error} in a listener ends the call, as it does a synchronous one. */
    private final class Observed implements Callback<T> {

        private final CallObserver.Ongoing ongoing;
        private final Callback<T> callback;

        Observed(CallObserver.Ongoing ongoing, Callback<T> callback) {
            this.ongoing = ongoing;
            this.callback = callback;
        }

        @Override
        public void onResponse(Call<T> call, Response<T> response) {
            try {
                failure = ongoing.responded(response);
            } catch (Throwable e) {
                discard(response);
                callback.onFailure(ObservedCall.this, e);
                return;
            }
            callback.onResponse(ObservedCall.this, response);
        }

        @Override
        public void onFailure(Call<T> call, Throwable cause) {
            Throwable told = cause;
            try {
                failure = ongoing.failed(cause);
            } catch (Throwable e) {
                told = e;
            }
            callback.onFailure(ObservedCall.this, told);
        }
    }

    private static void discard(Response<?> response) {
        if (response.body() instanceof ResponseBody unread) {
            unread.close();
        }
    }

    /** As Retrofit does, an argument that can't be sent is told to the callback; without a request nothing is observed. */
    private CallObserver.@Nullable Ongoing startOrFail(Callback<T> callback) {
        try {
            return observer.start(delegate);
        } catch (Throwable e) {
            callback.onFailure(this, e);
            return null;
        }
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
        return new ObservedCall<>(delegate.clone(), observer);
    }

    @Override
    public Request request() {
        return delegate.request();
    }

    @Override
    public Timeout timeout() {
        return delegate.timeout();
    }

    /** Observes each call that it is given; after the factory of the retries, so that a call is observed and not an attempt. */
    static final class Factory extends CallAdapter.Factory {

        private final CallObserver observer;

        Factory(CallObserver observer) {
            this.observer = observer;
        }

        @Override
        public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
            CallAdapter<?, ?> next = retrofit.nextCallAdapter(this, returnType, annotations);
            // For a Call, Retrofit's own adapter does nothing, but on Android it brings callbacks to the main thread.
            return getRawType(returnType) == Call.class
                            && !AwaitedCallAdapterFactory.mayBeSuspended(returnType, annotations)
                    ? new Adapter<>(next.responseType(), null, observer)
                    : observing(next);
        }

        private <R, T> CallAdapter<R, T> observing(CallAdapter<R, T> next) {
            return new Adapter<>(next.responseType(), next, observer);
        }
    }

    private record Adapter<R, T>(
            Type responseType, @Nullable CallAdapter<R, T> next, CallObserver observer) implements CallAdapter<R, T> {

        @Override
        @SuppressWarnings("unchecked") // Without a next one, T is Call<R>.
        public T adapt(Call<R> call) {
            Call<R> observed = observer.observe(call);
            return next == null ? (T) observed : next.adapt(observed);
        }
    }
}
