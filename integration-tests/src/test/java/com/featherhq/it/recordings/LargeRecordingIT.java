package com.featherhq.it.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.files.DownloadProgress;
import com.featherhq.client.files.DownloadResult;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeRecordingIT {

    private static final UUID ID = new UUID(2, 31);
    private static final long TWO_GIB = 2L * 1024 * 1024 * 1024;
    private static final long SIZE = TWO_GIB + 5_000_000;
    private static final long FLAT = 32 * 1024 * 1024;

    private RecordingService service;
    private FeatherClient client;

    @BeforeEach
    void start() throws IOException {
        service = RecordingService.start(id -> SIZE);
        client = FeatherClient.builder()
                .apiKey(RecordingService.KEY)
                .baseUrl(service.baseUrl())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        service.close();
    }

    @Test
    void download_whenOverTwoGibibytesAndCutBeyondThem_isWholeAndMemoryStaysFlat(@TempDir Path folder)
            throws IOException {
        Path target = folder.resolve("large");
        List<DownloadProgress> progress = new ArrayList<>();
        service.dropOnceAt(TWO_GIB + 1_000_000);
        long before = allocated();

        DownloadResult result = client.recordings().download(ID, target, progress::add);

        assertThat(allocated() - before).as("bytes allocated").isLessThan(FLAT);
        assertThat(result.bytes()).isEqualTo(SIZE);
        assertThat(service.resumptions()).isEqualTo(1);
        assertThat(service.leases()).isEqualTo(1);
        assertThat(progress).last().extracting(DownloadProgress::bytes).isEqualTo(SIZE);
        assertPattern(target);
    }

    @Test
    void open_whenPositionedBeyondTwoGibibytes_readsFromThere() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        try (SeekableByteChannel channel = client.recordings().open(ID)) {
            assertThat(channel.size()).isEqualTo(SIZE);
            channel.position(TWO_GIB + 3);
            while (buffer.hasRemaining()) {
                channel.read(buffer);
            }
        }

        assertThat(Pattern.matches(TWO_GIB + 3, buffer.array(), 1_000)).isTrue();
    }

    private static void assertPattern(Path file) throws IOException {
        byte[] chunk = new byte[Pattern.CHUNK];
        long position = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.readNBytes(chunk, 0, chunk.length);
                    count > 0;
                    count = in.readNBytes(chunk, 0, chunk.length)) {
                if (!Pattern.matches(position, chunk, count)) {
                    throw new AssertionError("The file differs near byte " + position + ".");
                }
                position += count;
            }
        }
        assertThat(position).isEqualTo(SIZE);
    }

    /** By the thread that downloads, which is this one. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
