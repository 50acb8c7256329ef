package com.featherhq.client;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Response;
import retrofit2.Retrofit;

/** Makes {@code CompletableFuture<Body>} and {@code CompletableFuture<Response<Body>>}, cancelled as {@link CallFuture} says. */
final class FutureCallAdapterFactory extends CallAdapter.Factory {

    @Override
    public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        if (getRawType(returnType) != CompletableFuture.class || !(returnType instanceof ParameterizedType future)) {
            return null;
        }
        Type type = getParameterUpperBound(0, future);
        if (getRawType(type) == Response.class && type instanceof ParameterizedType response) {
            return new Adapter<>(getParameterUpperBound(0, response), CallFuture::ofResponse);
        }
        return new Adapter<>(type, CallFuture::ofBody);
    }

    private record Adapter<R, T>(Type responseType, Function<Call<R>, T> start) implements CallAdapter<R, T> {

        @Override
        public T adapt(Call<R> call) {
            return start.apply(call);
        }
    }
}
