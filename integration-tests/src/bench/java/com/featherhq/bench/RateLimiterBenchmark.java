package com.featherhq.bench;

import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What asking the local limiter costs while nobody has to wait: the limit is one that a benchmark doesn't reach. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RateLimiterBenchmark {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final RateLimiter limiter =
            RateLimiter.builder(100_000_000).window(Duration.ofMillis(1)).build();

    @Benchmark
    public CompletionStage<Duration> interactive() {
        return limiter.reserve(Lane.INTERACTIVE, 1, LONG);
    }

    @Benchmark
    public CompletionStage<Duration> bulk() {
        return limiter.reserve(Lane.BULK, 1, LONG);
    }
}
