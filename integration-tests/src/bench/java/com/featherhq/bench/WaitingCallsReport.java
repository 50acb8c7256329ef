package com.featherhq.bench;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.CallListener;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** What ten thousand calls cost that wait for their retry: heap for each, and places in the dispatcher. */
public final class WaitingCallsReport {

    private static final int CALLS = 10_000;

    private WaitingCallsReport() {}

    /** Prints the figures for calls that were answered 503; with an argument, for calls whose connection was refused. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            report("connection refused", refused());
            return;
        }
        try (LoopbackServer server = new LoopbackServer("503 Service Unavailable", "Retry-After: 600\r\n", "{}")) {
            report("answered 503", server.url());
        }
    }

    private static String refused() throws IOException {
        try (LoopbackServer gone = LoopbackServer.ok()) {
            return gone.url();
        }
    }

    private static void report(String name, String url) throws Exception {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(64);
        CountDownLatch waiting = new CountDownLatch(CALLS + 100);
        RetryPolicy policy = RetryPolicy.builder()
                .baseDelay(Duration.ofMinutes(20))
                .maxDelay(Duration.ofMinutes(20))
                .deadline(Duration.ofDays(1))
                .build();
        try (FeatherClient client = FeatherClient.builder()
                .apiKey("fth_live_0123456789abcdef0123456789abcdef")
                .baseUrl(url)
                .httpClient(new OkHttpClient.Builder().dispatcher(dispatcher).build())
                .retryPolicy(policy)
                .retryBudget(RetryBudget.ofRetries(1_000_000))
                .callListener(CallListener.ofAttempts((operation, attempt) -> waiting.countDown()))
                .build()) {
            List<CompletableFuture<?>> futures = new ArrayList<>(CALLS + 100);
            start(client, 100, futures);
            while (waiting.getCount() > CALLS) {
                Thread.onSpinWait();
            }
            long before = usedHeap();
            start(client, CALLS, futures);
            waiting.await();
            System.out.printf(
                    "%,d calls wait, %s: %,d bytes each, %d running, %d queued%n",
                    CALLS,
                    name,
                    (usedHeap() - before) / CALLS,
                    dispatcher.runningCallsCount(),
                    dispatcher.queuedCallsCount());
            futures.forEach(future -> future.cancel(true));
        } finally {
            dispatcher.executorService().shutdown();
        }
    }

    private static void start(FeatherClient client, int count, List<CompletableFuture<?>> futures) {
        VoiceApi api = client.api(VoiceApi.class);
        for (int i = 0; i < count; i++) {
            futures.add(client.executeAsync(api.getRecordingPlaybackUrl(UUID.randomUUID())));
        }
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
