package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.client.files.Fault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FileDownloadTest extends FileDownloadCase {

    @Test
    void download_whenNothingGoesWrong_writesTheFileWithOneLeaseAndOneRequest() throws IOException {
        DownloadResult result = scene.download(target);

        assertWhole();
        assertThat(result)
                .hasToString(
                        "DownloadResult[path=" + target + ", bytes=300000, resumedFrom=0, sha256=null, skipped=false]");
        assertThat(result.path()).isEqualTo(target);
        assertThat(scene.urls.requests()).isEqualTo(1);
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @Test
    void download_whenRequesting_sendsNothingOfTheApi() {
        scene.download(target);

        assertThat(scene.storage.requests().get(0))
                .containsOnlyKeys("", "accept-encoding", "host", "connection", "user-agent")
                .containsEntry("accept-encoding", "identity");
    }

    @Test
    void download_whenTheTargetExists_replacesIt() throws IOException {
        Files.writeString(target, "old");

        scene.download(target);

        assertWhole();
    }

    @Test
    void download_whenTheRecordingIsEmpty_writesAnEmptyFile() throws IOException {
        scene.storage.replace(new byte[0]);

        assertThat(scene.download(target).bytes()).isZero();
        assertWhole();
    }

    @Test
    void download_whenInterrupted_stopsAndKeepsThePartAndTheFlag() throws IOException {
        Consumer<DownloadProgress> interrupt =
                progress -> Thread.currentThread().interrupt();
        scene.script(Fault.of(Kind.BUSY, 1), Fault.of(Kind.DROP, 100_000));

        FileDownloadException failure =
                catchThrowableOfType(FileDownloadException.class, () -> scene.download(target, interrupt));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageMatching(NOT_DOWNLOADED + "it was interrupted at byte \\d+\\.");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(scene.download(target).resumedFrom()).isPositive();
        assertWhole();
    }

    @Test
    void download_whenInterruptedBeforeItBegins_asksNobody() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> scene.download(target));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scene.storage.requests()).isEmpty();
        assertThat(target).doesNotExist();
    }

    @Test
    void download_whenTheListenerThrows_stopsWithThatException() throws IOException {
        IllegalStateException refusal = new IllegalStateException("enough");
        scene.script(Fault.of(Kind.BUSY, 1));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> scene.download(target, progress -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(target).doesNotExist();
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
    void download_whenTheFileCannotBeWritten_fails() throws IOException {
        target = folder.resolve("n".repeat(300));

        assertThat(assertFails("writing " + target + " failed.")).hasCauseInstanceOf(IOException.class);
        assertThat(scene.urls.requests()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_whenTheTargetIsADevice_fails() {
        target = Path.of("/dev/null");
        assumeTrue(Files.exists(target), "no /dev/null here");

        assertThatExceptionOfType(FileDownloadException.class)
                .isThrownBy(() -> scene.download(target))
                .withMessage(NOT_DOWNLOADED + "/dev/null is not a regular file; name the file to write.");
    }

    @Test
    void download_whenTheClientIsClosed_endsAndCanBeResumed() throws IOException {
        scene.script(Fault.of(Kind.BUSY, 1));

        FileDownloadException failure = failsWhen(() -> scene.closeActions.forEach(Runnable::run));

        assertThat(failure)
                .hasMessageMatching(NOT_DOWNLOADED + "it was stopped at byte \\d+: the client was closed\\.");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(scene.closeActions).isEmpty();
        assertThat(scene.download(target).resumedFrom()).isPositive();
        assertWhole();
    }
}
