package com.featherhq.client.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.ratelimit.LimitStore.Bucket;
import com.featherhq.client.ratelimit.LimitStore.Turn;
import com.featherhq.client.redis.TestRedis;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On Redis, since that is here; what Bucket4j does is the same elsewhere. */
final class Bucket4jLimitStoreTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Bucket SLOW = new Bucket("all", 60, Duration.ofMinutes(1), 1);

    private static TestRedis redis;

    private final String name = UUID.randomUUID().toString();
    private final Bucket4jLimitStore store = store();

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (redis != null) {
            redis.close();
        }
    }

    private Bucket4jLimitStore store() {
        AsyncProxyManager<String> proxies = Bucket4jLettuce.casBasedBuilder(
                        redis.client().connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .build()
                .asAsync();
        return Bucket4jLimitStore.of(proxies, name);
    }

    private static Turn take(Bucket4jLimitStore from, int permits, Duration atMost) {
        return from.take(SLOW, permits, atMost).toCompletableFuture().join();
    }

    private static long seconds(Turn turn) {
        return Math.round(turn.waitTime().toMillis() / 1e3);
    }

    @Test
    void take_whenSeveralMachinesAsk_givesEachItsOwnMoment() {
        Bucket4jLimitStore other = store();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waits.add(seconds(take(store, 1, LONG)));
            waits.add(seconds(take(other, 1, LONG)));
        }

        assertThat(waits).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        await().untilAsserted(() ->
                assertThat(take(other, 1, Duration.ZERO).machines()).isEqualTo(2));
    }

    @Test
    void take_whenDueTooLate_takesNothing() {
        take(store, 3, LONG);

        assertThat(seconds(take(store, 1, Duration.ofMillis(500)))).isEqualTo(3);
        assertThat(seconds(take(store, 1, LONG))).isEqualTo(3);
    }

    @Test
    void slowDown_whenToldByTwoMachines_countsOnceForAll() {
        take(store, 1, LONG);
        store.slowDown(SLOW, Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(interval()).isEqualTo(14));
        store().slowDown(SLOW, Duration.ofSeconds(10));

        Turn next = take(store(), 1, LONG);

        assertThat(seconds(next)).isGreaterThanOrEqualTo(10L);
        assertThat(interval()).isEqualTo(14);
    }

    /** What one more permit adds to the wait, in tenths of a second: 10, or 10 / 0.7. */
    private long interval() {
        long one = take(store, 1, Duration.ZERO).waitTime().toNanos();
        long two = take(store, 2, Duration.ZERO).waitTime().toNanos();
        return Math.round((two - one) / 1e8);
    }

    @Test
    void of_whenTheNameIsBlank_saysSo() {
        AsyncProxyManager<String> proxies = Bucket4jLettuce.casBasedBuilder(
                        redis.client().connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .build()
                .asAsync();
        assertThatThrownBy(() -> Bucket4jLimitStore.of(proxies, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of the shared limit is blank.");
    }
}
