package com.featherhq.client;

import com.featherhq.api.ApiDocument;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Puts the credential on the wire; a network interceptor, so that it sees every hop, and no hop to another origin gets it.
 *
 * <p>It also lets {@link WireHeaders} add what else goes on each request: one rebuilt request instead of two.
 */
final class AuthInterceptor implements Interceptor {

    private final ApiKeySource keys;
    private final HttpUrl baseUrl;
    private final WireHeaders wireHeaders;

    AuthInterceptor(ApiKeySource keys, HttpUrl baseUrl, WireHeaders wireHeaders) {
        this.keys = keys;
        this.baseUrl = baseUrl;
        this.wireHeaders = wireHeaders;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request.Builder wire = chain.request().newBuilder();
        wireHeaders.apply(chain, wire);
        if (sameOrigin(chain.request().url())) {
            wire.header(ApiDocument.CREDENTIAL_HEADER, ApiDocument.CREDENTIAL_PREFIX + keys.current());
        }
        return chain.proceed(wire.build());
    }

    private boolean sameOrigin(HttpUrl url) {
        return url.scheme().equals(baseUrl.scheme())
                && url.host().equals(baseUrl.host())
                && url.port() == baseUrl.port();
    }
}
