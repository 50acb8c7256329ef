package com.featherhq.it.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.FeatherClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledDownloadIT {

    /** The size of each is its number, in MiB: most are cut before the first checkpoint, the last after one or two. */
    static final List<UUID> IDS = List.of(new UUID(1, 1), new UUID(1, 3), new UUID(1, 40));

    private static final int KILLS = 50;
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void download_whenTheProcessIsKilledAgainAndAgain_neverShowsACorruptFile() throws Exception {
        Random random = new Random(6);
        try (RecordingService service = RecordingService.start(KilledDownloadIT::size)) {
            for (int kill = 0; kill < KILLS; kill++) {
                runAndKill(service, random);
                assertNoCorruptFile();
            }

            assertThat(service.resumptions())
                    .as("downloads that went on after a kill")
                    .isPositive();
            complete(service);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSameSizeAs(IDS);
        }
    }

    private void runAndKill(RecordingService service, Random random) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledDownloader.class.getName(),
                        service.baseUrl(),
                        folder.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long lag = random.nextInt(15_000_000);
        service.afterBytes(1 + random.nextInt(50 * MEBIBYTE), () -> {
            LockSupport.parkNanos(lag);
            process.destroyForcibly();
        });
        assertThat(process.waitFor()).as("exit status of a killed process").isEqualTo(137);
    }

    private void assertNoCorruptFile() throws IOException {
        for (UUID id : IDS) {
            Path file = folder.resolve(id.toString());
            if (Files.exists(file)) {
                assertWhole(id, file);
            }
        }
    }

    private void complete(RecordingService service) throws IOException {
        try (FeatherClient client = FeatherClient.builder()
                .apiKey(RecordingService.KEY)
                .baseUrl(service.baseUrl())
                .build()) {
            for (UUID id : IDS) {
                Path file = folder.resolve(id.toString());
                client.recordings().download(id, file);
                assertWhole(id, file);
            }
        }
    }

    private static void assertWhole(UUID id, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes.length).isEqualTo((int) size(id));
        for (int position = 0; position < bytes.length; position += MEBIBYTE / 16) {
            int length = Math.min(Pattern.CHUNK, bytes.length - position);
            byte[] chunk = java.util.Arrays.copyOfRange(bytes, position, position + length);
            assertThat(Pattern.matches(position, chunk, length))
                    .as("%s at byte %d", id, position)
                    .isTrue();
        }
    }

    private static long size(UUID id) {
        return id.getLeastSignificantBits() * MEBIBYTE;
    }
}
