package com.featherhq.client;

import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The interceptors for the credential, redirects and error bodies, in their order. */
final class AuthSetup {

    private AuthSetup() {}

    /** Adds them inside those of the caller's client: those see one call where ours make several of it. */
    static void install(
            OkHttpClient.Builder http,
            ApiKeySource keys,
            Secrets secrets,
            HttpUrl baseUrl,
            boolean plaintextAllowed,
            WireHeaders wireHeaders) {
        KeyRotation rotation = new KeyRotation(keys);
        http.addInterceptor(new SecretFreeFailures(secrets))
                .addInterceptor(new KeyRotationInterceptor(rotation))
                .addInterceptor(new RedirectInterceptor(baseUrl))
                .addInterceptor(new ErrorBodyInterceptor())
                .addNetworkInterceptor(new AuthInterceptor(rotation, baseUrl, plaintextAllowed, wireHeaders));
    }
}
