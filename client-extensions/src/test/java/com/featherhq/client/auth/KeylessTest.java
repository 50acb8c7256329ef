package com.featherhq.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.Servers;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OkHttp would let others see or have of a key and of its answers. */
final class KeylessTest {

    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void install_whenTheClientHasACache_givesNoAccountTheAnswerOfAnother() throws IOException {
        OkHttpClient shared = new OkHttpClient.Builder()
                .cache(new Cache(new File(folder.toFile(), "cache"), 1 << 20))
                .build();
        for (String answer : List.of("of one", "of two")) {
            server.enqueue(new MockResponse()
                    .setBody(answer)
                    .setHeader("Cache-Control", "max-age=600")
                    .setHeader("Vary", "x-api-key"));
        }

        assertThat(get(client(shared, "key-one"))).isEqualTo("of one");
        assertThat(get(client(shared, "key-two"))).isEqualTo("of two");
    }

    @Test
    void withoutKey_whenListening_seesRequestsAndResponsesWithoutIt() throws IOException {
        List<String> seen = new ArrayList<>();
        EventListener listener = new EventListener() {
            @Override
            public void requestHeadersEnd(Call call, Request request) {
                seen.add("request " + request.headers() + request);
            }

            @Override
            public void responseHeadersEnd(Call call, Response response) {
                seen.add("response " + response.request().headers() + response);
            }
        };
        server.enqueue(new MockResponse().setBody("ok"));
        OkHttpClient http = new OkHttpClient.Builder()
                .eventListenerFactory(ApiKeyAuth.withoutKey(call -> listener))
                .build();

        get(client(http, Servers.KEY));

        assertThat(seen)
                .hasSize(2)
                .noneMatch(text -> text.contains(Servers.KEY))
                .allMatch(text -> text.contains("User-Agent"));
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void withoutKey_handsOnEveryEventOfTheOldestOkHttp() {
        List<String> own = Arrays.stream(KeylessEventListener.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();

        assertThat(own)
                .contains("callStart", "dnsEnd", "connectFailed", "canceled", "cacheConditionalHit")
                .hasSizeGreaterThanOrEqualTo(29);
    }

    private OkHttpClient client(OkHttpClient base, String key) {
        return ApiKeyAuth.builder()
                .apiKey(key)
                .baseUrl(server.url("/").toString())
                .build()
                .install(base.newBuilder())
                .build();
    }

    private String get(OkHttpClient http) throws IOException {
        try (Response response = http.newCall(
                        new Request.Builder().url(server.url("/x")).build())
                .execute()) {
            return response.body().string();
        }
    }
}
