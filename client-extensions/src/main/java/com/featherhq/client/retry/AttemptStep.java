package com.featherhq.client.retry;

import java.io.IOException;
import okhttp3.Headers;
import retrofit2.Call;
import retrofit2.Response;

/**
 * What each attempt of one call does besides making it; for a body that is read by hand, such as a stream, whose start is to be
 * retried like any other answer.
 *
 * @param <T> what the call returns
 */
public interface AttemptStep<T> {

    /** Returns headers that each request gets, in place of those of the same names. */
    Headers headers();

    /**
     * Goes on with the response of an attempt, whatever its status, on the thread that executes the call. The attempt lasts until
     * this returns, with its timeout and the call's deadline. What it throws is the failure of the attempt, which may be
     * retried; the body is closed then.
     *
     * @throws IOException if the attempt has failed
     */
    void responded(Response<T> response) throws IOException;

    /**
     * Adds {@code step} to a call that is about to be executed; one that is enqueued gets the headers only. A wrapper around a
     * retried call is seen through as by {@link Attempt#of}.
     *
     * @return false if the call is not retried by {@link RetryingCalls}; then nothing is added
     */
    static <T> boolean add(Call<T> call, AttemptStep<T> step) {
        if (!(call.timeout() instanceof Attempt.Plan<?> plan)) {
            return false;
        }
        @SuppressWarnings("unchecked") // A wrapper returns what the call in it returns.
        Attempt.Plan<T> same = (Attempt.Plan<T>) plan;
        same.add(step);
        return true;
    }
}
