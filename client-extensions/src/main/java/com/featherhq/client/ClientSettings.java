package com.featherhq.client;

import com.featherhq.client.auth.ApiKeyAuth;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryingCalls;
import com.featherhq.json.DriftListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
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
    CallOptions forAllCalls;

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

    /** The OkHttp side of a client's settings. */
    static final class HttpSetup {

        /** All requests go to one host, so OkHttp's limit of 5 per host would be the limit of the client. */
        private static final int MAX_REQUESTS = 64;

        /**
         * As long as an attempt may take: OkHttp keeps its timeouts in a queue and wakes a thread for each new first one, and the
         * timeouts of reads and writes now queue behind that of their attempt.
         */
        private static final Duration SILENCE = Duration.ofSeconds(30);

        /** As in OkHttp. */
        private static final int MOST_IDLE = 5;

        /**
         * Shorter than the 5 s after which Uvicorn, Node.js and Apache close idle connections, and so shorter than the 60 to 75 s of
         * load balancers and nginx: who closes first is never in doubt.
         */
        private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

        private HttpSetup() {}

        /** Returns a builder on the caller's client, whose dispatcher and pool it keeps, or on a fresh one. */
        static OkHttpClient.Builder start(@Nullable OkHttpClient base) {
            OkHttpClient set = base != null ? base : fresh();
            return RetryingCalls.configure(set.newBuilder(), set);
        }

        private static OkHttpClient fresh() {
            Dispatcher dispatcher = new Dispatcher(RetryingCalls.dispatcherThreads("feather-http"));
            dispatcher.setMaxRequests(MAX_REQUESTS);
            dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
            return new OkHttpClient.Builder()
                    .dispatcher(dispatcher)
                    .connectionPool(new ConnectionPool(MOST_IDLE, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
                    .readTimeout(SILENCE)
                    .writeTimeout(SILENCE)
                    .build();
        }

        /** Frees what {@link #start} made; called only for a client that was not built on the caller's. */
        static void close(OkHttpClient http) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}
