package com.featherhq.client.retry;

import okhttp3.Response;

/**
 * Keeps OkHttp from resending a request by itself on {@code 503} with {@code Retry-After: 0}, which it does for every
 * method and whatever its settings. Below OkHttp's resending the header gets another name, above it its own again: the
 * retry policy sees the response, and decides.
 */
final class ResendGuard {

    private static final int UNAVAILABLE = 503;
    private static final String VISIBLE = "Retry-After";
    private static final String HIDDEN = "x-feather-hidden-retry-after";

    private ResendGuard() {}

    /** Done by the innermost network interceptor. */
    static Response.Builder hide(Response response, Response.Builder copy) {
        return rename(response, copy, VISIBLE, HIDDEN);
    }

    /** Done by what the application interceptors proceed with. */
    static Response reveal(Response response) {
        return response.code() == UNAVAILABLE && response.header(HIDDEN) != null
                ? rename(response, response.newBuilder(), HIDDEN, VISIBLE).build()
                : response;
    }

    private static Response.Builder rename(Response response, Response.Builder copy, String from, String to) {
        String value = response.code() == UNAVAILABLE ? response.header(from) : null;
        return value == null ? copy : copy.removeHeader(from).header(to, value);
    }
}
