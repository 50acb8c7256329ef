package com.featherhq.client;

import java.io.IOException;
import okhttp3.Request;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** A call whose start and end are told to a {@link CallObserver}. */
final class ObservedCall<T extends @Nullable Object> implements Call<T> {

    private final Call<T> delegate;
    private final CallObserver observer;

    ObservedCall(Call<T> delegate, CallObserver observer) {
        this.delegate = delegate;
        this.observer = observer;
    }

    Call<T> delegate() {
        return delegate;
    }

    @Override
    public Response<T> execute() throws IOException {
        CallObserver.Ongoing ongoing = observer.start(delegate);
        Response<T> response;
        try {
            response = delegate.execute();
        } catch (IOException | RuntimeException e) {
            ongoing.failed(e);
            throw e;
        }
        ongoing.responded(response);
        return response;
    }

    @Override
    public void enqueue(Callback<T> callback) {
        CallObserver.Ongoing ongoing = startOrFail(callback);
        if (ongoing == null) {
            return;
        }
        delegate.enqueue(new Callback<T>() {
            @Override
            public void onResponse(Call<T> call, Response<T> response) {
                ongoing.responded(response);
                callback.onResponse(ObservedCall.this, response);
            }

            @Override
            public void onFailure(Call<T> call, Throwable failure) {
                ongoing.failed(failure);
                callback.onFailure(ObservedCall.this, failure);
            }
        });
    }

    /** As Retrofit does, an argument that can't be sent is told to the callback; without a request nothing is observed. */
    private CallObserver.@Nullable Ongoing startOrFail(Callback<T> callback) {
        try {
            return observer.start(delegate);
        } catch (RuntimeException e) {
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
}
