package com.featherhq.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps failures whose text holds a secret from getting out: OkHttp quotes a status line that it doesn't understand, and
 * what is quoted there may be what we sent. The outermost of our interceptors.
 */
final class SecretFreeFailures implements Interceptor {

    private final Secrets secrets;

    SecretFreeFailures(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            throw secrets.free(e);
        }
    }
}
