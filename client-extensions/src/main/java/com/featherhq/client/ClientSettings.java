package com.featherhq.client;

import com.featherhq.json.DriftListener;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a client's builder has been told. */
final class ClientSettings {

    final List<CallListener> callListeners = new ArrayList<>();
    final Map<Method, RetryPolicy> operationPolicies = new HashMap<>();
    String baseUrl = "";

    @Nullable
    ApiKeySource keys;

    boolean plaintextAllowed;
    boolean strictResponses;

    @Nullable
    DriftListener driftListener;

    RetryPolicy retryPolicy = RetryPolicy.defaults();

    @Nullable
    RetryBudget retryBudget;

    @Nullable
    RetryListener retryListener;

    RetryRuntime.@Nullable Sources sources;

    @Nullable
    OkHttpClient httpClient;

    @Nullable
    Duration connectTimeout;

    @Nullable
    Duration readTimeout;

    @Nullable
    Duration writeTimeout;

    void setOperationPolicy(Class<?> api, String operation, RetryPolicy policy) {
        List<Method> methods = Arrays.stream(api.getMethods())
                .filter(method -> method.getName().equals(operation))
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(api.getName() + " has no operation named " + operation + ".");
        }
        methods.forEach(method -> operationPolicies.put(method, policy));
    }

    ApiKeySource requireKeys() {
        if (keys == null) {
            throw new IllegalStateException("The API key is missing: call apiKey(…) on the builder.");
        }
        return keys;
    }

    RetryRuntime retryRuntime(AttemptsInFlight inFlight, OkHttpClient http) {
        return new RetryRuntime(
                retryBudget == null ? RetryBudget.standard() : retryBudget,
                retryListener,
                inFlight,
                () -> http.dispatcher().queuedCallsCount() > 0,
                sources == null ? RetryRuntime.Sources.real() : sources);
    }

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
