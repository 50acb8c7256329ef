package com.featherhq.client.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenRateLimiterTest {

    private final FakeTime time = new FakeTime();
    private final EvenRateLimiter limiter = new EvenRateLimiter(600, time);

    @Test
    void reserve_whenTheBurstIsSpent_spacesTheRestEvenly() {
        assertThat(IntStream.range(0, 13).mapToObj(i -> limiter.reserve().toMillis()))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 100L, 200L);
    }

    @Test
    void reserve_whenUnusedForLong_savesUpNoMoreThanASecond() {
        time.pass(Duration.ofHours(1));

        assertThat(IntStream.range(0, 12).mapToObj(i -> limiter.reserve().toMillis()))
                .endsWith(0L, 100L)
                .filteredOn(wait -> wait == 0)
                .hasSize(11);
    }

    @Test
    void reserve_whenTimePasses_comesDown() {
        IntStream.range(0, 13).forEach(i -> limiter.reserve());
        time.pass(Duration.ofMillis(250));

        assertThat(limiter.reserve()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void perMinute_atFirst_doesNotWait() {
        assertThat(RateLimiter.perMinute(3_000).reserve()).isZero();
    }
}
