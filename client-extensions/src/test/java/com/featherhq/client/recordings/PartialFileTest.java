package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final StoredVersion VERSION = new StoredVersion("\"v1\"", 100L);
    private static final StoredVersion LARGE = new StoredVersion("\"v1\"", 100L * MEBIBYTE);

    @TempDir
    Path folder;

    private Path target;
    private Path part;
    private Path state;

    @BeforeEach
    void name() {
        target = folder.resolve("call");
        part = folder.resolve("call.part");
        state = folder.resolve("call.part.state");
    }

    @Test
    void open_whenKeptBefore_goesOn() throws IOException {
        keep(30, VERSION);

        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.length()).isEqualTo(30);
            assertThat(partial.resumable()).isEqualTo(VERSION);
        }
    }

    @Test
    void open_whenKeptWithoutASize_goesOn() throws IOException {
        StoredVersion endless = new StoredVersion("\"v1\"", null);
        keep(30, endless);

        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.resumable()).isEqualTo(endless);
        }
    }

    @Test
    void open_whenKeptAgainWithLess_goesOnFromThere() throws IOException {
        keep(100, VERSION);
        try (PartialFile partial = PartialFile.open(ID, target)) {
            partial.keep(VERSION);
        }

        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.length()).isEqualTo(99);
        }
    }

    @Test
    void open_whenThereIsMoreThanWasSaved_drops() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[20], StandardOpenOption.APPEND);

        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.length()).isEqualTo(30);
            assertThat(Files.size(part)).isEqualTo(30);
        }
    }

    @Test
    void open_whenThereIsLessThanWasSaved_startsOver() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[20]);

        assertStartsOver(ID);
    }

    @Test
    void open_whenItIsOfAnotherRecording_startsOver() throws IOException {
        keep(30, VERSION);

        assertStartsOver(new UUID(1, 2));
    }

    @Test
    void open_whenTheStateIsCutOffOrNotOurs_startsOver() throws IOException {
        keep(30, VERSION);
        List<String> lines = Files.readAllLines(state);
        for (int length = 0; length < lines.size(); length++) {
            Files.write(state, lines.subList(0, length));
            assertStartsOver(ID);
        }
        Files.write(state, List.of(lines.get(0), ID.toString(), "many", "-", "v", "end"));
        assertStartsOver(ID);
        Files.write(state, new byte[] {(byte) 0xc3, (byte) 0x28});
        assertStartsOver(ID);
    }

    @Test
    void keep_whenTheVersionCouldNotBeRecognised_leavesNothing() throws IOException {
        keep(30, new StoredVersion(null, 100L));
        assertThat(folder).isEmptyDirectory();
        keep(30, null);
        assertThat(folder).isEmptyDirectory();
        keep(0, VERSION);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keep_whenAnInterruptClosedTheFile_leavesTheLastCheckpoint() throws IOException {
        keep(30, VERSION);
        try (PartialFile partial = PartialFile.open(ID, target)) {
            partial.buffer().put(new byte[10]);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(ClosedByInterruptException.class).isThrownBy(() -> partial.keep(VERSION));
            assertThat(Thread.interrupted()).isTrue();
            partial.keep(VERSION);
        }

        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.length()).isEqualTo(30);
        }
    }

    @Test
    void checkpoint_when16MiBHaveCome_savesThem() throws IOException {
        try (PartialFile partial = PartialFile.open(ID, target)) {
            receive(16, partial);
            assertThat(state).doesNotExist();
            receive(1, partial);
        }

        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.length()).isEqualTo(16L * MEBIBYTE);
        }
    }

    @Test
    void checkpoint_whenTheDiskIsSlow_letsMoreComeAndThenWaitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (PartialFile partial = PartialFile.open(ID, target, channel -> metaData -> slow(begun, done));
                Closeable atTheLatest = done::countDown) {
            assertThat(atTheLatest).isNotNull();
            receive(64, partial);
            begun.await();
            assertThat(state).doesNotExist();

            FutureTask<Void> more = new FutureTask<>(() -> {
                receive(1, partial);
                return null;
            });
            Thread receiver = new Thread(more);
            receiver.start();
            Awaitility.await().until(() -> receiver.getState() == Thread.State.WAITING);
            done.countDown();
            more.get();
            assertThat(PartialState.read(state).durable()).isGreaterThanOrEqualTo(16L * MEBIBYTE);
        }
    }

    @Test
    void checkpoint_whenTheDiskFails_failsAndKeepsWhatWasSafeBefore() throws IOException {
        keep(30, LARGE);
        IOException full = new IOException("disk full");
        try (PartialFile partial = PartialFile.open(ID, target, channel -> metaData -> fail(full))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> receive(100, partial))
                    .isSameAs(full);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> partial.keep(LARGE))
                    .withMessage("An earlier part of the file could not be brought to the disk.")
                    .withCause(full);
            assertThatExceptionOfType(IOException.class).isThrownBy(partial::commit);
        } catch (IOException closing) {
            assertThat(closing).hasCause(full);
        }

        assertThat(target).doesNotExist();
        try (PartialFile partial = PartialFile.open(ID, target)) {
            assertThat(partial.length()).isEqualTo(30);
        }
    }

    @Test
    void startOver_whenThereWereBytes_forgetsThem() throws IOException {
        keep(30, VERSION);
        try (PartialFile partial = PartialFile.open(ID, target)) {
            partial.buffer().put((byte) 1);
            partial.startOver();
            partial.buffer().put((byte) 2);
            partial.commit();
        }

        assertThat(target).hasBinaryContent(new byte[] {2});
        assertThat(folder).isDirectoryContaining(target::equals).isDirectoryNotContaining(part::equals);
    }

    @Test
    void open_whenSomebodyElseInTheProcessHasIt_returnsNull() throws IOException {
        try (PartialFile first = PartialFile.open(ID, target)) {
            assertThat(first).isNotNull();
            assertThat(PartialFile.open(ID, folder.resolve(".").resolve("call")))
                    .isNull();
        }
        try (PartialFile next = PartialFile.open(ID, target)) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void open_whenTheStateCannotBeRead_givesTheClaimBack() throws IOException {
        Files.createDirectory(state);
        try {
            PartialFile.open(ID, target);
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
        Files.delete(state);

        try (PartialFile next = PartialFile.open(ID, target)) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void commit_whenAnotherProcessHasOpenedThePart_doesNotHandItTheFinishedFile() throws IOException {
        try (FileChannel other = openedWhileAnotherCommits();
                PartialFile next = PartialFile.open(ID, target)) {
            assertThat(other.size()).isEqualTo(1);
            assertThat(next.length()).isZero();
            next.keep(null);
        }

        assertThat(target).hasBinaryContent(new byte[] {1});
    }

    private FileChannel openedWhileAnotherCommits() throws IOException {
        try (PartialFile partial = PartialFile.open(ID, target)) {
            FileChannel other = FileChannel.open(part, StandardOpenOption.WRITE);
            partial.buffer().put((byte) 1);
            partial.commit();
            return other;
        }
    }

    private static void receive(int mebibytes, PartialFile partial) throws IOException {
        for (int i = 0; i < mebibytes * 16; i++) {
            ByteBuffer buffer = partial.buffer();
            buffer.position(buffer.limit());
            partial.checkpoint(LARGE);
        }
    }

    private static void slow(CountDownLatch begun, CountDownLatch done) throws IOException {
        begun.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void fail(IOException failure) throws IOException {
        throw failure;
    }

    private void keep(int bytes, StoredVersion version) throws IOException {
        try (PartialFile partial = PartialFile.open(ID, target)) {
            partial.buffer().put(new byte[bytes]);
            partial.keep(version);
        }
    }

    private void assertStartsOver(UUID id) throws IOException {
        try (PartialFile partial = PartialFile.open(id, target)) {
            assertThat(partial.length()).isZero();
            assertThat(partial.resumable()).isNull();
            assertThat(state).doesNotExist();
        }
    }
}
