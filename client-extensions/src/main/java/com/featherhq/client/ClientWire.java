package com.featherhq.client;

import okhttp3.Interceptor;
import okhttp3.Request;

/** The headers that every request of this client carries besides the credential: who sends it, and which attempt it is. */
final class WireHeaders {

    /** Counts from 1; the same on every hop of an attempt. */
    static final String ATTEMPT = "x-feather-attempt";

    private final String userAgent;
    private final AttemptsInFlight inFlight;

    WireHeaders(String userAgent, AttemptsInFlight inFlight) {
        this.userAgent = userAgent;
        this.inFlight = inFlight;
    }

    /** Adds the headers; called from a network interceptor, so the connection stands and nothing is sent yet. */
    void apply(Interceptor.Chain chain, Request.Builder request) {
        RunningAttempt<?> attempt = inFlight.of(chain.call());
        if (attempt != null) {
            attempt.connected();
            request.header(ATTEMPT, attempt.numberText());
        }
        request.header("User-Agent", userAgent);
    }
}
