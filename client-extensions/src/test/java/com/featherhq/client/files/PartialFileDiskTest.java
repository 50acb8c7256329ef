package com.featherhq.client.files;

import static com.featherhq.client.files.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.files.BackgroundSync.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Partial files on disks that are slow, full or broken. */
final class PartialFileDiskTest extends PartialFileCase {

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
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> partial.commit(null));
        } catch (IOException closing) {
            assertThat(closing).hasCause(full);
        }

        assertThat(target).doesNotExist();
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
        }
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
}
