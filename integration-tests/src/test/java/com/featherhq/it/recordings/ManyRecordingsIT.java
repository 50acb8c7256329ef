package com.featherhq.it.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.recordings.DownloadAllOptions;
import com.featherhq.client.recordings.DownloadItem;
import com.featherhq.client.recordings.DownloadItem.Outcome;
import com.featherhq.client.recordings.DownloadSummary;
import com.featherhq.client.recordings.PlaybackLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyRecordingsIT {

    private static final int COUNT = 10_000;
    private static final List<UUID> IDS =
            IntStream.range(0, COUNT).mapToObj(i -> new UUID(10, i)).toList();

    private RecordingService service;
    private FeatherClient client;

    @BeforeEach
    void start() throws IOException {
        service = RecordingService.start(ManyRecordingsIT::size);
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
    void downloadAll_whenThereAreTenThousand_fetchesEachWithOneLeaseAndOneDownload(@TempDir Path folder)
            throws IOException {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .concurrency(16)
                .rateLimiter((lane, permits, atMost) -> CompletableFuture.completedStage(Duration.ZERO))
                .build();

        DownloadSummary first = client.recordings().downloadAll(IDS, folder, options);

        assertThat(first.items())
                .filteredOn(item -> item.outcome() != Outcome.DOWNLOADED)
                .isEmpty();
        assertThat(service.leases()).isEqualTo(COUNT);
        assertThat(service.downloads()).isEqualTo(COUNT);
        for (DownloadItem item : first.items()) {
            byte[] bytes = Files.readAllBytes(item.path());
            assertThat(bytes.length).isEqualTo((int) size(item.recordingId()));
            assertThat(Pattern.matches(0, bytes, bytes.length)).isTrue();
        }

        DownloadSummary second = client.recordings().downloadAll(IDS, folder, options);

        assertThat(second.count(Outcome.SKIPPED)).isEqualTo(COUNT);
        assertThat(service.leases()).as("the leases are still good").isEqualTo(COUNT);
        assertThat(service.downloads()).isEqualTo(COUNT);
    }

    @Test
    void playback_whenAHundredThreadsAskAtOnce_makesOneRequest() throws InterruptedException {
        Set<PlaybackLease> leases = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 100)
                .mapToObj(i -> new Thread(() -> {
                    await(start);
                    leases.add(client.recordings().playback(IDS.get(0)));
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(leases).hasSize(1);
        assertThat(service.leases()).isEqualTo(1);
    }

    private static long size(UUID id) {
        return 500 + id.getLeastSignificantBits() % 4_000;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
