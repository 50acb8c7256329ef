package com.featherhq.client.auth;

import static com.featherhq.client.Servers.json;
import static com.featherhq.client.Servers.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.LogCapture;
import com.featherhq.client.ServedTest;
import com.featherhq.client.Servers;
import com.featherhq.client.ThingsApi;
import com.featherhq.client.UnauthorizedException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

final class KeyRotationTest extends ServedTest {

    private final AtomicInteger asked = new AtomicInteger();

    /** Gives k1 for the first {@code times}, k2 from then on. */
    private Supplier<String> rotatingAfter(int times) {
        return () -> asked.incrementAndGet() <= times ? "k1" : "k2";
    }

    private FeatherClient client(Supplier<String> keys) {
        return Servers.client(server).apiKey(keys).build();
    }

    @Test
    void post_whenKeyWasReplaced_isRepeatedOnceWithTheNewKey() {
        server.enqueue(json(401, "{}"));
        server.enqueue(json(200, "{\"a\":1}"));

        try (FeatherClient client = client(rotatingAfter(1));
                LogCapture log = new LogCapture("com.featherhq.client", Level.FINE)) {
            client.execute(client.api(ThingsApi.class).create(Servers.text("{\"b\":2}")));

            assertThat(log.lines())
                    .contains("The service refused the API key (401). The source has another one by now: the call is"
                            + " repeated with it");
        }

        assertThat(taken(server).getHeader("x-api-key")).isEqualTo("k1");
        RecordedRequest again = taken(server);
        assertThat(again.getHeader("x-api-key")).isEqualTo("k2");
        assertThat(again.getBody().readUtf8()).isEqualTo("{\"b\":2}");
        assertThat(asked).hasValue(2);
    }

    @Test
    void get_whenKeyIsTheSame_failsAtOnce() {
        server.enqueue(json(401, "{\"error\":\"authentication_required\",\"message\":\"Bad key\"}"));

        try (FeatherClient client = client(rotatingAfter(9))) {
            assertThatThrownBy(() -> client.execute(client.api(ThingsApi.class).get("1")))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessage("GET v1/things/{id} (ThingsApi.get) was answered 401 authentication_required: Bad key"
                            + " (1 attempt). Check the API key: it may be revoked, expired, or one of another"
                            + " environment.");
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void get_whenNewKeyIsRefusedToo_failsWithoutAThird() {
        server.enqueue(json(401, "{}"));
        server.enqueue(json(401, "{}"));

        try (FeatherClient client = client(() -> "k" + asked.incrementAndGet())) {
            assertThatThrownBy(() -> client.execute(client.api(ThingsApi.class).get("1")))
                    .isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void get_whenSourceFailsAfterTheRefusal_tellsOfTheRefusal() {
        server.enqueue(json(401, "{}"));

        try (FeatherClient client = client(() -> asked.incrementAndGet() == 1 ? "k1" : " ")) {
            assertThatThrownBy(() -> client.execute(client.api(ThingsApi.class).get("1")))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void post_whenBodyIsOneShot_isNotRepeated() {
        server.enqueue(json(401, "{}"));

        try (FeatherClient client = client(rotatingAfter(1))) {
            assertThatThrownBy(() -> client.execute(client.api(ThingsApi.class).create(Servers.oneShot("{}"))))
                    .isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void get_whenSentWithoutKey_doesNotAskForOne() {
        server.enqueue(json(401, "{}"));

        try (FeatherClient client = client(rotatingAfter(0))) {
            assertThatThrownBy(() -> client.execute(client.api(ThingsApi.class).health()))
                    .isInstanceOf(UnauthorizedException.class);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void calls_whenHundredAreRefusedAtOnce_askOnce() throws Exception {
        int calls = 100;
        AtomicBoolean replaced = new AtomicBoolean();
        CyclicBarrier allRefused = new CyclicBarrier(calls, () -> replaced.set(true));
        server.setDispatcher(new okhttp3.mockwebserver.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if ("k2".equals(request.getHeader("x-api-key"))) {
                    return json(200, "{\"a\":1}");
                }
                try {
                    allRefused.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    return json(500, "{}");
                }
                return json(401, "{}");
            }
        });
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(calls);
        dispatcher.setMaxRequestsPerHost(calls);
        OkHttpClient http = new OkHttpClient.Builder().dispatcher(dispatcher).build();
        Supplier<String> keys = () -> {
            asked.incrementAndGet();
            return replaced.get() ? "k2" : "k1";
        };
        List<CompletableFuture<?>> futures = new ArrayList<>();
        try (FeatherClient client =
                Servers.client(server).apiKey(keys).httpClient(http).build()) {
            for (int i = 0; i < calls; i++) {
                futures.add(client.executeAsync(client.api(ThingsApi.class).get("1")));
            }
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        }

        assertThat(server.getRequestCount()).isEqualTo(2 * calls);
        assertThat(asked).hasValue(calls + 1);
        dispatcher.executorService().shutdown();
    }

    @Test
    void insteadOf_whenThreadIsInterrupted_endsWithTheFlagSet() throws Exception {
        KeyRotation rotation = new KeyRotation(ApiKeySource.fixed("k1"));
        SentKey refused = rotation.take();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> rotation.insteadOf(refused))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void insteadOf_whenRefusedAgainLater_asksAgain() throws Exception {
        KeyRotation rotation = new KeyRotation(ApiKeySource.supplied(rotatingAfter(2)));
        SentKey first = rotation.take();
        assertThat(rotation.insteadOf(first)).isNull();
        assertThat(rotation.insteadOf(first)).isNull();
        assertThat(asked).hasValue(2);

        SentKey second = new SentKey("k1", 1);

        assertThat(rotation.insteadOf(second).key()).isEqualTo("k2");
        assertThat(asked).hasValue(3);
    }
}
