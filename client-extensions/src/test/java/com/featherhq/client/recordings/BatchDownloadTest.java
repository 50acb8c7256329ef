package com.featherhq.client.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.files.Fault;
import com.featherhq.client.files.Fault.Kind;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.recordings.DownloadItem.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchDownloadTest {

    private static final List<UUID> IDS =
            IntStream.range(0, 6).mapToObj(i -> new UUID(7, i)).toList();

    @TempDir
    Path parent;

    private Path folder;
    private Scene scene;

    @BeforeEach
    void open() throws IOException {
        folder = parent.resolve("recordings");
        scene = Scene.of(1_000);
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void downloadAll_whenAllGoesWell_fetchesEachAndTellsOfIt() {
        ConcurrentLinkedQueue<DownloadItem> told = new ConcurrentLinkedQueue<>();
        DownloadAllOptions options =
                DownloadAllOptions.builder().itemListener(told::add).build();

        DownloadSummary summary = scene.recordings.downloadAll(IDS, folder, options);

        assertThat(summary)
                .hasToString("6 recordings: 6 downloaded (6000 bytes), 0 already there, 0 not playable, 0 failed");
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.items()).extracting(DownloadItem::recordingId).containsExactlyElementsOf(IDS);
        assertThat(told).containsExactlyInAnyOrderElementsOf(summary.items());
        assertThat(folder.resolve(IDS.get(3).toString())).hasBinaryContent(scene.storage.current());
        assertThat(scene.service.requests()).isEqualTo(6);
        assertThat(summary.items().get(0))
                .hasToString("DownloadItem[recordingId=" + IDS.get(0) + ", outcome=DOWNLOADED, path="
                        + folder.resolve(IDS.get(0).toString()) + ", bytes=1000]");
    }

    @Test
    void downloadAll_whenRunAgain_fetchesOnlyWhatIsMissingOrOfTheWrongSize() throws IOException {
        scene.recordings.downloadAll(IDS, folder);
        Files.delete(folder.resolve(IDS.get(0).toString()));
        Files.writeString(folder.resolve(IDS.get(1).toString()), "short");

        DownloadSummary summary = scene.recordings.downloadAll(IDS, folder);

        assertThat(summary.count(Outcome.DOWNLOADED)).isEqualTo(2);
        assertThat(summary.count(Outcome.SKIPPED)).isEqualTo(4);
        assertThat(summary.bytesDownloaded()).isEqualTo(2_000);
        assertThat(folder.resolve(IDS.get(1).toString())).hasBinaryContent(scene.storage.current());
    }

    @Test
    void downloadAll_whenTheServiceSaysTheSize_skipsWithoutAskingTheStorage() {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), 1_000L));
        scene.recordings.downloadAll(IDS, folder);

        assertThat(scene.recordings.downloadAll(IDS, folder).count(Outcome.SKIPPED))
                .isEqualTo(6);
        assertThat(scene.storage.requests()).hasSize(6);
    }

    @Test
    void downloadAll_whenSomeFail_goesOnWithTheOthers() {
        scene.service.next(FakeService.blocked("redacting")).next(new IllegalStateException("broken"));
        scene.script(Fault.of(Kind.STATUS, 404));

        DownloadSummary summary = scene.recordings.downloadAll(
                IDS, folder, DownloadAllOptions.builder().concurrency(1).build());

        assertThat(summary.items())
                .extracting(DownloadItem::outcome)
                .containsExactly(
                        Outcome.NOT_PLAYABLE,
                        Outcome.FAILED,
                        Outcome.FAILED,
                        Outcome.DOWNLOADED,
                        Outcome.DOWNLOADED,
                        Outcome.DOWNLOADED);
        assertThat(summary.items().get(1).failure()).hasMessage("broken");
        assertThat(summary.items().get(2).bytes()).isZero();
        assertThat(summary.items().get(3).failure()).isNull();
        assertThat(summary.isComplete()).isFalse();
    }

    @Test
    void downloadAll_whenTheLimiterSaysWait_waitsBeforeEveryLeaseFromTheService() {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .concurrency(1)
                .rateLimiter((lane, permits, atMost) -> CompletableFuture.completedStage(Duration.ofSeconds(2)))
                .build();

        scene.recordingsInNoTime().downloadAll(IDS, folder, options);

        assertThat(scene.time.sleeps()).hasSize(6).containsOnly(Duration.ofSeconds(2));
    }

    @Test
    void downloadAll_whenAskingForLeases_isBulkWorkWhereOneDownloadIsNot() {
        scene.recordings.downloadAll(IDS, folder);
        scene.recordings.download(new UUID(8, 8), parent.resolve("one"));

        assertThat(scene.service.lanes).hasSize(7).startsWith(Lane.BULK).endsWith(Lane.INTERACTIVE);
        assertThat(scene.service.lanes).filteredOn(Lane.BULK::equals).hasSize(6);
    }

    @Test
    void downloadAll_whenTheLimiterGivesNoPermit_failsThoseItems() {
        PermitRefusedException refusal =
                PermitRefusedException.tooLate(Lane.BULK, Duration.ofDays(2), Duration.ofDays(1));
        Queue<CompletionStage<Duration>> answers = new ConcurrentLinkedQueue<>();
        answers.add(CompletableFuture.failedStage(refusal));
        answers.add(CompletableFuture.completedStage(null));
        DownloadAllOptions options = DownloadAllOptions.builder()
                .concurrency(1)
                .rateLimiter((lane, permits, atMost) -> answers.remove())
                .build();

        DownloadSummary summary = scene.recordings.downloadAll(IDS.subList(0, 3), folder, options);

        assertThat(summary.count(Outcome.FAILED)).isEqualTo(3);
        assertThat(summary.items())
                .extracting(DownloadItem::failure)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                RecordingDownloadException.class,
                                e -> assertThat(e.isRetryable()).isTrue())
                        .hasMessageEndingWith(" was not downloaded: the rate limiter gave no permit."));
        assertThat(summary.items().get(0).failure()).hasCause(refusal);
        assertThat(summary.items().get(2).failure()).hasCauseInstanceOf(NoSuchElementException.class);
        assertThat(scene.service.requests()).isZero();
    }

    @Test
    void downloadAll_whenInterruptedWhileItWaitsForAPermit_givesThatBack() {
        CompletableFuture<Duration> never = new CompletableFuture<>();
        AtomicReference<Thread> batch = new AtomicReference<>(Thread.currentThread());
        DownloadAllOptions options = DownloadAllOptions.builder()
                .rateLimiter((lane, permits, atMost) -> {
                    interruptOnce(batch);
                    return never;
                })
                .build();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> scene.recordings.downloadAll(IDS, folder, options));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(never).isCancelled();
    }

    @Test
    void downloadAll_whenGivenNames_usesThem() {
        DownloadAllOptions options =
                DownloadAllOptions.builder().fileName(id -> id + ".wav").build();

        DownloadSummary summary = scene.recordings.downloadAll(IDS.subList(0, 1), folder, options);

        assertThat(summary.items().get(0).path())
                .isEqualTo(folder.resolve(IDS.get(0) + ".wav"))
                .exists();
    }

    @Test
    void downloadAll_whenTwoGetOneName_isRefused() {
        DownloadAllOptions options =
                DownloadAllOptions.builder().fileName(id -> "call").build();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> scene.recordings.downloadAll(IDS, folder, options))
                .withMessage("The recordings " + IDS.get(0) + " and " + IDS.get(1) + " would both be written to "
                        + folder.resolve("call") + "; give each a name of its own.");
        assertThat(folder).doesNotExist();
    }

    @Test
    void downloadAll_whenANameLeavesTheFolder_isRefused() {
        for (String name : List.of("../call", "..", ".", "", "/call")) {
            DownloadAllOptions options =
                    DownloadAllOptions.builder().fileName(id -> name).build();
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> scene.recordings.downloadAll(IDS.subList(0, 1), folder, options))
                    .withMessage("The file name of recording " + IDS.get(0)
                            + " must be a plain name without folders, but is \"" + name + "\".");
        }
    }

    @Test
    void downloadAll_whenTheFolderCannotBeMade_isRefused() throws IOException {
        Files.writeString(folder, "a file");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> scene.recordings.downloadAll(IDS, folder))
                .withMessage("The folder " + folder + " can't be created.");
    }

    @Test
    void downloadAll_whenThereIsNothingToDo_isComplete() {
        assertThat(scene.recordings.downloadAll(List.of(), folder).isComplete()).isTrue();
    }

    @Test
    void downloadAll_whenTheItemListenerThrows_tellsOfItBesideTheItems() {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .itemListener(item -> {
                    throw new IllegalStateException("enough");
                })
                .build();

        DownloadSummary summary = scene.recordings.downloadAll(IDS, folder, options);

        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.listenerFailure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
    }

    @Test
    void downloadAll_whenTheItemListenerFailsWithAnError_stillTellsWhatBecameOfEach() {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .itemListener(item -> {
                    throw new StackOverflowError();
                })
                .build();

        DownloadSummary summary = scene.recordings.downloadAll(IDS, folder, options);

        assertThat(summary.count(Outcome.DOWNLOADED)).isEqualTo(6);
        assertThat(summary.listenerFailure()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void downloadAll_whenOneDownloadEndsWithAnError_failsThatOneOnly() {
        LinkageError missing = new NoClassDefFoundError("codec");
        scene.service.always(() -> {
            if (scene.service.requests() == 1) {
                throw missing;
            }
            return FakeService.playable(scene.storage.sign(), null);
        });

        DownloadSummary summary = scene.recordings.downloadAll(
                IDS, folder, DownloadAllOptions.builder().concurrency(1).build());

        assertThat(summary.count(Outcome.DOWNLOADED)).isEqualTo(5);
        assertThat(summary.listenerFailure()).isNull();
        assertThat(summary.items().get(0).failure())
                .hasMessage("Recording " + IDS.get(0)
                        + " was not downloaded: an error stopped it: java.lang.NoClassDefFoundError.")
                .hasCause(missing);
    }

    @Test
    void downloadAll_whenTheLimiterSaysLessThanZero_doesNotWait() {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .rateLimiter((lane, permits, atMost) -> CompletableFuture.completedStage(Duration.ofSeconds(-1)))
                .build();

        assertThat(scene.recordings.downloadAll(IDS, folder, options).isComplete())
                .isTrue();
        assertThat(scene.time.sleeps()).isEmpty();
    }

    @Test
    void downloadAll_whenTheLimiterSaysForever_waitsADay() {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .rateLimiter(
                        (lane, permits, atMost) -> CompletableFuture.completedStage(Duration.ofSeconds(Long.MAX_VALUE)))
                .build();

        assertThat(scene.recordingsInNoTime()
                        .downloadAll(IDS.subList(0, 1), folder, options)
                        .isComplete())
                .isTrue();
        assertThat(scene.time.sleeps()).containsExactly(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {".part", ".part.state", ".part.lock"})
    void downloadAll_whenOneNameIsWhatAnotherUsesMeanwhile_isRefused(String suffix) {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .fileName(id -> id.equals(IDS.get(0)) ? "call" : "call" + suffix)
                .build();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> scene.recordings.downloadAll(IDS.subList(0, 2), folder, options))
                .withMessage("The recordings " + IDS.get(0) + " and " + IDS.get(1) + " would both use the file "
                        + folder.resolve("call" + suffix) + "; give each a name of its own.");
        assertThat(folder).doesNotExist();
    }

    @Test
    void downloadAll_whenTwoNamesDifferInCaseOnly_goesByTheFileSystem() {
        DownloadAllOptions options = DownloadAllOptions.builder()
                .fileName(id -> id.equals(IDS.get(0)) ? "call" : "CALL")
                .build();
        boolean ignoresCase = new File(parent.toString().toUpperCase(Locale.ROOT)).exists();

        if (ignoresCase) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> scene.recordings.downloadAll(IDS.subList(0, 2), folder, options));
        } else {
            assertThat(scene.recordings
                            .downloadAll(IDS.subList(0, 2), folder, options)
                            .count(Outcome.DOWNLOADED))
                    .isEqualTo(2);
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("call", "CALL");
        }
    }

    @Test
    void downloadAll_whenInterrupted_endsDownloadsThatWaitForTheStorage() throws IOException {
        AtomicReference<Thread> batch = new AtomicReference<>(Thread.currentThread());
        scene.script(Fault.of(Kind.STALL, 100), Fault.of(Kind.STALL, 100));
        DownloadAllOptions options = DownloadAllOptions.builder()
                .concurrency(3)
                .itemListener(item -> interruptOnce(batch))
                .build();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> scene.recordings.downloadAll(IDS, folder, options))
                .withMessage("The batch was interrupted; run it again to go on where it stopped.");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scene.recordings.downloadAll(IDS, folder).isComplete()).isTrue();
    }

    private static void interruptOnce(AtomicReference<Thread> thread) {
        Thread first = thread.getAndSet(null);
        if (first != null) {
            first.interrupt();
        }
    }

    @Test
    void build_whenTheConcurrencyIsOutOfRange_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DownloadAllOptions.builder().concurrency(0).build())
                .withMessage("concurrency must be 1 to 256, but is 0.");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DownloadAllOptions.builder().requestsPerMinute(0))
                .withMessage("The limit must be between 1 and 100,000,000, but is 0.");
    }
}
