package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.retry.CallOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks may take their time, and wait for other calls. */
final class CallbackThreadsTest extends CompletionLab {

    @ParameterizedTest(name = "own client {0}")
    @ValueSource(booleans = {false, true})
    void executeAsync_whenCallbacksWaitForFurtherCalls_allEnd(boolean own) throws Exception {
        answers(Duration.ofMillis(20));
        FeatherClient.Builder builder = builder();
        if (own) {
            builder.httpClient(new OkHttpClient());
        }
        try (FeatherClient client = builder.build()) {
            Api api = client.api(Api.class);
            List<CompletableFuture<Map<String, Integer>>> futures = new ArrayList<>();
            for (int i = 0; i < 80; i++) { // More than OkHttp runs at a time.
                futures.add(client.executeAsync(api.get())
                        .thenApply(first -> client.executeAsync(api.get()).join()));
            }
            for (CompletableFuture<Map<String, Integer>> future : futures) {
                assertThat(future.get(20, TimeUnit.SECONDS)).containsEntry("a", 1);
            }
        }
    }

    @Test
    void executeAsync_whenCallsEndWithoutAttempt_callbacksKeepNobodyWaiting() throws Exception {
        isSilent();
        OkHttpClient one = new OkHttpClient();
        one.dispatcher().setMaxRequests(1);
        try (FeatherClient client = builder().httpClient(one).build()) {
            Api late = client.api(
                    Api.class, CallOptions.builder().deadline(DEADLINE).build());
            CompletableFuture<?> running =
                    client.executeAsync(client.api(Api.class).get());

            CompletableFuture<?> queued = client.executeAsync(late.get())
                    .exceptionally(failure -> client.executeAsync(late.get()).join());

            assertThatThrownBy(() -> queued.get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("timed out after 300 ms (deadline)");
            running.cancel(true);
        }
    }

    @Test
    void executeAsync_whenThereIsACallbackExecutor_completesOnIt() throws Exception {
        answers(Duration.ZERO);
        ExecutorService chosen = Executors.newSingleThreadExecutor(task -> new Thread(task, "chosen"));
        try (FeatherClient client = builder().callbackExecutor(chosen).build()) {
            CountDownLatch attached = new CountDownLatch(1);
            chosen.execute(() -> awaitQuietly(attached));
            CompletableFuture<String> thread = client.executeAsync(
                            client.api(Api.class).get())
                    .thenApply(value -> Thread.currentThread().getName());
            attached.countDown();

            assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("chosen");
        } finally {
            chosen.shutdownNow();
        }
    }

    @Test
    void executeAsync_whenTheCallbackExecutorTakesNothing_completesAllTheSame() throws Exception {
        answers(Duration.ZERO);
        ExecutorService gone = Executors.newSingleThreadExecutor();
        gone.shutdownNow();
        try (FeatherClient client = builder().callbackExecutor(gone).build()) {
            assertThat(client.executeAsync(client.api(Api.class).get()).get(10, TimeUnit.SECONDS))
                    .containsEntry("a", 1);
        }
    }
}
