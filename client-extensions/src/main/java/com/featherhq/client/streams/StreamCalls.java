package com.featherhq.client.streams;

import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;

/** What streams need of the client that makes their calls. Implementations must be thread-safe. */
public interface StreamCalls {

    /** Makes a call and returns its successful response, or throws the client's exception. */
    Response<ResponseBody> open(Call<ResponseBody> call);

    /** Returns the client's exception for what went wrong with a call, a {@link StreamFailure} for example. */
    RuntimeException failure(Call<?> call, Throwable failure);

    /**
     * Returns the client's exception for an error that the service tells of in a successful response.
     *
     * @param json what should be the service's JSON for an error
     * @param eventCount how many events came before
     */
    RuntimeException error(Call<?> call, Response<?> response, String json, long eventCount);

    /** Returns the client's exception for a response that isn't a stream of events, whose body it may read. */
    RuntimeException noStream(Call<?> call, Response<ResponseBody> response);

    /** Runs an action when the client is closed; returns what takes it back. */
    Runnable onClose(Runnable action);
}
