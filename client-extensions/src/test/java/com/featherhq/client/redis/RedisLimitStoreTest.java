package com.featherhq.client.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.ratelimit.LimitStore;
import com.featherhq.client.ratelimit.LimitStore.Turn;
import com.featherhq.client.ratelimit.LimitStoreContract;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RedisLimitStoreTest extends LimitStoreContract {

    private static TestRedis redis;

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

    @Override
    protected LimitStore machine(String limit) {
        return RedisLimitStore.of(redis.client().connect().async(), limit);
    }

    @Test
    void giveBack_whenNotDue_givesTheMomentToTheNext() {
        LimitStore store = machine();
        take(store, 1);
        Turn second = take(store, 1);
        take(store, 1);

        store.giveBack(SLOW, 1, second);

        assertThat(take(store, 1).due()).isEqualTo(second.due());
        assertThat(seconds(take(store, 1))).isEqualTo(3);
    }

    @Test
    void giveBack_whenItsTimeHasCome_isForgotten() {
        LimitStore store = machine();
        Turn first = take(store, 1);

        store.giveBack(SLOW, 1, first);

        assertThat(seconds(take(store, 1))).isEqualTo(1);
    }

    @Test
    void keys_whenNobodyUsesThem_expire() {
        LimitStore store = machine();
        take(store, 1);
        store.giveBack(SLOW, 1, take(store, 1));
        store.slowDown(SLOW, Duration.ofSeconds(1));
        take(store, 1);

        RedisCommands<String, String> commands = redis.client().connect().sync();
        List<String> keys = commands.keys("{ratelimit:" + name + "}:*");
        assertThat(keys).hasSizeGreaterThanOrEqualTo(3);
        assertThat(keys).allSatisfy(key -> assertThat(commands.pttl(key)).isPositive());
    }

    @Test
    void take_whenRedisForgotTheScript_tellsItAgain() {
        LimitStore store = machine();
        take(store, 1);
        redis.client().connect().sync().scriptFlush();

        assertThat(seconds(take(store, 1))).isEqualTo(1);
    }
}
