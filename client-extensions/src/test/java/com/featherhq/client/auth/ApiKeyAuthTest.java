package com.featherhq.client.auth;

import static com.featherhq.client.Servers.KEY;
import static com.featherhq.client.Servers.json;
import static com.featherhq.client.Servers.redirect;
import static com.featherhq.client.Servers.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.Servers;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key on an OkHttp client of the caller's own: no Retrofit, no Feather client. */
final class ApiKeyAuthTest {

    private final MockWebServer server = new MockWebServer();
    private final MockWebServer other = new MockWebServer();
    private OkHttpClient http = new OkHttpClient();

    @BeforeEach
    void start() throws IOException {
        server.start();
        other.start();
        http = http(() -> KEY);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        other.close();
        http.dispatcher().executorService().shutdown();
    }

    private OkHttpClient http(Supplier<String> key) {
        ApiKeyAuth auth = ApiKeyAuth.builder()
                .apiKey(key)
                .baseUrl(server.url("/").toString())
                .build();
        return auth.install(new OkHttpClient.Builder()).build();
    }

    private Response get(MockWebServer target) throws IOException {
        return http.newCall(new Request.Builder().url(target.url("/x")).build()).execute();
    }

    @Test
    void call_whenToTheBaseUrl_hasTheKeyAndShowsItToNobody() throws IOException {
        server.enqueue(json(200, "{}"));

        try (Response response = get(server)) {
            assertThat(response.networkResponse().request().headers().names()).doesNotContain("x-api-key");
        }

        assertThat(taken(server).getHeader("x-api-key")).isEqualTo(KEY);
    }

    @Test
    void call_whenElsewhere_hasNoKey() throws IOException {
        other.enqueue(json(200, "{}"));

        get(other).close();

        assertThat(taken(other).getHeader("x-api-key")).isNull();
    }

    @Test
    void call_whenRedirected_isFollowedWithinTheOriginOnly() throws IOException {
        server.enqueue(redirect(302, "/y"));
        server.enqueue(redirect(302, other.url("/z").toString()));

        try (Response response = get(server)) {
            assertThat(response.code()).isEqualTo(302);
        }

        taken(server);
        assertThat(taken(server).getPath()).isEqualTo("/y");
        assertThat(other.getRequestCount()).isZero();
    }

    @Test
    void call_whenKeyIsRefusedAndThereIsAnother_isRepeatedOnce() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        http = http(() -> "k" + asked.incrementAndGet());
        server.enqueue(json(401, "{}"));
        server.enqueue(json(200, "{}"));

        get(server).close();

        assertThat(taken(server).getHeader("x-api-key")).isEqualTo("k1");
        assertThat(taken(server).getHeader("x-api-key")).isEqualTo("k2");
    }

    @Test
    void call_whenAPartIsOneShot_isNeverSentTwice() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        http = http(() -> "k" + asked.incrementAndGet());
        MultipartBody body = new MultipartBody.Builder()
                .addFormDataPart("a", "a.bin", Servers.oneShot("{}"))
                .build();
        Request upload = new Request.Builder().url(server.url("/x")).post(body).build();
        for (MockResponse answer : new MockResponse[] {json(401, "{}"), redirect(307, "/y")}) {
            server.enqueue(answer);

            try (Response response = http.newCall(upload).execute()) {
                assertThat(response.isSuccessful()).isFalse();
            }
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void call_whenStatusLineEchoesTheKey_failsWithoutIt() {
        server.enqueue(new MockResponse().setStatus("HTTP/9 " + KEY));

        assertThatThrownBy(() -> get(server))
                .isInstanceOf(IOException.class)
                .hasMessage("ProtocolException; its text is left out because it holds a secret");
    }

    @Test
    void webSocket_whenOpened_hasTheKeyInItsHandshake() throws Exception {
        server.enqueue(new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.send("hello");
                socket.close(1000, null);
            }
        }));
        Events events = new Events();

        http.newWebSocket(new Request.Builder().url(server.url("/ws")).build(), events);

        assertThat(events.next()).isEqualTo("open, key shown: false");
        assertThat(events.next()).isEqualTo("hello");
        assertThat(taken(server).getHeader("x-api-key")).isEqualTo(KEY);
    }

    @Test
    void webSocket_whenKeyIsRefusedAndThereIsAnother_isOpenedWithThat() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        http = http(() -> "k" + asked.incrementAndGet());
        server.enqueue(json(401, "{}"));
        server.enqueue(new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.close(1000, null);
            }
        }));
        Events events = new Events();

        http.newWebSocket(new Request.Builder().url(server.url("/ws")).build(), events);

        assertThat(events.next()).isEqualTo("open, key shown: false");
        assertThat(taken(server).getHeader("x-api-key")).isEqualTo("k1");
        assertThat(taken(server).getHeader("x-api-key")).isEqualTo("k2");
    }

    @Test
    void webSocket_whenElsewhere_hasNoKey() throws Exception {
        other.enqueue(json(404, "{}"));
        Events events = new Events();

        http.newWebSocket(new Request.Builder().url(other.url("/ws")).build(), events);

        assertThat(events.next()).isEqualTo("failed: 404");
        RecordedRequest request = taken(other);
        assertThat(request.getHeader("Upgrade")).isEqualTo("websocket");
        assertThat(request.getHeader("x-api-key")).isNull();
    }

    @Test
    void build_whenSomethingIsMissing_saysWhat() {
        assertThatThrownBy(() ->
                        ApiKeyAuth.builder().baseUrl("https://api.example.com").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The API key is missing: call apiKey(…) on the builder.");
        assertThatThrownBy(() -> ApiKeyAuth.builder().apiKey(KEY).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The base URL isn't an absolute http or https URL");
    }

    @Test
    void toString_always_saysWhereTheKeyGoesAndNotTheKey() {
        ApiKeyAuth auth = ApiKeyAuth.builder()
                .apiKey(KEY)
                .baseUrl("https://api.example.com/v1")
                .build();

        assertThat(auth).hasToString("ApiKeyAuth[API key given as a value, for https://api.example.com]");
        assertThat(auth.baseUrl()).hasToString("https://api.example.com/v1/");
        assertThat(auth.secrets().mask("key fth_other")).isEqualTo("key fth_***");
    }

    private static final class Events extends WebSocketListener {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(told.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            boolean shown = response.request().header("x-api-key") != null
                    || response.networkResponse().request().header("x-api-key") != null;
            told.add("open, key shown: " + shown);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            told.add(text);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            told.add("failed: " + (response == null ? failure : response.code()));
        }
    }
}
