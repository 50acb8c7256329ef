package com.featherhq.bench;

import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.redis.RedisLimitStore;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.embedded.RedisServer;

/** What a reservation takes that goes to a Redis on this machine, while nobody has to wait for a permit: see the median. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SharedRateLimiterBenchmark {

    private static final Duration LONG = Duration.ofMinutes(1);

    private RedisServer redis;
    private RedisClient client;
    private RateLimiter limiter;

    @Setup
    public void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        client = RedisClient.create("redis://127.0.0.1:" + port);
        limiter = RateLimiter.builder(100_000_000)
                .window(Duration.ofMillis(1))
                .sharedBy(RedisLimitStore.of(client.connect().async(), "bench"))
                .build();
    }

    @TearDown
    public void stop() throws IOException {
        client.shutdown();
        redis.stop();
    }

    @Benchmark
    public Duration interactive() {
        return limiter.reserve(Lane.INTERACTIVE, 1, LONG).toCompletableFuture().join();
    }
}
