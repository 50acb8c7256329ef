package com.featherhq.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimiter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RateLimitMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RateLimitMetrics metrics = new RateLimitMetrics(registry);

    @Test
    void reserved_whenTheLimiterIsAsked_isTimedByLaneAndSource() {
        RateLimiter limiter = RateLimiter.builder(2)
                .window(Duration.ofHours(2))
                .listener(metrics)
                .build();
        limiter.reserve(Lane.INTERACTIVE, 1, Duration.ofHours(3));
        limiter.reserve(Lane.INTERACTIVE, 1, Duration.ofHours(3));
        limiter.reserve(Lane.INTERACTIVE, 1, Duration.ZERO);
        limiter.rejected(null);
        metrics.reserved(Lane.BULK, Duration.ofMillis(40), true);

        assertThat(registry.get("feather.ratelimit.wait")
                        .tag("lane", "interactive")
                        .tag("source", "local")
                        .timer()
                        .totalTime(TimeUnit.HOURS))
                .isBetween(1.9, 2.1);
        assertThat(registry.get("feather.ratelimit.wait")
                        .tag("lane", "bulk")
                        .tag("source", "shared")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("feather.ratelimit.refused").counter().count()).isEqualTo(1);
        assertThat(registry.get("feather.ratelimit.slowed.down").counter().count())
                .isEqualTo(1);
    }

    @Test
    void storeLost_whenTold_isCounted() {
        metrics.storeLost(new IllegalStateException(), 4);

        assertThat(registry.get("feather.ratelimit.store.lost").counter().count())
                .isEqualTo(1);
    }
}
