package com.featherhq.client;

import com.featherhq.client.http.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The OkHttp side of a client's settings. */
final class HttpSetup {

    /** All requests go to one host, so OkHttp's limit of 5 per host would be the limit of the client. */
    private static final int MAX_REQUESTS = 64;

    /**
     * As long as an attempt may take: OkHttp keeps its timeouts in a queue and wakes a thread for each new first one, and the
     * timeouts of reads and writes now queue behind that of their attempt.
     */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private HttpSetup() {}

    /** Returns a builder on the caller's client, whose dispatcher and pool it keeps, or on a fresh one. */
    static OkHttpClient.Builder start(@Nullable OkHttpClient base) {
        OkHttpClient.Builder http = base != null ? base.newBuilder() : fresh();
        // The retry policy alone resends.
        return http.retryOnConnectionFailure(false);
    }

    private static OkHttpClient.Builder fresh() {
        Dispatcher dispatcher = new Dispatcher(daemonExecutor());
        dispatcher.setMaxRequests(MAX_REQUESTS);
        dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
    }

    private static ExecutorService daemonExecutor() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                60,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DaemonThreads("feather-http"));
    }

    /** Frees what {@link #start} made; called only for a client that was not built on the caller's. */
    static void close(OkHttpClient http) {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
