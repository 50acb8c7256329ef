package com.featherhq.client;

import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The interceptors for the credential, redirects and error bodies, in their order. */
final class AuthSetup {

    private AuthSetup() {}

    /**
     * Adds them: few, because OkHttp copies its chain for each. They go inside those of the caller's client, which see one call
     * where ours make several of it.
     */
    static void install(
            OkHttpClient.Builder http,
            ApiKeySource keys,
            Secrets secrets,
            HttpUrl baseUrl,
            boolean plaintextAllowed,
            WireHeaders wireHeaders) {
        KeyRotation rotation = new KeyRotation(keys);
        http.addInterceptor(new KeyRotationInterceptor(rotation, new Redirects(baseUrl), secrets))
                .addNetworkInterceptor(new AuthInterceptor(rotation, baseUrl, plaintextAllowed, wireHeaders));
    }
}
