package com.featherhq.client.http;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What is done to each request of a call on its way to the server and back: to the first one, to each redirect, and to
 * each repetition. All methods do nothing unless overridden. Implementations must be thread-safe and quick.
 */
public interface Hop {

    /** A hop that does nothing. */
    Hop NOTHING = new Hop() {};

    /**
     * Sends {@code request} from the application's side of OkHttp: once, unless overridden.
     *
     * @throws IOException if there is no response
     */
    default Response send(Interceptor.Chain chain, Request request) throws IOException {
        return chain.proceed(request);
    }

    /**
     * Puts {@code request}, with all its headers, on the connection of {@code chain}.
     *
     * @throws IOException if there is no response
     */
    default Response transmit(Interceptor.Chain chain, Request request) throws IOException {
        return chain.proceed(request);
    }

    /** There is a connection, and nothing is sent yet: the last moment to add headers to {@code request}. */
    default void sending(Call call, Request.Builder request) {}

    /**
     * The headers of the response are there. It can be changed through {@code copy}, before OkHttp follows it up.
     *
     * @return {@code copy}
     */
    default Response.Builder received(Response response, Response.Builder copy) {
        return copy;
    }

    /**
     * OkHttp has followed the response up; now it goes to the interceptors of the application.
     *
     * @return the response to hand on
     * @throws IOException if its body can't be read
     */
    default Response delivered(Call call, Response response) throws IOException {
        return response;
    }
}
