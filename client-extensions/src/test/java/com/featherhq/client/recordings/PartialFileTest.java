package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.recordings.BackgroundSync.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
            assertThat(partial.resumable()).isEqualTo(VERSION);
        }
    }

    @Test
    void open_whenKeptWithoutASize_goesOn() throws IOException {
        StoredVersion endless = new StoredVersion("\"v1\"", null);
        keep(30, endless);

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.resumable()).isEqualTo(endless);
        }
    }

    @Test
    void open_whenKeptAgainWithLess_goesOnFromThere() throws IOException {
        keep(100, VERSION);
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.keep(VERSION);
        }

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(99);
        }
    }

    @Test
    void open_whenThereIsMoreThanWasSaved_drops() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[20], StandardOpenOption.APPEND);

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
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
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put(new byte[10]);
            Thread.currentThread().interrupt();
            partial.keep(VERSION);
            assertThat(Thread.interrupted()).isTrue();
        }

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
        }
    }

    @Test
    void checkpoint_when16MiBHaveCome_savesThem() throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            receive(16, partial);
            assertThat(state).doesNotExist();
            receive(1, partial);
        }

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(16L * MEBIBYTE);
        }
    }

    @Test
    void checkpoint_whenTheDiskIsSlow_letsMoreComeAndThenWaitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (PartialFile partial =
                        PartialFile.open(ID.toString(), target, channel -> disk(channel, () -> slow(begun, done)));
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
        try (PartialFile partial =
                PartialFile.open(ID.toString(), target, channel -> disk(channel, () -> fail(full)))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> receive(100, partial))
                    .isSameAs(full);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> partial.keep(LARGE))
                    .withMessage("An earlier fsync of the file failed.")
                    .withCause(full);
            assertThatExceptionOfType(IOException.class).isThrownBy(partial::commit);
        } catch (IOException closing) {
            assertThat(closing).hasCause(full);
        }

        assertThat(target).doesNotExist();
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
        }
    }

    @Test
    void startOver_whenThereWereBytes_forgetsThem() throws IOException {
        keep(30, VERSION);
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
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
        try (PartialFile first = PartialFile.open(ID.toString(), target)) {
            assertThat(first).isNotNull();
            assertThat(PartialFile.open(ID.toString(), folder.resolve(".").resolve("call")))
                    .isNull();
        }
        try (PartialFile next = PartialFile.open(ID.toString(), target)) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void open_whenTheStateCannotBeRead_givesTheClaimBack() throws IOException {
        Files.createDirectory(state);
        try {
            PartialFile.open(ID.toString(), target);
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
        Files.delete(state);

        try (PartialFile next = PartialFile.open(ID.toString(), target)) {
            assertThat(next).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000010, 0, ok",
        "0000000000000000010, -7, ok",
        "0000000000000000010, 5, ok",
        "0000000000000000000, 100, ok",
        "-000000000000000010, 100, ok",
        "9999999999999999999, 100, ok",
        "0000000000000000010, 9999999999999999999, ok",
        "0000000000000000010, 100, b\u0001d",
        "0000000000000000010, 100, b\u00e9d",
        "0000000000000000010, 100, ''"
    })
    void open_whenTheStateMakesNoSense_startsOver(String durable, String total, String validator) throws IOException {
        keep(30, VERSION);
        List<String> lines = Files.readAllLines(state);
        Files.write(state, List.of(lines.get(0), lines.get(1), durable, total, validator, lines.get(5), "end"));

        assertStartsOver(ID);
        assertStartsOver(ID);
    }

    @Test
    void open_whenTheStateIsNothingButLong_startsOver() throws IOException {
        keep(30, VERSION);
        Files.write(state, new byte[10_000_000]);

        assertStartsOver(ID);
    }

    @Test
    void open_whenTheBytesAreNotThoseOfTheState_startsOver() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[] {1}, StandardOpenOption.WRITE);

        assertStartsOver(ID);
    }

    @Test
    void open_whenAnotherClassLoaderHasIt_returnsNull() throws Exception {
        try (URLClassLoader copy = copyOfOurs()) {
            Method tryClaim =
                    Class.forName(FileClaim.class.getName(), true, copy).getDeclaredMethod("tryClaim", Path.class);
            tryClaim.setAccessible(true);
            try (Closeable theirs = (Closeable) tryClaim.invoke(null, folder.resolve("call.part.lock"))) {
                assertThat(theirs.getClass()).isNotEqualTo(FileClaim.class);
                assertThat(PartialFile.open(ID.toString(), target)).isNull();
            }
            try (PartialFile ours = PartialFile.open(ID.toString(), target)) {
                assertThat(ours).isNotNull();
                assertThat(tryClaim.invoke(null, folder.resolve("call.part.lock")))
                        .isNull();
                assertThat(claimInAnotherProcess()).isEqualTo("taken");
            }
        }
    }

    @Test
    void open_whenAnotherProcessHasIt_returnsNullWhateverIsDoneToThePart() throws Exception {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial).isNotNull();
            Files.readAllBytes(part); // On POSIX systems, closing it drops the locks on it.
            assertThat(PartialFile.open(ID.toString(), target)).isNull();

            assertThat(claimInAnotherProcess()).isEqualTo("taken");
        }
        assertThat(claimInAnotherProcess()).isEqualTo("free");
    }

    @Test
    void open_whenManyFilesComeAndGo_takesNoneForAnother() throws Exception {
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Path mine = folder.resolve("lock" + thread);
            tasks.add(new FutureTask<>(() -> refusals(mine)));
        }
        tasks.forEach(task -> new Thread(task).start());

        for (FutureTask<Integer> task : tasks) {
            assertThat(task.get()).isZero();
        }
    }

    private static int refusals(Path lock) throws IOException {
        int refusals = 0;
        for (int i = 0; i < 3_000; i++) {
            try (FileClaim claim = FileClaim.tryClaim(lock)) {
                refusals += claim == null ? 1 : 0;
            }
        }
        return refusals;
    }

    /** Loads our classes once more; those of others are shared. */
    private static URLClassLoader copyOfOurs() throws IOException {
        URL classes = FileClaim.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    private String claimInAnotherProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClaimInAnotherProcess.class.getName(),
                        folder.resolve("call.part.lock").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void commit_whenTheLockFileWasReplaced_fails() throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put((byte) 1);
            Files.delete(folder.resolve("call.part.lock"));
            try (PartialFile other = PartialFile.open(ID.toString(), target)) {
                other.buffer().put((byte) 2);

                assertThatExceptionOfType(PartialFile.TakenException.class)
                        .isThrownBy(partial::commit)
                        .withMessage(part + " was changed or replaced by something else while it was written.");
                partial.keep(VERSION);
                other.commit();
            }
        }

        assertThat(target).hasBinaryContent(new byte[] {2});
        assertThat(folder.toFile().list()).containsExactly("call");
    }

    @Test
    void keep_whenTheDiskIsFull_keepsWhatWasWrittenBefore() throws IOException {
        int room = 5 * 64 * 1024 + 100;
        try (PartialFile partial = PartialFile.open(ID.toString(), target, channel -> withRoomFor(room, channel))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> receive(1, partial))
                    .withMessage("No space left on device");
            partial.keep(LARGE);
        }

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(room);
        }
    }

    @Test
    void keep_whenNothingCanBeSaved_leavesNothing() throws IOException {
        IOException broken = new IOException("broken");
        try (PartialFile partial =
                PartialFile.open(ID.toString(), target, channel -> disk(channel, () -> fail(broken)))) {
            partial.buffer().put(new byte[30]);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> partial.keep(VERSION))
                    .isSameAs(broken);
            assertThat(part).doesNotExist();
        } catch (IOException closing) {
            assertThat(closing).hasCause(broken);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static Disk withRoomFor(int bytes, FileChannel channel) {
        return new Disk() {
            @Override
            public int write(ByteBuffer from, long position) throws IOException {
                int room = (int) Math.min(from.remaining(), bytes - position);
                if (room == 0) {
                    throw new IOException("No space left on device");
                }
                int count = channel.write(from.slice(from.position(), room), position);
                from.position(from.position() + count);
                return count;
            }

            @Override
            public void force(boolean metaData) {
                // Nothing fails here.
            }
        };
    }

    @Test
    void commit_whenAnotherProcessHasOpenedThePart_doesNotHandItTheFinishedFile() throws IOException {
        try (FileChannel other = openedWhileAnotherCommits();
                PartialFile next = PartialFile.open(ID.toString(), target)) {
            assertThat(other.size()).isEqualTo(1);
            assertThat(next.length()).isZero();
            next.keep(null);
        }

        assertThat(target).hasBinaryContent(new byte[] {1});
    }

    private FileChannel openedWhileAnotherCommits() throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
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

    /** What happens in place of an fsync. */
    private interface Force {

        void run() throws IOException;
    }

    private static Disk disk(FileChannel channel, Force force) {
        return new Disk() {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                return channel.write(bytes, position);
            }

            @Override
            public void force(boolean metaData) throws IOException {
                force.run();
            }
        };
    }

    private static void fail(IOException failure) throws IOException {
        throw failure;
    }

    private void keep(int bytes, StoredVersion version) throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put(new byte[bytes]);
            partial.keep(version);
        }
    }

    private void assertStartsOver(UUID id) throws IOException {
        try (PartialFile partial = PartialFile.open(id.toString(), target)) {
            assertThat(partial.length()).isZero();
            assertThat(partial.resumable()).isNull();
            assertThat(state).doesNotExist();
        }
    }
}
