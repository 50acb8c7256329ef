package com.featherhq.client.micrometer;

import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimitListener;
import com.featherhq.client.ratelimit.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Meters of a {@link RateLimiter}, for {@link RateLimiter.Builder#listener}; needs {@code io.micrometer:micrometer-core}.
 *
 * <ul>
 *   <li>{@code feather.ratelimit.wait}, a timer: the wait for a permit, with {@code lane} (interactive, bulk) and {@code
 *       source} (shared, local)
 *   <li>{@code feather.ratelimit.refused}, a counter with {@code lane}: no permit was due in time
 *   <li>{@code feather.ratelimit.slowed.down}, a counter: the service answered 429 all the same
 *   <li>{@code feather.ratelimit.store.lost}, a counter: the shared store could not be reached
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class RateLimitMetrics implements RateLimitListener {

    private final MeterRegistry registry;

    /** Makes meters in {@code registry}. */
    public RateLimitMetrics(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public void reserved(Lane lane, Duration waitTime, boolean shared) {
        registry.timer("feather.ratelimit.wait", "lane", name(lane), "source", shared ? "shared" : "local")
                .record(waitTime);
    }

    @Override
    public void refused(Lane lane) {
        registry.counter("feather.ratelimit.refused", "lane", name(lane)).increment();
    }

    @Override
    public void slowedDown() {
        registry.counter("feather.ratelimit.slowed.down").increment();
    }

    @Override
    public void storeLost(Throwable cause, int machines) {
        registry.counter("feather.ratelimit.store.lost").increment();
    }

    private static String name(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
