package com.featherhq.client.retry;

import com.featherhq.client.http.Hop;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What retrying does on the wire: it numbers the attempt, notes whether it was sent, recovers from failing connections, and
 * keeps OkHttp from resending on its own.
 */
final class AttemptHop implements Hop {

    /** Counts from 1; the same on every hop of an attempt. */
    static final String ATTEMPT = "x-feather-attempt";

    /**
     * A dead HTTP/2 connection is found within two of them, before an attempt has timed out. The AWS SDK for Java 2 has 5
     * s.
     */
    private static final Duration PING = Duration.ofSeconds(10);

    private final AttemptsInFlight inFlight;
    private final @Nullable Function<? super retrofit2.Call<?>, Map<String, String>> headers;
    private final Interceptor network = this::onTheWire;

    /** Makes one that also adds what {@code headers} has for the call. */
    AttemptHop(AttemptsInFlight inFlight, @Nullable Function<? super retrofit2.Call<?>, Map<String, String>> headers) {
        this.inFlight = inFlight;
        this.headers = headers;
    }

    @Override
    public void sending(Call call, Request.Builder request) {
        RunningAttempt<?> attempt = inFlight.of(call);
        if (attempt != null) {
            if (headers != null) {
                headers.apply(attempt.owner()).forEach(request::header);
            }
            request.header(ATTEMPT, attempt.numberText());
            attempt.addHeaders(request);
        }
    }

    @Override
    public Response send(Interceptor.Chain chain, Request request) throws IOException {
        RunningAttempt<?> attempt = inFlight.of(chain.call());
        if (attempt != null) {
            attempt.runsHere();
        }
        return Recovery.send(chain, request, attempt);
    }

    @Override
    public Response transmit(Interceptor.Chain chain, Request request) throws IOException {
        return Recovery.transmit(chain, request, inFlight.of(chain.call()));
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
        return configure(http, http.build())
                .addInterceptor(chain -> delivered(chain.call(), send(chain, chain.request())))
                .addNetworkInterceptor(network);
    }

    /** Sets what {@link Recovery} needs of {@code http}, which so far builds what {@code set} is. */
    static OkHttpClient.Builder configure(OkHttpClient.Builder http, OkHttpClient set) {
        http.retryOnConnectionFailure(true)
                .dns(new CallDns(set.dns()))
                .proxyAuthenticator(new ProxyCredentials(set.proxyAuthenticator()));
        if (set.pingIntervalMillis() == 0) {
            http.pingInterval(PING);
        }
        return http;
    }

    boolean isInstalledIn(OkHttpClient http) {
        return http.networkInterceptors().contains(network);
    }

    private Response onTheWire(Interceptor.Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder();
        sending(chain.call(), request);
        Response response = transmit(chain, request.build());
        return received(response, response.newBuilder()).build();
    }
}
