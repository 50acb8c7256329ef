package com.featherhq.client.retry;

import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OkHttp from resending a request by itself because of the answer: on {@code 503} with {@code Retry-After: 0}, and on
 * {@code 408} unless it asks for a wait. OkHttp does so for every method. Below its resending {@code Retry-After} gets another
 * name or value, above it its own again: the retry policy sees the response, and decides.
 */
final class ResendGuard {

    private static final int TIMED_OUT = 408;
    private static final int UNAVAILABLE = 503;
    private static final String VISIBLE = "Retry-After";
    private static final String HIDDEN = "x-feather-hidden-retry-after";

    private ResendGuard() {}

    /** Done by the innermost network interceptor. */
    static Response.Builder hide(Response response, Response.Builder copy) {
        String wait = response.header(VISIBLE);
        if (response.code() == TIMED_OUT) {
            return copy.header(HIDDEN, wait == null ? "" : wait).header(VISIBLE, "1");
        }
        return response.code() == UNAVAILABLE && wait != null
                ? copy.header(HIDDEN, wait).removeHeader(VISIBLE)
                : copy;
    }

    /** Done by what the application interceptors proceed with. */
    static Response reveal(Response response) {
        String wait = hidden(response);
        if (wait == null) {
            return response;
        }
        Response.Builder copy = response.newBuilder().removeHeader(HIDDEN).removeHeader(VISIBLE);
        return wait.isEmpty() ? copy.build() : copy.header(VISIBLE, wait).build();
    }

    private static @Nullable String hidden(Response response) {
        return response.code() == UNAVAILABLE || response.code() == TIMED_OUT ? response.header(HIDDEN) : null;
    }
}
