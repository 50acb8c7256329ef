package com.featherhq.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Keeps OkHttp from resending a request by itself on {@code 503} with {@code Retry-After: 0}, which it does for every
 * method and whatever its settings: the inner half, below OkHttp's resending, renames the header, the outer half gives it
 * its name back. So the retry policy sees the response, and decides.
 */
final class ResendGuard {

    private static final String VISIBLE = "Retry-After";
    private static final String HIDDEN = "x-feather-hidden-retry-after";

    private ResendGuard() {}

    static void install(OkHttpClient.Builder http) {
        http.addInterceptor(chain -> rename(chain, HIDDEN, VISIBLE));
        http.addNetworkInterceptor(chain -> rename(chain, VISIBLE, HIDDEN));
    }

    private static Response rename(Interceptor.Chain chain, String from, String to) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != 503) {
            return response;
        }
        String value = response.header(from);
        return value == null
                ? response
                : response.newBuilder().removeHeader(from).header(to, value).build();
    }
}
