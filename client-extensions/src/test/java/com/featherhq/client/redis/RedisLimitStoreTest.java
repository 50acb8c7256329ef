package com.featherhq.client.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.featherhq.client.ratelimit.LimitStore.Bucket;
import com.featherhq.client.ratelimit.LimitStore.Turn;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RedisLimitStoreTest {

    private static final Duration LONG = Duration.ofHours(1);

    /** One a second, so that the time that Redis itself takes doesn't show. */
    private static final Bucket SLOW = new Bucket("all", 60, Duration.ofMinutes(1), 1);

    private static TestRedis redis;

    private final String name = UUID.randomUUID().toString();
    private final RedisLimitStore store = store();

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

    private RedisLimitStore store() {
        return RedisLimitStore.of(redis.client().connect().async(), name);
    }

    private static Turn take(RedisLimitStore from, Bucket bucket, int permits, Duration atMost) {
        return from.take(bucket, permits, atMost).toCompletableFuture().join();
    }

    private static long seconds(Turn turn) {
        return Math.round(turn.waitTime().toMillis() / 1e3);
    }

    @Test
    void take_whenSeveralMachinesAsk_givesEachItsOwnMoment() {
        RedisLimitStore other = store();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waits.add(seconds(take(store, SLOW, 1, LONG)));
            waits.add(seconds(take(other, SLOW, 1, LONG)));
        }

        assertThat(waits).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(take(store, SLOW, 1, LONG).machines()).isEqualTo(2);
    }

    @Test
    void take_whenFull_letsTheBurstThrough() {
        Bucket bucket = new Bucket("all", 60, Duration.ofMinutes(1), 5);

        assertThat(seconds(take(store, bucket, 5, LONG))).isZero();
        assertThat(seconds(take(store, bucket, 5, LONG))).isEqualTo(5);
    }

    @Test
    void take_whenDueTooLate_takesNothing() {
        take(store, SLOW, 3, LONG);

        assertThat(seconds(take(store, SLOW, 1, Duration.ofMillis(500)))).isEqualTo(3);
        assertThat(seconds(take(store, SLOW, 1, LONG))).isEqualTo(3);
    }

    @Test
    void giveBack_whenNotDue_givesTheMomentToTheNext() {
        take(store, SLOW, 1, LONG);
        Turn second = take(store, SLOW, 1, LONG);
        take(store, SLOW, 1, LONG);

        store.giveBack(SLOW, 1, second);

        assertThat(take(store, SLOW, 1, LONG).due()).isEqualTo(second.due());
        assertThat(seconds(take(store, SLOW, 1, LONG))).isEqualTo(3);
    }

    @Test
    void giveBack_whenItsTimeHasCome_isForgotten() {
        Turn first = take(store, SLOW, 1, LONG);

        store.giveBack(SLOW, 1, first);

        assertThat(seconds(take(store, SLOW, 1, LONG))).isEqualTo(1);
    }

    @Test
    void slowDown_whenToldByTwoMachines_countsOnceForAll() {
        Bucket bucket = new Bucket("all", 60, Duration.ofMinutes(1), 1);
        store.slowDown(bucket, Duration.ofSeconds(10));
        store().slowDown(bucket, Duration.ofSeconds(10));

        Turn first = take(store, bucket, 1, LONG);
        Turn second = take(store(), bucket, 1, LONG);

        assertThat(seconds(first)).isBetween(10L, 12L);
        assertThat(second.waitTime().minus(first.waitTime()).toMillis()).isCloseTo(1_429, within(50L)); // 1 s / 0.7
    }

    @Test
    void keys_whenNobodyUsesThem_expire() {
        take(store, SLOW, 1, LONG);
        store.giveBack(SLOW, 1, take(store, SLOW, 1, LONG));
        store.slowDown(SLOW, Duration.ofSeconds(1));
        take(store, SLOW, 1, LONG);

        RedisCommands<String, String> commands = redis.client().connect().sync();
        List<String> keys = commands.keys("{ratelimit:" + name + "}:*");
        assertThat(keys).hasSizeGreaterThanOrEqualTo(3);
        assertThat(keys).allSatisfy(key -> assertThat(commands.pttl(key)).isPositive());
    }

    @Test
    void take_whenRedisForgotTheScript_tellsItAgain() {
        take(store, SLOW, 1, LONG);
        redis.client().connect().sync().scriptFlush();

        assertThat(seconds(take(store, SLOW, 1, LONG))).isEqualTo(1);
    }

    @Test
    void of_whenTheNameIsBlank_saysSo() {
        assertThatThrownBy(() -> RedisLimitStore.of(redis.client().connect().async(), " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of the shared limit is blank.");
    }
}
