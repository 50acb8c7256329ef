package com.featherhq.client;

import com.featherhq.client.auth.ApiKeyAuth;
import com.featherhq.client.retry.RetryingCalls;
import com.featherhq.json.DriftListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a client's builder has been told. */
final class ClientSettings {

    final List<CallListener> callListeners = new ArrayList<>();
    final ApiKeyAuth.Builder auth = ApiKeyAuth.builder();
    final RetryingCalls.Builder retries = RetryingCalls.builder();
    long maxResponseBytes = 64L << 20;
    boolean strictResponses;
    boolean plainTextAllowed;

    @Nullable
    DriftListener driftListener;

    @Nullable
    OkHttpClient httpClient;

    @Nullable
    Duration connectTimeout;

    @Nullable
    Duration readTimeout;

    @Nullable
    Duration writeTimeout;

    OkHttpClient.Builder http() {
        OkHttpClient.Builder http = HttpSetup.start(httpClient);
        if (connectTimeout != null) {
            http.connectTimeout(connectTimeout);
        }
        if (readTimeout != null) {
            http.readTimeout(readTimeout);
        }
        if (writeTimeout != null) {
            http.writeTimeout(writeTimeout);
        }
        return http;
    }
}
