package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.retry.CallOptions;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;

/** Every call ends by its deadline, whoever's code is in the way. */
final class DeadlineTest extends CompletionLab {

    static Stream<Arguments> whatHangs() {
        return Stream.of(
                Arguments.of("lookup", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .dns(name -> {
                            throw test.hang();
                        })
                        .build())),
                Arguments.of("key supplier", (Hanging) (b, test) -> b.apiKey(() -> {
                    throw test.hang();
                })),
                Arguments.of("proxy selector", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .proxySelector(new ProxySelector() {
                            @Override
                            public List<Proxy> select(URI uri) {
                                throw test.hang();
                            }

                            @Override
                            public void connectFailed(URI uri, SocketAddress address, java.io.IOException failure) {}
                        })
                        .build())),
                Arguments.of("interceptor", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            throw test.hang();
                        })
                        .build())),
                Arguments.of("dispatcher's executor", (Hanging) (b, test) -> b.httpClient(new OkHttpClient.Builder()
                        .dispatcher(new Dispatcher(test.busyExecutor()))
                        .build())));
    }

    interface Hanging {
        void set(FeatherClient.Builder builder, DeadlineTest test);
    }

    private ExecutorService busyExecutor() {
        ExecutorService one = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        one.execute(this::hang);
        return one;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatHangs")
    void executeAsync_whenSomethingHangs_endsAtTheDeadlineUnprocessed(String what, Hanging hanging) {
        FeatherClient.Builder builder = builderByName();
        hanging.set(builder, this);
        try (FeatherClient client = builder.build()) {
            Api api = client.api(
                    Api.class, CallOptions.builder().deadline(DEADLINE).build());
            long start = System.nanoTime();

            Throwable failure =
                    catchThrowable(() -> client.executeAsync(api.get()).get(10, TimeUnit.SECONDS));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, LATEST);
            assertThat(failure).hasCauseInstanceOf(TransportException.class);
            assertThat(((TransportException) failure.getCause()).mayHaveBeenProcessed())
                    .isFalse();
        }
    }

    @Test
    void execute_whenTheLookupHangs_endsAtTheDeadline() {
        try (FeatherClient client = builderByName()
                .httpClient(new OkHttpClient.Builder()
                        .dns(name -> {
                            throw hang();
                        })
                        .build())
                .build()) {
            Api api = client.api(
                    Api.class, CallOptions.builder().deadline(DEADLINE).build());
            long start = System.nanoTime();

            assertThatThrownBy(() -> client.execute(api.get())).isInstanceOf(TransportException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, LATEST);
        }
    }

    @Test
    void execute_whenCancelledDuringTheLookup_ends() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        try (FeatherClient client = builderByName()
                .httpClient(new OkHttpClient.Builder()
                        .dns(name -> {
                            looking.countDown();
                            throw hang();
                        })
                        .build())
                .build()) {
            Call<?> call = client.api(Api.class).get();
            CompletableFuture<Throwable> failure =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.execute(call)));
            looking.await();

            call.cancel();

            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
        }
    }
}
