package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.retry.Attempt;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.http.GET;

final class FeatherClientTest {

    @Test
    void fromEnvironment_whenSomethingIsNotSet_saysWhatToSet() {
        String whatToSet = " Set FEATHER_API_KEY to the API key and FEATHER_BASE_URL to the URL of the service, such as"
                + " https://api-sandbox.featherhq.com.";

        assertThatThrownBy(() -> FeatherClient.fromEnvironment(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Not set in the environment: FEATHER_API_KEY and FEATHER_BASE_URL." + whatToSet);
        assertThatThrownBy(() -> FeatherClient.fromEnvironment(Map.of("FEATHER_API_KEY", "fth_test_1")))
                .hasMessage("Not set in the environment: FEATHER_BASE_URL." + whatToSet);
        assertThatThrownBy(() -> FeatherClient.fromEnvironment(
                        Map.of("FEATHER_API_KEY", " ", "FEATHER_BASE_URL", "https://a.b")))
                .hasMessage("Not set in the environment: FEATHER_API_KEY." + whatToSet);
        FeatherClient.fromEnvironment(Map.of("FEATHER_API_KEY", "fth_test_1", "FEATHER_BASE_URL", "https://a.b"))
                .close();
    }

    @Test
    void apiKey_whenNull_saysWhereItMayComeFrom() {
        assertThatThrownBy(() -> FeatherClient.builder().apiKey((String) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("apiKey is null. If it comes from an environment variable, that variable isn't set.");
    }

    interface Things {
        @GET("things")
        Call<Map<String, String>> things();

        @GET("things")
        CompletableFuture<Map<String, String>> thingsLater();
    }

    @Test
    void api_whenServerFailsOnce_retriesWithKeyAndAttemptNumber() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = FeatherClient.builder()
                        .apiKey("fth_test_1")
                        .baseUrl(server.url("/v1").toString())
                        .build()) {
            server.enqueue(new MockResponse().setResponseCode(503));
            server.enqueue(new MockResponse().setBody("{\"a\":\"b\"}"));
            Call<Map<String, String>> call = client.api(Things.class).things();

            assertThat(call.execute().body()).containsEntry("a", "b");

            assertThat(Attempt.of(call)).hasSize(2);
            RecordedRequest first = server.takeRequest(1, TimeUnit.SECONDS);
            assertThat(first.getPath()).isEqualTo("/v1/things");
            assertThat(first.getHeader("x-api-key")).isEqualTo("fth_test_1");
            assertThat(first.getHeader("x-feather-attempt")).isEqualTo("1");
            RecordedRequest second = server.takeRequest(1, TimeUnit.SECONDS);
            assertThat(second.getHeader("x-feather-attempt")).isEqualTo("2");
        }
    }

    @Test
    void api_whenReturnTypeIsFuture_retriesToo() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = FeatherClient.builder()
                        .apiKey("fth_test_1")
                        .baseUrl(server.url("/v1").toString())
                        .build()) {
            server.enqueue(new MockResponse().setResponseCode(503));
            server.enqueue(new MockResponse().setBody("{\"a\":\"b\"}"));

            assertThat(client.api(Things.class).thingsLater().get(10, TimeUnit.SECONDS))
                    .containsEntry("a", "b");
        }
    }
}
