package com.featherhq.bench;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.files.DownloadResult;
import com.featherhq.client.recordings.PlaybackLease;
import com.featherhq.it.recordings.RecordingService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
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

/** A cached lease, and a download of 256 MiB beside plain copies of the same bytes from the same server. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecordingsBenchmark {

    private static final UUID ID = UUID.fromString("2f1b6c1e-6a52-4a43-8c68-d3b7e6a0f3a1");
    private static final long SIZE = 256L * 1024 * 1024;

    private final OkHttpClient http = new OkHttpClient();
    private RecordingService service;
    private FeatherClient client;
    private Path target;
    private String url;

    @Setup
    public void open() throws IOException {
        service = RecordingService.start(id -> SIZE);
        client = FeatherClient.builder()
                .apiKey(RecordingService.KEY)
                .baseUrl(service.baseUrl())
                .build();
        target = Files.createTempDirectory("feather-bench").resolve("recording");
        url = client.recordings().playback(ID).url();
    }

    @TearDown
    public void close() throws IOException {
        client.close();
        service.close();
        Files.deleteIfExists(target);
        Files.delete(target.getParent());
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public PlaybackLease cachedLease() {
        return client.recordings().playback(ID);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public DownloadResult download() {
        return client.recordings().download(ID, target);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public long downloadToNowhere() {
        return client.recordings().download(ID, OutputStream.nullOutputStream());
    }

    /** As curl does it: no check, no fsync. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public long plainCopy() throws IOException {
        try (Response response = get();
                InputStream in = response.body().byteStream()) {
            return Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** As curl does it, and then one fsync: what a download that lasts has to do at least. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public long plainCopyAndFsync() throws IOException {
        long bytes = plainCopy();
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        return bytes;
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public long plainCopyToNowhere() throws IOException {
        try (Response response = get();
                InputStream in = response.body().byteStream()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private Response get() throws IOException {
        return http.newCall(new Request.Builder().url(url).build()).execute();
    }
}
