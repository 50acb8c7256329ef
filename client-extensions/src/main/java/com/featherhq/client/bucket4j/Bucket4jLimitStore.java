package com.featherhq.client.bucket4j;

import com.featherhq.client.ratelimit.LimitStore;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a rate limit in whatever Bucket4j keeps buckets in, such as PostgreSQL or Hazelcast, for {@code
 * RateLimiter.builder(…).sharedBy(…)}.
 *
 * <p>For example {@code Bucket4jLimitStore.of(proxyManager.asAsync(), "feather")}.
 *
 * <p>On Redis, {@code RedisLimitStore} is the better one: there Bucket4j compares and swaps, and takes the more tries the
 * farther away Redis is. Set the proxy manager's request timeout to 100 ms, and if you can, a clock that all machines share:
 * by default each uses its own. With one that is 5 s ahead the limit is kept, but when that machine pauses, up to 15 % of the
 * limit stay unused. Permits that a caller gives up are not given back, since Bucket4j keeps no moments: the next one would be
 * sent together with one that is still to come. Thread-safe.
 */
public final class Bucket4jLimitStore implements LimitStore {

    private final AsyncProxyManager<String> proxies;
    private final String name;
    private final Map<String, AsyncBucketProxy> buckets = new ConcurrentHashMap<>();
    private final Machines machines;
    private final SharedPace pace;

    private Bucket4jLimitStore(AsyncProxyManager<String> proxies, String name) {
        this.proxies = proxies;
        this.name = name;
        this.machines = new Machines(bucket("machines", Machines.COUNTER));
        this.pace =
                new SharedPace(bucket("slowed", SharedPace.ONCE_A_SECOND), bucket("faster", SharedPace.ONCE_IN_TEN));
    }

    /**
     * Returns the store of the limit called {@code name}: everybody with the same proxy manager's store and name shares it.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static Bucket4jLimitStore of(AsyncProxyManager<String> proxies, String name) {
        Objects.requireNonNull(proxies, "proxies");
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of the shared limit is blank.");
        }
        return new Bucket4jLimitStore(proxies, name);
    }

    private AsyncBucketProxy bucket(String suffix, BucketConfiguration configuration) {
        return buckets.computeIfAbsent(
                suffix,
                key -> proxies.builder().build(key(key), () -> CompletableFuture.completedFuture(configuration)));
    }

    private String key(String suffix) {
        return "ratelimit:" + name + ":" + suffix;
    }

    private AsyncBucketProxy bucket(Bucket bucket) {
        return bucket(bucket.name(), SharedPace.configuration(bucket, 1));
    }

    @Override
    public CompletionStage<Turn> take(Bucket bucket, int permits, Duration atMost) {
        AsyncBucketProxy proxy = bucket(bucket);
        machines.beat();
        pace.recover(bucket, proxies, key(bucket.name()), proxy);
        return proxy.consumeIgnoringRateLimits(permits).thenApply(waitNanos -> {
            Duration waitTime = Duration.ofNanos(waitNanos);
            if (waitTime.compareTo(atMost) > 0) {
                CompletableFuture<Void> unused = proxy.addTokens(permits);
            }
            return new Turn(waitTime, 0, machines.seen());
        });
    }

    @Override
    public void slowDown(Bucket bucket, Duration pause) {
        pace.slowDown(bucket, pause, proxies, key(bucket.name()), bucket(bucket));
    }

    @Override
    public String toString() {
        return "Bucket4jLimitStore[" + name + "]";
    }
}
