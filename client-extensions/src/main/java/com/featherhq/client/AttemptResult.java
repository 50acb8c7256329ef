package com.featherhq.client;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** What an attempt came to: a response, or the reason why there is none. */
record AttemptResult<T>(
        @Nullable Response<T> response, @Nullable Throwable failure) {

    static <T> AttemptResult<T> of(Response<T> response) {
        return new AttemptResult<>(response, null);
    }

    static <T> AttemptResult<T> of(Throwable failure) {
        return new AttemptResult<>(null, failure);
    }

    int statusCode() {
        return response == null ? 0 : response.code();
    }

    Outcome outcome(boolean connected) {
        return response != null
                ? DecisionTable.ofStatus(response.code())
                : DecisionTable.ofFailure(Objects.requireNonNull(failure), connected);
    }

    Response<T> get() throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return Objects.requireNonNull(response);
    }

    void deliver(Call<T> call, Callback<T> callback) {
        if (response != null) {
            callback.onResponse(call, response);
        } else {
            callback.onFailure(call, Objects.requireNonNull(failure));
        }
    }

    /** Lets the failure of the last attempt tell of those before it. */
    void suppress(List<Attempt> earlier) {
        if (failure == null) {
            return;
        }
        for (Attempt attempt : earlier) {
            Throwable cause = attempt.failure();
            if (cause != null && cause != failure) {
                failure.addSuppressed(cause);
            }
        }
    }

    /** Frees the connection of a streamed response that nobody will read. */
    static void discard(Response<?> response) {
        if (response.body() instanceof ResponseBody body) {
            body.close();
        }
    }
}
