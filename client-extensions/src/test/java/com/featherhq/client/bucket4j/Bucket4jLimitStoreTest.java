package com.featherhq.client.bucket4j;

import com.featherhq.client.ratelimit.LimitStore;
import com.featherhq.client.ratelimit.LimitStoreContract;
import com.featherhq.client.redis.TestRedis;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On Redis, since that is here; what Bucket4j does is the same elsewhere. */
final class Bucket4jLimitStoreTest extends LimitStoreContract {

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
        return Bucket4jLimitStore.of(
                Bucket4jLettuce.casBasedBuilder(
                                redis.client().connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                        .build()
                        .asAsync(),
                limit);
    }
}
