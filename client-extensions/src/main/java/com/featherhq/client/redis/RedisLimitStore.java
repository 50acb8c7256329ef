package com.featherhq.client.redis;

import com.featherhq.client.ratelimit.LimitStore;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a rate limit in Redis, for {@code RateLimiter.builder(…).sharedBy(…)}.
 *
 * <pre>{@code
 * RedisClient redis = RedisClient.create("redis://localhost");
 * LimitStore store = RedisLimitStore.of(redis.connect().async(), "feather");
 * }</pre>
 *
 * <p>Each reservation is one Lua script: one round trip, whoever else asks at the same time, and the only clock is that of
 * Redis. Works with a single Redis, with replicas, Sentinel, and Cluster (all keys of a name are in one slot); Redis 5 or
 * newer. The keys expire when nobody has used them for two windows. Thread-safe.
 */
public final class RedisLimitStore implements LimitStore {

    private static final Script TAKE = Script.named("take.lua");
    private static final Script GIVE_BACK = Script.named("give-back.lua");
    private static final Script SLOW_DOWN = Script.named("slow-down.lua");

    /** A machine that has not asked for this long is not counted any more. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    private final RedisScriptingAsyncCommands<String, String> redis;
    private final String prefix;
    private final String machine = UUID.randomUUID().toString();

    private RedisLimitStore(RedisScriptingAsyncCommands<String, String> redis, String name) {
        this.redis = redis;
        this.prefix = "{ratelimit:" + name + "}:";
    }

    /**
     * Returns the store of the limit called {@code name}: everybody with the same Redis and name shares it. The connection,
     * {@code connect().async()} of a client or of a cluster client, stays the caller's to close.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static RedisLimitStore of(RedisScriptingAsyncCommands<String, String> redis, String name) {
        Objects.requireNonNull(redis, "redis");
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of the shared limit is blank.");
        }
        return new RedisLimitStore(redis, name);
    }

    private String[] keys(Bucket bucket) {
        String of = prefix + bucket.name();
        return new String[] {of, of + ":free", prefix + "pace", prefix + "machines"};
    }

    private static String micros(Duration duration) {
        return Long.toString(TimeUnit.NANOSECONDS.toMicros(duration.toNanos()));
    }

    private static String interval(Bucket bucket) {
        return Double.toString(bucket.intervalNanos() / 1e3);
    }

    @Override
    public CompletionStage<Turn> take(Bucket bucket, int permits, Duration atMost) {
        return TAKE.run(
                redis,
                keys(bucket),
                answer -> turn((List<?>) answer),
                interval(bucket),
                Integer.toString(bucket.burst()),
                Integer.toString(permits),
                micros(atMost),
                micros(bucket.period().multipliedBy(2)),
                machine,
                micros(SEEN));
    }

    private static Turn turn(List<?> answer) {
        long wait = (Long) answer.get(0);
        return new Turn(
                Duration.of(wait, ChronoUnit.MICROS), (Long) answer.get(1), Math.toIntExact((Long) answer.get(2)));
    }

    @Override
    public void giveBack(Bucket bucket, int permits, Turn turn) {
        CompletableFuture<Object> unused = GIVE_BACK.run(
                redis,
                keys(bucket),
                answer -> answer,
                Long.toString(turn.due()),
                Integer.toString(permits),
                UUID.randomUUID().toString());
    }

    @Override
    public void slowDown(Bucket bucket, Duration pause) {
        CompletableFuture<Object> unused = SLOW_DOWN.run(
                redis,
                keys(bucket),
                answer -> answer,
                interval(bucket),
                Integer.toString(bucket.burst()),
                micros(pause),
                micros(bucket.period().multipliedBy(2)));
    }

    @Override
    public String toString() {
        return "RedisLimitStore[" + prefix + "]";
    }
}
