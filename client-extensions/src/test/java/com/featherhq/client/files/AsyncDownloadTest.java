package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.files.Fault.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class AsyncDownloadTest extends FileDownloadCase {

    private CompletableFuture<DownloadResult> start() {
        return scene.filesInRealTime().downloadAsync(scene.source, target, DownloadOptions.defaults());
    }

    @Test
    void downloadAsync_whenNothingGoesWrong_hasTheResult() throws IOException {
        assertThat(start().join().bytes()).isEqualTo(SIZE);
        assertWhole();
        assertThat(scene.closeActions).isEmpty();
    }

    @Test
    void downloadAsync_whenItFails_failsWithThat() {
        scene.script(Fault.of(Kind.STATUS, 404));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> start().join())
                .withCauseInstanceOf(FileDownloadException.class);
    }

    @Test
    void downloadAsync_whenWhatIsDerivedFromItIsCancelled_endsAndCanBeResumed() throws IOException {
        scene.script(Fault.of(Kind.STALL, 100_000));
        CompletableFuture<Long> bytes = start().thenApply(DownloadResult::bytes);
        Awaitility.await()
                .until(() -> folder.resolve("call.audio.part").toFile().exists());
        Awaitility.await().until(() -> !scene.storage.requests().isEmpty());

        bytes.cancel(false);

        Awaitility.await().until(scene.closeActions::isEmpty);
        assertThat(target).doesNotExist();
        scene.download(target);
        assertWhole();
    }

    @Test
    void downloadAsync_whenCancelledBeforeItsTurn_asksNobody() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        CompletableFuture<DownloadResult> download = scene.files.downloadAsync(
                scene.source,
                target,
                DownloadOptions.builder().executor(tasks::add).build());

        download.cancel(false);
        tasks.remove().run();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(download::join);
        assertThat(scene.urls.requests()).isZero();
    }

    @Test
    void downloadAsync_whenTheExecutorRefuses_fails() {
        CompletableFuture<DownloadResult> download = scene.files.downloadAsync(
                scene.source,
                target,
                DownloadOptions.builder()
                        .executor(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .build());

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(download::join)
                .withCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void downloadAsync_whenAnErrorIsThrown_fails() {
        LinkageError missing = new NoClassDefFoundError("codec");
        CompletableFuture<DownloadResult> download = scene.files.downloadAsync(
                FileSource.url("it", () -> {
                    throw missing;
                }),
                target,
                DownloadOptions.defaults());

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(download::join)
                .withCause(missing);
        assertThat(scene.closeActions).isEmpty();
    }
}
