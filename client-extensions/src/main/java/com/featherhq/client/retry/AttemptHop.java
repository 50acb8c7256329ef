package com.featherhq.client.retry;

import com.featherhq.client.http.Hop;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What retrying does on the wire: it notes that there is a connection, numbers the attempt, and keeps OkHttp from resending
 * by itself.
 */
final class AttemptHop implements Hop {

    /** Counts from 1; the same on every hop of an attempt. */
    static final String ATTEMPT = "x-feather-attempt";

    private final AttemptsInFlight inFlight;
    private final Interceptor network = this::onTheWire;

    AttemptHop(AttemptsInFlight inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public void sending(Call call, Request.Builder request) {
        RunningAttempt<?> attempt = inFlight.of(call);
        if (attempt != null) {
            attempt.connected();
            request.header(ATTEMPT, attempt.numberText());
        }
    }

    @Override
    public Response.Builder received(Response response, Response.Builder copy) {
        return ResendGuard.hide(response, copy);
    }

    @Override
    public Response delivered(Call call, Response response) {
        return ResendGuard.reveal(response);
    }

    /** Adds interceptors of its own, for an OkHttp client in which no others do this. */
    OkHttpClient.Builder install(OkHttpClient.Builder http) {
        return http.retryOnConnectionFailure(false)
                .addInterceptor(chain -> delivered(chain.call(), chain.proceed(chain.request())))
                .addNetworkInterceptor(network);
    }

    boolean isInstalledIn(OkHttpClient http) {
        return http.networkInterceptors().contains(network);
    }

    private Response onTheWire(Interceptor.Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder();
        sending(chain.call(), request);
        Response response = chain.proceed(request.build());
        return received(response, response.newBuilder()).build();
    }
}
