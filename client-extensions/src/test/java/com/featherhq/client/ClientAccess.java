package com.featherhq.client;

import com.featherhq.client.retry.RetryingCalls;
import okhttp3.OkHttpClient;

/** Lets the tests of other packages at what is inside a client. */
public final class ClientAccess {

    private ClientAccess() {}

    public static RetryingCalls.Builder retries(FeatherClient.Builder builder) {
        return builder.retries();
    }

    public static RetryingCalls retries(FeatherClient client) {
        return client.retries();
    }

    /** The HTTP client that a client makes if it is given none. */
    public static OkHttpClient.Builder http() {
        return ClientSettings.HttpSetup.start(null);
    }

    public static void close(OkHttpClient http) {
        ClientSettings.HttpSetup.close(http);
    }
}
