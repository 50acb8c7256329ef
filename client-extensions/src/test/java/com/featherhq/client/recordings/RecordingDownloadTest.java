package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.files.DownloadProgress;
import com.featherhq.client.files.Fault;
import com.featherhq.client.files.Fault.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of recordings are downloads of files, told in the words of recordings. */
class RecordingDownloadTest {

    @TempDir
    Path folder;

    private Scene scene;
    private Path target;

    @BeforeEach
    void open() throws IOException {
        scene = Scene.of(300_000);
        target = folder.resolve("call.audio");
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
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
    void download_whenTheLeaseIsCached_takesThatOne() {
        List<DownloadProgress> told = new ArrayList<>();
        scene.recordings.playback(ID);

        scene.recordings.download(ID, target, told::add);

        assertThat(target).hasBinaryContent(scene.storage.current());
        assertThat(told).last().extracting(DownloadProgress::bytes).isEqualTo(300_000L);
        assertThat(scene.service.requests()).isEqualTo(1);
    }

    @Test
    void download_whenTheUrlIsRefused_renewsTheCachedLease() {
        PlaybackLease first = scene.recordings.playback(ID);
        scene.script(Fault.of(Kind.EXPIRE));

        assertThat(scene.recordings.download(ID, new ByteArrayOutputStream())).isEqualTo(300_000);

        assertThat(scene.service.requests()).isEqualTo(2);
        assertThat(scene.recordings.playback(ID)).isNotSameAs(first);
    }

    @Test
    void download_whenTheStorageHasNoSuchObject_failsAtOnceWithItsRecording() {
        scene.script(Fault.of(Kind.STATUS, 404));

        RecordingDownloadException failure =
                catchThrowableOfType(RecordingDownloadException.class, () -> scene.recordings.download(ID, target));

        assertThat(failure)
                .hasMessage("Recording " + ID + " was not downloaded: the storage answered with HTTP status 404.")
                .hasNoCause();
        assertThat(failure.recordingId()).isEqualTo(ID);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getStackTrace()[0].getClassName()).contains(".files.");
        assertThat(scene.service.requests()).isEqualTo(1);
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @Test
    void open_whenNotPlayable_saysSo() {
        scene.service.always(() -> FakeService.blocked("redacting"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> scene.recordings.open(ID).read(ByteBuffer.allocate(10)))
                .withCauseInstanceOf(RecordingNotPlayableException.class);
    }

    @Test
    void open_whenClosedWhileItWaitsForTheLease_endsAtOnce() throws Exception {
        CompletableFuture<PlaybackLease.Grant> never = scene.service.nextPending();
        SeekableByteChannel channel = scene.recordingsInRealTime().open(ID);
        FutureTask<Integer> read = new FutureTask<>(() -> channel.read(ByteBuffer.allocate(10)));
        new Thread(read).start();
        Awaitility.await().until(() -> scene.service.requests() > 0);

        channel.close();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> read.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(AsynchronousCloseException.class);
        assertThat(never).isNotDone();
    }
}
