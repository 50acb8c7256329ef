package com.featherhq.bench;

import com.featherhq.model.RecordingPlaybackResponse;
import java.io.IOException;
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

/** One successful call: time, and with {@code -prof gc} allocation, of the client and of what it could be compared with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlaybackBenchmark {

    private Clients clients;

    @Setup
    public void open() throws IOException {
        clients = new Clients();
    }

    @TearDown
    public void close() throws IOException {
        clients.close();
    }

    @Benchmark
    public RecordingPlaybackResponse stockRetrofit() throws IOException {
        return clients.stock();
    }

    @Benchmark
    public RecordingPlaybackResponse bareRetrofit() throws IOException {
        return clients.bare();
    }

    @Benchmark
    public RecordingPlaybackResponse bareRetrofitWithKeyInterceptor() throws IOException {
        return clients.bareWithKey();
    }

    @Benchmark
    public RecordingPlaybackResponse feather() throws IOException {
        return clients.feather();
    }

    @Benchmark
    public RecordingPlaybackResponse featherExecute() {
        return clients.featherExecute();
    }

    @Benchmark
    public RecordingPlaybackResponse failsafe() throws IOException {
        return clients.failsafe();
    }

    @Benchmark
    public RecordingPlaybackResponse okHttpByHand() throws IOException {
        return clients.okHttp();
    }

    @Benchmark
    public RecordingPlaybackResponse bareRetrofitAsync() {
        return clients.bareAsync();
    }

    @Benchmark
    public RecordingPlaybackResponse bareRetrofitWithKeyInterceptorAsync() {
        return clients.bareWithKeyAsync();
    }

    @Benchmark
    public RecordingPlaybackResponse featherAsync() {
        return clients.featherAsync();
    }

    @Benchmark
    public RecordingPlaybackResponse featherExecuteAsync() {
        return clients.featherExecuteAsync();
    }

    @Benchmark
    public RecordingPlaybackResponse failsafeAsync() {
        return clients.failsafeAsync();
    }
}
