package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.files.Fault.Kind;
import com.featherhq.client.files.ScriptedStorage.Validators;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteChannelTest {

    private Scene scene;
    private SeekableByteChannel channel;

    @BeforeEach
    void open() throws IOException {
        scene = Scene.of(300_000);
        channel = scene.files.open(scene.source);
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        scene.close();
    }

    @Test
    void read_whenReadToTheEnd_givesTheWholeWithOneRequest() throws IOException {
        assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(scene.storage.current());
        assertThat(channel.position()).isEqualTo(300_000);
        assertThat(channel.size()).isEqualTo(300_000);
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @Test
    void read_whenThePositionJumps_asksForTheRestFromThere() throws IOException {
        assertThat(bytesAt(200_000)).isEqualTo(expectedAt(200_000));
        assertThat(bytesAt(100)).isEqualTo(expectedAt(100));
        assertThat(bytesAt(0)).isEqualTo(expectedAt(0));
        assertThat(scene.storage.ranges()).containsExactly("bytes=200000-", "bytes=100-", "whole");
        assertThat(scene.urls.requests()).isEqualTo(1);
    }

    @Test
    void read_whenTheStorageIgnoresTheFirstRange_skipsToThePosition() throws IOException {
        scene.script(Fault.of(Kind.IGNORE_RANGE));

        assertThat(bytesAt(200_000)).isEqualTo(expectedAt(200_000));
    }

    @Test
    void read_whenThePositionIsPastTheEnd_givesTheEnd() throws IOException {
        assertThat(channel.size()).isEqualTo(300_000);
        channel.position(300_001);

        assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
    }

    @Test
    void read_whenTheObjectChangesBetweenJumps_fails() throws IOException {
        bytesAt(200_000);
        scene.storage.replace(ScriptedStorage.content(1, 300_000));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> bytesAt(0))
                .withMessage(Scene.NAME + " was not downloaded: what is stored changed, or can't be proven to be"
                        + " the same, after a part was passed on.");
    }

    @Test
    void read_whenNothingProvesTheVersion_failsAtTheSecondJump() throws IOException {
        scene.storage.validators(Validators.NONE);
        bytesAt(200_000);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bytesAt(100));
    }

    @Test
    void size_whenNobodySays_fails() {
        scene.script(Fault.of(Kind.CHUNKED));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> channel.size())
                .withMessage("Neither the service nor the storage says how long the file is.");
    }

    @Test
    void size_whenTheStorageSaysNo_fails() {
        scene.script(Fault.of(Kind.STATUS, 404));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> channel.size())
                .withMessage(Scene.NAME + " was not downloaded: the storage answered with HTTP status 404.");
    }

    @Test
    void position_whenNegative_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> channel.position(-1))
                .withMessage("The position must not be negative, but is -1.");
    }

    @Test
    void write_always_isRefused() {
        assertThatExceptionOfType(NonWritableChannelException.class)
                .isThrownBy(() -> channel.write(ByteBuffer.allocate(1)));
        assertThatExceptionOfType(NonWritableChannelException.class).isThrownBy(() -> channel.truncate(0));
    }

    @Test
    void close_whenClosed_refusesFurtherReads() throws IOException {
        channel.close();
        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> channel.read(ByteBuffer.allocate(1)));
    }

    @Test
    void close_whenAnotherThreadReads_endsThatRead() throws Exception {
        scene.script(Fault.of(Kind.STALL, 10));
        assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(10);
        Thread closer = new Thread(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        closer.start();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> channel.read(ByteBuffer.allocate(10)));
        closer.join();
    }

    @Test
    void close_whenAReadWaitsForTheStoragesPause_endsItAtOnce() throws Exception {
        scene.script(Fault.of(Kind.BUSY, 30));

        assertClosingEnds(
                scene.filesInRealTime().open(scene.source),
                () -> !scene.storage.requests().isEmpty());
    }

    @Test
    void close_whenAReadWaitsForTheLease_endsItAtOnce() throws Exception {
        CompletableFuture<FakeUrls.Grant> never = scene.urls.nextPending();

        assertClosingEnds(scene.filesInRealTime().open(scene.source), () -> scene.urls.requests() > 0);
        assertThat(never).isNotDone();
    }

    private static void assertClosingEnds(SeekableByteChannel open, Callable<Boolean> waiting) throws Exception {
        FutureTask<Integer> read = new FutureTask<>(() -> open.read(ByteBuffer.allocate(10)));
        Thread reader = new Thread(read);
        reader.start();
        Awaitility.await().until(waiting);
        Awaitility.await()
                .until(() ->
                        reader.getState() == Thread.State.TIMED_WAITING || reader.getState() == Thread.State.WAITING);

        open.close();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> read.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void close_whenClosed_forgetsTheClient() throws IOException {
        assertThat(scene.closeActions).isNotEmpty();

        channel.close();

        assertThat(scene.closeActions).isEmpty();
    }

    @Test
    void read_whenTheServiceFails_throwsAnIOException() throws IOException {
        scene.urls.next(new IllegalStateException("no"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
                .withMessage("no")
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void read_whenTheClientIsClosed_fails() {
        scene.closeActions.forEach(Runnable::run);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
                .withMessage(Scene.NAME + " was not downloaded: it was stopped at byte 0: the client was closed.");
    }

    private byte[] bytesAt(long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        channel.position(position);
        while (buffer.hasRemaining()) {
            channel.read(buffer);
        }
        return buffer.array();
    }

    private byte[] expectedAt(int position) {
        return Arrays.copyOfRange(scene.storage.current(), position, position + 1_000);
    }
}
