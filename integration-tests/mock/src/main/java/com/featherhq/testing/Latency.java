package com.featherhq.testing;

import java.time.Duration;
import java.util.Random;

/** How long a {@link FeatherMock} takes to answer. Thread-safe. */
public interface Latency {

    /** Returns the delay of the next answer. */
    Duration next();

    /** Always the same delay. */
    static Latency fixed(Duration delay) {
        return () -> delay;
    }

    /**
     * Log-normal delays, as services show them: half of the answers come within {@code median}, 99 of 100 within {@code p99}.
     *
     * @param seed the same seed gives the same delays, in the order of the requests
     * @throws IllegalArgumentException if not 0 &lt; median &lt;= p99
     */
    static Latency logNormal(Duration median, Duration p99, long seed) {
        if (median.isZero() || median.isNegative() || p99.compareTo(median) < 0) {
            throw new IllegalArgumentException(
                    "The median must be positive and at most p99; they are " + median + " and " + p99 + ".");
        }
        double sigma =
                Math.log((double) p99.toNanos() / median.toNanos()) / 2.3263; // the normal distribution's 0.99 quantile
        Random random = new Random(seed);
        return () -> Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma * random.nextGaussian())));
    }
}
