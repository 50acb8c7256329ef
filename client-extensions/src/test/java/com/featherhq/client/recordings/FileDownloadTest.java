package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.client.recordings.Fault.Kind;
import com.featherhq.client.recordings.ScriptedStorage.Validators;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileDownloadTest {

    private static final int SIZE = 300_000;
    private static final String NOT_DOWNLOADED = "Recording " + ID + " was not downloaded: ";

    private static final String CHANGED = " was changed or replaced by something else while it was written.";

    @TempDir
    Path folder;

    private Scene scene;
    private Path target;

    @BeforeEach
    void open() throws IOException {
        scene = Scene.of(SIZE);
        target = folder.resolve("call.audio");
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void download_whenNothingGoesWrong_writesTheFileWithOneLeaseAndOneRequest() throws IOException {
        DownloadResult result = scene.recordings.download(ID, target);

        assertWhole();
        assertThat(result)
                .hasToString(
                        "DownloadResult[recordingId=" + ID + ", path=" + target + ", bytes=300000, resumedFrom=0]");
        assertThat(result.recordingId()).isEqualTo(ID);
        assertThat(result.path()).isEqualTo(target);
        assertThat(scene.service.requests()).isEqualTo(1);
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @Test
    void download_whenRequesting_sendsNothingOfTheApi() {
        scene.recordings.download(ID, target);

        assertThat(scene.storage.requests().get(0))
                .containsOnlyKeys("", "accept-encoding", "host", "connection", "user-agent")
                .containsEntry("accept-encoding", "identity");
    }

    @Test
    void download_whenTheTargetExists_replacesIt() throws IOException {
        Files.writeString(target, "old");

        scene.recordings.download(ID, target);

        assertWhole();
    }

    @Test
    void download_whenTheRecordingIsEmpty_writesAnEmptyFile() throws IOException {
        scene.storage.replace(new byte[0]);

        assertThat(scene.recordings.download(ID, target).bytes()).isZero();
        assertWhole();
    }

    @Test
    void download_whenTheConnectionDrops_goesOnFromTheSameByteOfTheSameVersion() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.DROP, 50_000));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-", "bytes=150000-");
        assertThat(scene.storage.requests().get(1)).containsEntry("if-range", "\"v1\"");
        assertThat(scene.time.sleeps()).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(scene.service.requests()).isEqualTo(1);
    }

    @Test
    void download_whenThereIsOnlyLastModified_provesTheVersionWithIt() throws IOException {
        scene.storage.validators(Validators.LAST_MODIFIED);
        scene.script(Fault.of(Kind.DROP, 100_000));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.requests().get(1))
                .containsEntry("if-range", "Sun, 22 Nov 2026 10:00:01 GMT")
                .containsEntry("range", "bytes=100000-");
    }

    @ParameterizedTest
    @EnumSource(
            value = Validators.class,
            names = {"NONE", "WEAK_ETAG"})
    void download_whenNothingProvesTheVersion_startsOver(Validators validators) throws IOException {
        scene.storage.validators(validators);
        scene.script(Fault.of(Kind.DROP, 100_000));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "whole");
    }

    @Test
    void download_whenTheUrlExpiresMidway_takesOneFreshLeaseAndGoesOn() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.EXPIRE));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-", "bytes=100000-");
        assertThat(scene.service.requests()).isEqualTo(2);
        assertThat(scene.time.sleeps()).hasSize(1);
    }

    @Test
    void download_whenTheLeaseRunsOutBetweenAttempts_takesAFreshOneWithoutTryingTheOld() throws IOException {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), null, Duration.ofSeconds(5)));
        scene.script(Fault.of(Kind.BUSY, 6));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.service.requests()).isEqualTo(2);
        assertThat(scene.storage.requests()).hasSize(2);
    }

    @Test
    void download_whenAnExpiredUrlIsAnsweredWith400_takesAFreshLease() throws IOException {
        scene.service.next(FakeService.playable(scene.storage.sign(), null, Duration.ZERO));
        scene.script(Fault.of(Kind.STATUS, 400));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.service.requests()).isEqualTo(2);
    }

    @Test
    void download_whenTheFreshUrlIsRefusedToo_fails() {
        scene.script(Fault.of(Kind.STATUS, 410), Fault.of(Kind.STATUS, 403));

        RecordingDownloadException failure =
                assertFails("the storage refused the fresh URL too, with HTTP status 403.");

        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.recordingId()).isEqualTo(ID);
        assertThat(scene.service.requests()).isEqualTo(2);
    }

    @Test
    void download_whenTheObjectChangesMidway_startsOverWithTheNewOne() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.CHANGE));

        DownloadResult result = scene.recordings.download(ID, target);

        assertWhole();
        assertThat(result.bytes()).isEqualTo(SIZE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "CHANGE_IN_RANGE",
                "CHANGE_UNPROVEN",
                "CHANGE_WEAK",
                "WRONG_RANGE",
                "NAMELESS_RANGE",
                "IGNORE_RANGE",
                "SHORT_RANGE",
                "GZIP"
            })
    void download_whenTheRangeIsNotWhatWasAskedFor_stillGetsTheRightBytes(Kind kind) throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(kind, 70_000));

        scene.recordings.download(ID, target);

        assertWhole();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "CHUNKED",
                "CHUNKED_DROP",
                "ECHO",
                "ECHO_IN_CHUNK",
                "GZIP",
                "GZIP_DROP",
                "REDIRECT",
                "HANG_UP",
                "LONGER",
                "SHORT_RANGE"
            })
    void download_whenTheFirstAnswerIsOdd_stillGetsTheRightBytes(Kind kind) throws IOException {
        scene.script(Fault.of(kind, 1_000));

        scene.recordings.download(ID, target);

        assertWhole();
    }

    @Test
    void download_whenRedirectedMidway_asksForTheSameRangeThere() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.REDIRECT));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-", "bytes=100000-");
    }

    @Test
    void download_whenTheLengthContradictsTheService_asksTheServiceOnceMore() throws IOException {
        scene.service.next(FakeService.playable(scene.storage.sign(), 299_999L));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.service.requests()).isEqualTo(2);
    }

    @Test
    void download_whenTheLengthKeepsContradictingTheService_fails() {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), (long) SIZE));
        scene.script(Fault.of(Kind.SHORTER, 10), Fault.of(Kind.SHORTER, 20));

        assertFails("the service says it has 300000 bytes, but the storage says 299980.");
        assertThat(scene.service.requests()).isEqualTo(2);
    }

    @Test
    void download_whenChunksEndBeforeTheSizeThatTheServiceSays_fails() {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), SIZE + 1L));
        scene.script(Fault.of(Kind.CHUNKED));

        assertFails("it should have 300001 bytes, but the storage sent 300000.");
    }

    @Test
    void download_whenTheEndIsNotMarked_goesByTheSizeThatTheServiceSays() throws IOException {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), (long) SIZE));
        scene.script(Fault.of(Kind.UNFRAMED, 1_000), Fault.of(Kind.UNFRAMED, SIZE));

        scene.recordings.download(ID, target);

        assertWhole();
    }

    @Test
    void download_whenTheEndIsNotMarkedAndTheSizeUnknown_fails() {
        scene.script(Fault.of(Kind.UNFRAMED, SIZE));

        assertFails("the storage does not say how long it is, so its end can't be told from a lost connection.");
    }

    @Test
    void download_whenTheEncodingIsUnknown_fails() {
        scene.script(Fault.of(Kind.BROTLI));

        assertFails("the storage sent it with an unknown Content-Encoding, though none was asked for.");
    }

    @Test
    void download_whenTheStorageSaysNo_fails() {
        scene.script(Fault.of(Kind.STATUS, 404));

        assertFails("the storage answered with HTTP status 404.");
    }

    @Test
    void download_whenTheUrlIsNoUrl_fails() {
        scene.service.always(() -> FakeService.playable("ftp://storage.example/s3cret", null));

        assertFails("the service gave a URL that is not an http or https URL.");
    }

    @Test
    void download_whenTheStorageIsBusy_waitsAsLongAsItAsksUpTo30Seconds() throws IOException {
        scene.script(Fault.of(Kind.BUSY, 7), Fault.of(Kind.BUSY, 3600), Fault.of(Kind.STATUS, 500));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.time.sleeps())
                .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30), Duration.ofMillis(800));
    }

    @Test
    void download_whenTheStorageFallsSilent_takesTheConnectionForLost() throws IOException {
        scene.script(Fault.of(Kind.STALL, 100_000));

        scene.recordings(Duration.ofMillis(150)).download(ID, target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-");
    }

    @Test
    void download_whenNoAttemptBringsProgress_givesUpAndKeepsThePartForTheNextCall() throws IOException {
        Files.writeString(target, "old");
        scene.script(Fault.of(Kind.DROP, 60_000));
        scene.script(
                Fault.of(Kind.DROP, 0), Fault.of(Kind.HANG_UP), Fault.of(Kind.STATUS, 503), Fault.of(Kind.DROP, 1));

        RecordingDownloadException failure =
                assertFails("5 attempts in a row brought no progress, the last one at byte 60001.");

        assertThat(failure.isRetryable()).isTrue();
        assertThat(target).hasContent("old");
        assertThat(scene.recordings.download(ID, target).resumedFrom()).isEqualTo(60_001);
        assertWhole();
        assertThat(scene.storage.ranges()).last().isEqualTo("bytes=60001-");
    }

    @Test
    void download_whenTheObjectChangedBetweenCalls_startsOver() throws IOException {
        failAt(100_000);
        scene.storage.replace(ScriptedStorage.content(9, SIZE));

        assertThat(scene.recordings.download(ID, target).resumedFrom()).isZero();
        assertWhole();
    }

    @Test
    void download_whenEverythingWasThereButTheName_fetchesOneByteToBeSure() throws IOException {
        failAt(100_000);
        Path part = folder.resolve("call.audio.part");
        Files.write(part, scene.storage.current());
        CRC32C checksum = new CRC32C();
        checksum.update(scene.storage.current());
        new PartialState(ID.toString(), SIZE, checksum.getValue(), new StoredVersion("\"v1\"", (long) SIZE))
                .write(folder.resolve("call.audio.part.state"));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.ranges()).last().isEqualTo("bytes=299999-");
    }

    @Test
    void download_whenInterrupted_stopsAndKeepsThePartAndTheFlag() throws IOException {
        ProgressListener interrupt = progress -> Thread.currentThread().interrupt();
        scene.script(Fault.of(Kind.BUSY, 1), Fault.of(Kind.DROP, 100_000));

        RecordingDownloadException failure = catchThrowableOfType(
                RecordingDownloadException.class, () -> scene.recordings.download(ID, target, interrupt));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageMatching(NOT_DOWNLOADED + "it was interrupted at byte \\d+\\.");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(scene.recordings.download(ID, target).resumedFrom()).isPositive();
        assertWhole();
    }

    @Test
    void download_whenInterruptedBeforeItBegins_asksNobody() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> scene.recordings.download(ID, target));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scene.storage.requests()).isEmpty();
        assertThat(target).doesNotExist();
    }

    @Test
    void download_whenTheListenerThrows_stopsWithThatException() throws IOException {
        IllegalStateException refusal = new IllegalStateException("enough");
        scene.script(Fault.of(Kind.BUSY, 1));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> scene.recordings.download(ID, target, progress -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(target).doesNotExist();
    }

    @Test
    void download_whenNotPlayable_saysSoAndLeavesNothing() {
        scene.service.always(() -> FakeService.blocked("redacting"));

        RecordingNotPlayableException failure =
                catchThrowableOfType(RecordingNotPlayableException.class, () -> scene.recordings.download(ID, target));

        assertThat(failure)
                .hasMessage("Recording " + ID
                        + " can't be played now: its status is \"redacting\". Wait for it with awaitPlayable.");
        assertThat(failure.status()).isEqualTo("redacting");
        assertThat(failure.recordingId()).isEqualTo(ID);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_whenTheTargetIsAFolder_fails() {
        target = folder;

        assertFails(folder + " is a folder; name the file to write.");
    }

    @Test
    void download_whenTheFolderIsMissing_fails() {
        target = folder.resolve("missing").resolve("call.audio");

        assertFails("the folder " + folder.resolve("missing") + " does not exist.");
    }

    @Test
    void download_whenAnotherDownloadWritesTheSameFile_fails() throws IOException {
        try (PartialFile other = PartialFile.open(ID.toString(), target)) {
            assertThat(assertFails("another download is writing to " + target + ".")
                            .isRetryable())
                    .isTrue();
            other.keep(null);
        }
    }

    @Test
    void download_whenTheFileCannotBeWritten_fails() throws IOException {
        target = folder.resolve("n".repeat(300));

        assertThat(assertFails("writing " + target + " failed.")).hasCauseInstanceOf(IOException.class);
        assertThat(scene.service.requests()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_whenAFolderStandsInTheWay_leavesItAndSaysSo() throws IOException {
        Path part = Files.createDirectory(folder.resolve("call.audio.part"));

        assertFails(part + " is not a regular file; remove it, or choose another name for the target.");
        assertThat(part).isDirectory();
    }

    @Test
    void download_whenTheStorageTimesOut_triesAgain() throws IOException {
        scene.script(Fault.of(Kind.STATUS, 408));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CHANGE_UNPROVEN", "CHANGE_WEAK"})
    void download_whenTheRestOfAnEarlierCallHasNoProof_startsOver(Kind kind) throws IOException {
        failAt(100_000);
        scene.script(Fault.of(kind));

        assertThat(scene.recordings.download(ID, target).resumedFrom()).isZero();
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 410})
    void download_whenTheUrlIsRefusedBeforeItsTime_takesOneFreshLease(int status) throws IOException {
        scene.script(Fault.of(Kind.STATUS, status));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.service.requests()).isEqualTo(2);
        assertThat(scene.time.sleeps()).isEmpty();
    }

    @Test
    void download_whenAFreshUrlWasTriedBeforeItIsRefused_takesAnother() throws IOException {
        scene.script(Fault.of(Kind.STATUS, 403), Fault.of(Kind.STATUS, 503), Fault.of(Kind.STATUS, 403));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.service.requests()).isEqualTo(3);
    }

    @Test
    void download_whenEveryUrlIsRefusedAtItsSecondRequest_givesUp() {
        for (int i = 0; i < 10; i++) {
            scene.script(Fault.of(Kind.STATUS, 403), Fault.of(Kind.STATUS, 503));
        }

        assertFails("5 attempts in a row brought no progress, the last one at byte 0.");
    }

    @ParameterizedTest
    @ValueSource(ints = {425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530})
    void download_whenTheStatusMayPass_triesAgain(int status) throws IOException {
        scene.script(Fault.of(Kind.STATUS, status));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.time.sleeps()).hasSize(1);
        assertThat(scene.service.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {203, 304, 402, 404, 405, 409, 451, 501, 505, 506, 507, 508, 510, 511, 525, 526})
    void download_whenTheStatusStays_failsAtOnce(int status) {
        scene.script(Fault.of(Kind.STATUS, status));

        assertFails("the storage answered with HTTP status " + status + ".");
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CHUNKED", "GZIP"})
    void download_whenMoreComesThanTheServiceSays_stopsThere(Kind kind) throws IOException {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), 1_000L));
        scene.script(Fault.of(kind));

        assertFails("it should have 1000 bytes, but the storage sends more.");
        assertThat(sizeOf(folder.resolve("call.audio.part"))).isLessThanOrEqualTo(1_000);
    }

    @Test
    void download_whenOnlyTheEndMarkIsLost_isWholeByTheSizeThatTheServiceSays() throws IOException {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), (long) SIZE));
        scene.script(Fault.of(Kind.CHUNKED_ENDLESS));

        scene.recordings.download(ID, target);

        assertWhole();
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @Test
    void download_whenTheServiceSaysANegativeSize_goesByTheStorage() throws IOException {
        scene.service.always(() -> FakeService.playable(scene.storage.sign(), -1L));

        scene.recordings.download(ID, target);

        assertWhole();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ECHO", "ECHO_IN_CHUNK"})
    void download_whenTheStorageRepeatsTheUrl_keepsItOutOfTheException(Kind kind) {
        scene.script(Fault.of(kind), Fault.of(kind), Fault.of(kind), Fault.of(kind), Fault.of(kind));

        StringWriter trace = new StringWriter();
        catchThrowableOfType(RecordingDownloadException.class, () -> scene.recordings.download(ID, target))
                .printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString())
                .contains("ProtocolException; its text is left out because it holds a secret")
                .doesNotContain("token");
    }

    @Test
    void download_whenRedirectedInACircle_failsAfterOneAttempt() {
        for (int i = 0; i < 30; i++) {
            scene.script(Fault.of(Kind.REDIRECT));
        }

        assertFails("the storage redirected more than 20 times.");
        assertThat(scene.storage.requests()).hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {".part", ".part.state", ".part.lock"})
    void download_whenALinkStandsInTheWay_leavesItAndSaysSo(String suffix) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        for (Path to : List.of(other, folder.resolve("nowhere"))) {
            Path link = Files.createSymbolicLink(folder.resolve("call.audio" + suffix), to);

            assertFails(link + " is a symbolic link; remove it, or choose another name for the target.");
            assertThat(link).isSymbolicLink();
            Files.delete(link);
        }
        assertThat(other).hasContent("precious");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(other));
    }

    @Test
    void download_whenAnOldPartHasAnotherName_leavesThat() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createLink(folder.resolve("call.audio.part"), other);

        scene.recordings.download(ID, target);

        assertThat(target).hasBinaryContent(scene.storage.current());
        assertThat(other).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(ints = {244, 245, 249, 250, 251, 255})
    void download_whenTheNameIsLong_usesShorterOnesBesideIt(int length) throws IOException {
        target = folder.resolve("n".repeat(length));
        failAt(100_000);

        assertThat(scene.recordings.download(ID, target).resumedFrom()).isEqualTo(100_000);
        assertWhole();
    }

    @Test
    void download_whenALongNameHasLettersOfSeveralBytes_cutsBetweenThem() throws IOException {
        assumeTrue(
                "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding")), "file names are not in UTF-8 here");
        target = folder.resolve("a" + "\uD83C\uDFB5".repeat(63));
        failAt(100_000);

        assertThat(scene.recordings.download(ID, target).resumedFrom()).isEqualTo(100_000);
        assertWhole();
    }

    @Test
    void download_whenTheTargetIsADevice_fails() {
        target = Path.of("/dev/null");
        assumeTrue(Files.exists(target), "no /dev/null here");

        assertThatExceptionOfType(RecordingDownloadException.class)
                .isThrownBy(() -> scene.recordings.download(ID, target))
                .withMessage(NOT_DOWNLOADED + "/dev/null is not a regular file; name the file to write.");
    }

    @Test
    void download_whenThePartIsReplacedMeanwhile_failsAndLeavesTheOtherFile() throws IOException {
        Path part = folder.resolve("call.audio.part");
        scene.script(Fault.of(Kind.BUSY, 1));

        RecordingDownloadException failure = failsWhen(() -> {
            Files.delete(part);
            Files.writeString(part, "somebody else's");
        });

        assertThat(failure).hasMessage(NOT_DOWNLOADED + part + CHANGED);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(part).hasContent("somebody else's");
        assertThat(target).doesNotExist();
    }

    @Test
    void download_whenSomebodyElseWritesToThePart_failsAndStartsOverNextTime() throws IOException {
        Path part = folder.resolve("call.audio.part");
        scene.script(Fault.of(Kind.DROP, 200_000));

        RecordingDownloadException failure = failsWhen(() -> {
            try (FileChannel other = FileChannel.open(part, StandardOpenOption.WRITE)) {
                other.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 10);
            }
        });

        assertThat(failure).hasMessage(NOT_DOWNLOADED + part + CHANGED);
        assertThat(folder).isEmptyDirectory();
        assertThat(scene.recordings.download(ID, target).resumedFrom()).isZero();
        assertWhole();
    }

    @Test
    void download_whenAllItsFilesAreDeletedMeanwhile_fails() throws IOException {
        scene.script(Fault.of(Kind.BUSY, 1));

        failsWhen(() -> {
            Files.delete(folder.resolve("call.audio.part"));
            Files.delete(folder.resolve("call.audio.part.lock"));
        });

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_whenThePartChangedBetweenCalls_startsOver() throws IOException {
        failAt(100_000);
        try (FileChannel part = FileChannel.open(folder.resolve("call.audio.part"), StandardOpenOption.WRITE)) {
            part.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 10);
        }

        assertThat(scene.recordings.download(ID, target).resumedFrom()).isZero();
        assertWhole();
    }

    @Test
    void download_whenTheClientIsClosed_endsAndCanBeResumed() throws IOException {
        scene.script(Fault.of(Kind.BUSY, 1));

        RecordingDownloadException failure = failsWhen(() -> scene.closeActions.forEach(Runnable::run));

        assertThat(failure)
                .hasMessageMatching(NOT_DOWNLOADED + "it was stopped at byte \\d+: the client was closed\\.");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(scene.closeActions).isEmpty();
        assertThat(scene.recordings.download(ID, target).resumedFrom()).isPositive();
        assertWhole();
    }

    /** What somebody else does. */
    private interface Interference {

        void run() throws IOException;
    }

    /** Downloads, and lets somebody interfere after the first bytes. */
    private RecordingDownloadException failsWhen(Interference interference) {
        AtomicBoolean done = new AtomicBoolean();
        return catchThrowableOfType(
                RecordingDownloadException.class,
                () -> scene.recordings.download(ID, target, progress -> {
                    if (!done.getAndSet(true)) {
                        interfere(interference);
                    }
                }));
    }

    private static void interfere(Interference interference) {
        try {
            interference.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void failAt(int bytes) {
        scene.script(Fault.of(Kind.DROP, bytes), Fault.of(Kind.STATUS, 404));
        assertFails("the storage answered with HTTP status 404.");
    }

    private RecordingDownloadException assertFails(String problem) {
        byte[] before = read();
        RecordingDownloadException failure =
                catchThrowableOfType(RecordingDownloadException.class, () -> scene.recordings.download(ID, target));
        assertThat(failure).hasMessage(NOT_DOWNLOADED + problem);
        assertThat(read()).isEqualTo(before);
        return failure;
    }

    private byte[] read() {
        try {
            return Files.isRegularFile(target) ? Files.readAllBytes(target) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertWhole() throws IOException {
        assertThat(target).hasBinaryContent(scene.storage.current());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList()).isEqualTo(List.of(target));
        }
    }
}
