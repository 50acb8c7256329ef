package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.LogCapture;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** What a call says at FINE while it goes on; its end is one line more, in {@code CallObserverTest}. */
final class RetryLogTest {

    private static List<String> linesOf(Level level, boolean async, RetryFixture fixture)
            throws IOException, InterruptedException {
        try (fixture) {
            Call<RetryFixture.Thing> call = fixture.api.get(); // Before there is a log: a call that nobody observes.
            try (LogCapture log = new LogCapture("com.featherhq.client", level)) {
                if (async) {
                    RetryFixture.runAsync(call);
                } else {
                    RetryFixture.run(call);
                }
                return log.lines();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void log_whenFine_hasALineForEachRetry(boolean async) throws Exception {
        List<String> lines = linesOf(Level.FINE, async, new RetryFixture().answer(503, 503, 200));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("Api.get attempt 1: 503 after \\d+ ms, next in \\d+ ms \\(BACKOFF\\)");
        assertThat(lines.get(1)).matches("Api.get attempt 2: 503 after \\d+ ms, next in \\d+ ms \\(BACKOFF\\)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void log_whenTheRateLimiterDelaysACall_saysSo(boolean async) throws Exception {
        RateLimiter slow = new RateLimiter() {
            @Override
            public CompletionStage<Duration> reserve(Lane lane, int permits, Duration atMost) {
                return CompletableFuture.completedStage(Duration.ofMillis(1200));
            }

            @Override
            public void rejected(@Nullable Duration retryAfter) {}
        };

        List<String> lines =
                linesOf(Level.FINE, async, new RetryFixture(builder -> builder.rateLimiter(slow)).answer(200));

        assertThat(lines).containsExactly("Api.get waits 1200 ms for a permit of the rate limiter");
    }

    @Test
    void log_whenNotFine_isSilent() throws Exception {
        assertThat(linesOf(Level.INFO, false, new RetryFixture().answer(503, 200)))
                .isEmpty();
    }
}
