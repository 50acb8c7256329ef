package com.featherhq.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.retry.RetryPolicy;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Path;

final class FeatherObservationsTest {

    interface ThingsApi {
        @GET("v1/things/{id}")
        Call<Map<String, Integer>> get(@Path("id") String id);
    }

    private final MockWebServer server = new MockWebServer();
    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private FeatherClient client;
    private ThingsApi things;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url("/").toString())
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .callListener(new FeatherObservations(registry))
                .build();
        things = client.api(ThingsApi.class);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static MockResponse answer(int status) {
        return new MockResponse().setResponseCode(status).setBody("{}");
    }

    @Test
    void call_whenRetried_isOneObservationBelowTheCurrent() {
        server.enqueue(answer(503));
        server.enqueue(answer(200));
        Observation parent = Observation.start("parent", registry);

        parent.scoped(() -> client.execute(things.get("p-secret")));
        parent.stop();

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("feather.client.requests")
                .that()
                .hasBeenStarted()
                .hasBeenStopped()
                .hasParentObservationEqualTo(parent)
                .hasContextualNameEqualTo("GET v1/things/{id}")
                .hasOnlyKeys("operation", "method", "status", "outcome", "resend.count")
                .hasLowCardinalityKeyValue("operation", "ThingsApi.get")
                .hasLowCardinalityKeyValue("method", "GET")
                .hasLowCardinalityKeyValue("status", "200")
                .hasLowCardinalityKeyValue("outcome", "SUCCESS")
                .hasLowCardinalityKeyValue("resend.count", "1")
                .doesNotHaveError();
    }

    @ParameterizedTest
    @CsvSource({"307, REDIRECTION", "404, CLIENT_ERROR", "501, SERVER_ERROR", "777, UNKNOWN"})
    void call_whenStatusIsNoSuccess_hasErrorAndOutcome(int status, String outcome) {
        server.enqueue(answer(status));
        assertThatThrownBy(() -> client.execute(things.get("1"))).isInstanceOf(FeatherException.class);

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("feather.client.requests")
                .that()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("status", Integer.toString(status))
                .hasLowCardinalityKeyValue("outcome", outcome)
                .hasLowCardinalityKeyValue("resend.count", "0")
                .hasError();
    }

    @Test
    void call_whenThereIsNoResponse_isAnIoError() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        assertThatThrownBy(() -> client.execute(things.get("1"))).isInstanceOf(FeatherException.class);

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("feather.client.requests")
                .that()
                .hasLowCardinalityKeyValue("status", "IO_ERROR")
                .hasLowCardinalityKeyValue("outcome", "UNKNOWN");
    }

    @Test
    void call_whenCancelled_isNoIoError() {
        Call<?> call = things.get("1");
        call.cancel();
        assertThatThrownBy(() -> client.execute(call)).isInstanceOf(FeatherException.class);

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("feather.client.requests")
                .that()
                .hasLowCardinalityKeyValue("status", "CANCELLED");
    }

    @Test
    void observations_whenNamed_useTheName() {
        server.enqueue(answer(200));
        FeatherObservations observations = new FeatherObservations(registry, "feather.requests");
        try (FeatherClient named = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url("/").toString())
                .callListener(observations)
                .build()) {
            named.execute(named.api(ThingsApi.class).get("1"));
        }

        TestObservationRegistryAssert.assertThat(registry).hasObservationWithNameEqualTo("feather.requests");
        assertThat(observations).hasToString("FeatherObservations[feather.requests]");
    }
}
