package com.featherhq.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.test.TestSpanHandler;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.Servers;
import com.featherhq.client.retry.RetryPolicy;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.http.GET;

/** Observations where real registries and a real tracer take them. */
final class TracingTest {

    interface ThingsApi {
        @GET("v1/things")
        Call<Map<String, Integer>> list();
    }

    private final MockWebServer server = new MockWebServer();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private FeatherClient client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = Servers.client(server)
                .retryPolicy(
                        RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build())
                .callListener(new FeatherObservations(registry))
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void call_whenTraced_sendsTheTraceWithEveryAttempt() {
        TestSpanHandler spans = new TestSpanHandler();
        try (Tracing tracing = Tracing.newBuilder()
                .propagationFactory(new W3CPropagation())
                .addSpanHandler(spans)
                .build()) {
            BraveTracer tracer = new BraveTracer(
                    tracing.tracer(),
                    new BraveCurrentTraceContext(tracing.currentTraceContext()),
                    new BraveBaggageManager());
            registry.observationConfig()
                    .observationHandler(
                            new PropagatingSenderTracingObservationHandler<>(tracer, new BravePropagator(tracing)));
            server.enqueue(Servers.json(503, "{}"));
            server.enqueue(Servers.json(200, "{\"a\":1}"));

            client.execute(client.api(ThingsApi.class).list());
        }

        MutableSpan span = spans.spans().get(0);
        assertThat(spans.spans()).hasSize(1);
        assertThat(span.kind()).isEqualTo(brave.Span.Kind.CLIENT);
        assertThat(span.name()).isEqualTo("GET v1/things");
        List<RecordedRequest> sent = List.of(Servers.taken(server), Servers.taken(server));
        assertThat(sent)
                .allSatisfy(request -> assertThat(request.getHeader("traceparent"))
                        .isEqualTo("00-" + "0".repeat(32 - span.traceId().length()) + span.traceId() + "-" + span.id()
                                + "-01"));
    }

    /** Prometheus takes one set of tags for a name: those of Spring's {@code http.client.requests} are not ours. */
    @Test
    void call_whenSpringObservesItsOwn_isInPrometheusBesideIt() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(prometheus));
        Timer.builder("http.client.requests")
                .tags(List.of(Tag.of("uri", "/a"), Tag.of("client.name", "b"), Tag.of("error", "none")))
                .register(prometheus)
                .record(Duration.ofMillis(1));
        server.enqueue(Servers.json(200, "{\"a\":1}"));

        Observation.start("parent", registry)
                .observe(() -> client.execute(client.api(ThingsApi.class).list()));

        assertThat(prometheus.scrape())
                .contains("http_client_requests_seconds_count{client_name=\"b\"")
                .contains("feather_client_requests_seconds_count{error=\"none\",method=\"GET\","
                        + "operation=\"ThingsApi.list\",outcome=\"SUCCESS\",resend_count=\"0\",status=\"200\"} 1");
    }
}
