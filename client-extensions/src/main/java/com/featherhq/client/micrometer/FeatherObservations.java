package com.featherhq.client.micrometer;

import com.featherhq.client.CallCancelledException;
import com.featherhq.client.CallEvent;
import com.featherhq.client.CallListener;
import com.featherhq.client.FeatherException;
import com.featherhq.client.Operation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes each call a Micrometer {@link Observation}: a timer and, with tracing, a span, child of the current one, which goes to
 * the service with every attempt ({@code traceparent}, or what the tracer propagates).
 *
 * <p>Its key values are all of low cardinality, and none is part of a URL:
 *
 * <ul>
 *   <li>{@code operation}: {@code VoiceApi.getRecordingPlaybackUrl}
 *   <li>{@code method}: {@code GET}
 *   <li>{@code status}: the last status, or {@code IO_ERROR}, or {@code CANCELLED}
 *   <li>{@code outcome}: {@code SUCCESS}, {@code REDIRECTION}, {@code CLIENT_ERROR}, {@code SERVER_ERROR}, {@code UNKNOWN}
 *   <li>{@code resend.count}: the attempts after the first
 * </ul>
 *
 * <p>A span also has {@code rate.limit.wait}, such as {@code PT0.25S}, if the call waited for its rate limiter.
 *
 * <pre>{@code
 * FeatherClient observed = FeatherClient.builder()
 *         .apiKey(key)
 *         .baseUrl(url)
 *         .callListener(new FeatherObservations(registry))
 *         .build();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class FeatherObservations implements CallListener {

    /**
     * The name of the observations, unless another is given. It is not Spring's {@code http.client.requests}: Prometheus wants the
     * same tags for the same name, and these differ.
     */
    public static final String DEFAULT_NAME = "feather.client.requests";

    private final ObservationRegistry registry;
    private final String name;

    /** Observes in {@code registry}, under {@value #DEFAULT_NAME}. */
    public FeatherObservations(ObservationRegistry registry) {
        this(registry, DEFAULT_NAME);
    }

    /** Observes in {@code registry}, under {@code name}. */
    public FeatherObservations(ObservationRegistry registry, String name) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public OngoingCall callStarted(Operation operation) {
        SenderContext<Map<String, String>> context = new SenderContext<>(FeatherObservations::put, Kind.CLIENT);
        Map<String, String> headers = new LinkedHashMap<>();
        context.setCarrier(headers);
        context.setRemoteServiceName("feather");
        Observation observation = Observation.createNotStarted(name, () -> context, registry)
                .contextualName(operation.httpMethod() + " " + operation.pathTemplate())
                .lowCardinalityKeyValue("operation", operation.name())
                .lowCardinalityKeyValue("method", operation.httpMethod())
                .start();
        return new Observed(observation, headers);
    }

    private static void put(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }

    /** With tracing, the headers have the trace by now: its handler writes them when the observation starts. */
    private record Observed(Observation observation, Map<String, String> headers) implements OngoingCall {

        @Override
        public void callEnded(CallEvent event) {
            end(observation, event);
        }
    }

    private static void end(Observation observation, CallEvent event) {
        int resent = Math.max(0, event.attempts().size() - 1);
        observation
                .lowCardinalityKeyValue("status", status(event))
                .lowCardinalityKeyValue("outcome", outcome(event.statusCode()))
                .lowCardinalityKeyValue("resend.count", Integer.toString(resent));
        if (!event.rateLimitWait().isZero()) {
            observation.highCardinalityKeyValue(
                    "rate.limit.wait", event.rateLimitWait().toString());
        }
        if (event.idempotencyKey() != null) {
            observation.highCardinalityKeyValue("idempotency.key", event.idempotencyKey());
        }
        FeatherException failure = event.failure();
        if (failure != null) {
            observation.error(failure);
        }
        observation.stop();
    }

    private static String status(CallEvent event) {
        if (event.statusCode() != 0) {
            return Integer.toString(event.statusCode());
        }
        return event.failure() instanceof CallCancelledException ? "CANCELLED" : "IO_ERROR";
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }

    @Override
    public String toString() {
        return "FeatherObservations[" + name + "]";
    }
}
