package com.featherhq.client.bucket4j;

import com.featherhq.client.ratelimit.LimitStore.Bucket;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * The rate after a 429, kept in the configuration of the shared bucket, so that all machines follow: down by a factor of 0.7,
 * to a tenth at least, and up by 5 % of the full rate every 10 s. Two buckets of one permit see to it that of all machines
 * one does each. Thread-safe.
 */
final class SharedPace {

    static final BucketConfiguration ONCE_A_SECOND = once(Duration.ofSeconds(1));
    static final BucketConfiguration ONCE_IN_TEN = once(Duration.ofSeconds(10));

    private static final double DECREASE = 0.7;
    private static final double LEAST = 0.1;
    private static final double STEP = 0.05;
    private static final long LOOK = Duration.ofSeconds(10).toNanos();

    private final AsyncBucketProxy slowed;
    private final AsyncBucketProxy faster;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

    SharedPace(AsyncBucketProxy slowed, AsyncBucketProxy faster) {
        this.slowed = slowed;
        this.faster = faster;
    }

    private static BucketConfiguration once(Duration period) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(1).refillIntervally(1, period))
                .build();
    }

    static BucketConfiguration configuration(Bucket bucket, double factor) {
        long permits = Math.max(1, Math.round(bucket.permits() * factor));
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(bucket.burst()).refillGreedy(permits, bucket.period()))
                .build();
    }

    void slowDown(
            Bucket bucket, Duration pause, AsyncProxyManager<String> proxies, String key, AsyncBucketProxy proxy) {
        double inPause =
                (double) bucket.permits() * pause.toNanos() / bucket.period().toNanos();
        CompletableFuture<?> unused = ifFirst(
                slowed,
                () -> proxy.consumeIgnoringRateLimits(Math.max(1, Math.round(inPause)))
                        .thenCompose(debited -> proxies.getProxyConfiguration(key))
                        .thenCompose(
                                kept -> change(bucket, kept, proxy, factor -> Math.max(LEAST, factor * DECREASE))));
    }

    /** Looks every 10 s whether the rate is lower than it should be. */
    void recover(Bucket bucket, AsyncProxyManager<String> proxies, String key, AsyncBucketProxy proxy) {
        long now = System.nanoTime();
        long next = nextLook.get();
        if (now - next < 0 || !nextLook.compareAndSet(next, now + LOOK)) {
            return;
        }
        CompletableFuture<?> unused = ifFirst(
                faster,
                () -> proxies.getProxyConfiguration(key)
                        .thenCompose(kept -> change(bucket, kept, proxy, factor -> Math.min(1, factor + STEP))));
    }

    private static CompletableFuture<Void> ifFirst(AsyncBucketProxy once, Supplier<CompletableFuture<Void>> action) {
        return once.tryConsume(1).thenCompose(first -> first ? action.get() : CompletableFuture.completedFuture(null));
    }

    private static CompletableFuture<Void> change(
            Bucket bucket, Optional<BucketConfiguration> kept, AsyncBucketProxy proxy, DoubleUnaryOperator change) {
        double factor =
                kept.map(current -> factor(bucket, current.getBandwidths()[0])).orElse(1.0);
        double changed = change.applyAsDouble(factor);
        return Math.abs(changed - factor) < 1e-6
                ? CompletableFuture.completedFuture(null)
                : proxy.replaceConfiguration(configuration(bucket, changed), TokensInheritanceStrategy.AS_IS);
    }

    private static double factor(Bucket bucket, Bandwidth kept) {
        double full = (double) bucket.permits() / bucket.period().toNanos();
        return Math.min(1, (double) kept.getRefillTokens() / kept.getRefillPeriodNanos() / full);
    }
}
