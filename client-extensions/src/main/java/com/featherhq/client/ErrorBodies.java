package com.featherhq.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads the body of an answer that is no success, up to 64 KiB, and hands on that.
 *
 * <p>Retrofit reads such a body into memory whole, and fails if it breaks off; what the service answered would be lost
 * with a body that a proxy made endless.
 */
final class ErrorBodies {

    static final int MOST_BYTES = 64 * 1024;

    private ErrorBodies() {}

    static Response proceed(Interceptor.Chain chain, Request request) throws IOException {
        Response response = chain.proceed(request);
        ResponseBody body = response.body();
        if (response.isSuccessful() || body == null || response.code() == 101) {
            return response;
        }
        Buffer start = new Buffer();
        try (body) {
            readStart(body.source(), start);
        } catch (IOException e) {
            if (chain.call().isCanceled()) {
                throw e;
            }
            // Broken off: the status stands, with as much of the body as came.
        }
        ResponseBody bounded = ResponseBody.create(start, body.contentType(), start.size());
        return ResendGuard.reveal(response, response.newBuilder().body(bounded)).build();
    }

    /** Reads until the end or 64 KiB, whichever comes first. */
    static void readStart(BufferedSource from, Buffer into) throws IOException {
        while (into.size() < MOST_BYTES && from.read(into, MOST_BYTES - into.size()) != -1) {
            // Each read appends.
        }
    }
}
