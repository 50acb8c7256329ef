package com.featherhq.it.contract;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A request and its response as they went over the wire. */
record Exchange(HttpUrl url, String requestBody, int status, Headers headers, String body) {

    /** Keeps the newest exchange. For one thread at a time. */
    static final class Recorder implements Interceptor {

        private volatile @Nullable Exchange last;

        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            Response response = chain.proceed(request);
            ResponseBody body = response.body();
            MediaType type = body == null ? null : body.contentType();
            byte[] bytes = body == null ? new byte[0] : body.bytes();
            last = new Exchange(
                    request.url(),
                    text(request.body()),
                    response.code(),
                    response.headers(),
                    new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            return response.newBuilder().body(ResponseBody.create(bytes, type)).build();
        }

        /** Returns the newest exchange, once; null if there was none since. */
        @Nullable
        Exchange take() {
            Exchange taken = last;
            last = null;
            return taken;
        }

        private static String text(@Nullable RequestBody body) throws IOException {
            if (body == null) {
                return "";
            }
            Buffer buffer = new Buffer();
            body.writeTo(buffer);
            return buffer.readUtf8();
        }
    }
}
