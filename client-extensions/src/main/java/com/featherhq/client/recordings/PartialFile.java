package com.featherhq.client.recordings;

import com.featherhq.client.recordings.BackgroundSync.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The temporary file beside a target. It becomes the target by one atomic rename once it is whole and on the disk; until
 * then nothing touches the target. Only bytes that are known to be on the disk count for a later run, so neither a killed
 * process nor a power failure can make a hole in the file.
 */
final class PartialFile implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private static final long CHECKPOINT = 16L * 1024 * 1024;

    /** How many bytes a killed process can lose: where the disk is slower than the network, the download waits for it. */
    private static final long MOST_AT_RISK = 4 * CHECKPOINT;

    private final UUID recordingId;
    private final Path target;
    private final Path file;
    private final Path stateFile;
    private final FileClaim claim;
    private final FileChannel channel;
    private final BackgroundSync sync;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private long durable;
    private @Nullable StoredVersion resumable;

    private PartialFile(UUID recordingId, Path target, FileClaim claim, Function<FileChannel, Disk> disks) {
        this.recordingId = recordingId;
        this.target = target;
        this.file = sibling(target, ".part");
        this.stateFile = sibling(target, ".part.state");
        this.claim = claim;
        this.channel = claim.channel();
        this.sync = new BackgroundSync(disks.apply(channel));
    }

    /** Returns null if another download is writing to the same target. */
    static @Nullable PartialFile open(UUID recordingId, Path target) throws IOException {
        return open(recordingId, target, channel -> channel::force);
    }

    static @Nullable PartialFile open(UUID recordingId, Path target, Function<FileChannel, Disk> disks)
            throws IOException {
        FileClaim claim = FileClaim.tryClaim(sibling(target, ".part"));
        if (claim == null) {
            return null;
        }
        PartialFile partial = new PartialFile(recordingId, target, claim, disks);
        try {
            partial.load();
            return partial;
        } catch (IOException e) {
            claim.close();
            throw e;
        }
    }

    private static Path sibling(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    private void load() throws IOException {
        PartialState state = PartialState.read(stateFile);
        if (state != null && fits(state)) {
            resumable = state.version();
            written = oneByteMissing(state);
            durable = written;
        } else {
            Files.deleteIfExists(stateFile);
        }
        channel.truncate(written);
    }

    private boolean fits(PartialState state) throws IOException {
        return state.recordingId().equals(recordingId) && state.durable() > 0 && state.durable() <= channel.size();
    }

    /** Of a file that has all its bytes the last is fetched again, so that the storage has its say on the version. */
    private static long oneByteMissing(PartialState state) {
        Long total = state.version().total();
        return total == null ? state.durable() : Math.min(state.durable(), total - 1);
    }

    /** Returns how many bytes there are, those in the buffer included. */
    long length() {
        return written + buffer.position();
    }

    /** Returns the version that the bytes of an earlier run belong to, or null if there are none. */
    @Nullable
    StoredVersion resumable() {
        return resumable;
    }

    /** Returns a buffer with room, to be filled with the next bytes. */
    ByteBuffer buffer() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return buffer;
    }

    /**
     * Makes what has come so far last, about every 16 MiB, if its version can be recognised by a later run. More may come
     * in the meantime, up to a limit.
     */
    void checkpoint(@Nullable StoredVersion version) throws IOException {
        if (sync.isDone() || written - durable >= MOST_AT_RISK) {
            settle();
        }
        PartialState state = written - durable < CHECKPOINT ? null : state(version);
        if (state != null && !sync.isRunning()) {
            sync.start(state);
        }
    }

    /** Throws away what has come so far. */
    void startOver() throws IOException {
        settle();
        buffer.clear();
        written = 0;
        durable = 0;
        Files.deleteIfExists(stateFile);
        channel.truncate(0);
    }

    /** Keeps what has come for a later run, or nothing if it could not be recognised then. */
    void keep(@Nullable StoredVersion version) throws IOException {
        settle();
        if (!channel.isOpen()) {
            return;
        }
        flush();
        PartialState state = state(version);
        if (state == null) {
            Files.deleteIfExists(stateFile);
            Files.deleteIfExists(file);
        } else {
            sync.force(false);
            save(state);
        }
    }

    /** Makes it the target. */
    void commit() throws IOException {
        settle();
        flush();
        sync.force(true);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(stateFile);
        forceFolder();
    }

    @Override
    public void close() throws IOException {
        try (claim) {
            settle();
        }
    }

    private void settle() throws IOException {
        PartialState state = sync.await();
        if (state != null) {
            save(state);
        }
    }

    private void save(PartialState state) throws IOException {
        state.write(stateFile);
        durable = state.durable();
    }

    /** Returns null if there is nothing that a later run could recognise. */
    private @Nullable PartialState state(@Nullable StoredVersion version) {
        if (version == null || version.validator() == null || written == 0) {
            return null;
        }
        return new PartialState(recordingId, written, version);
    }

    private void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                written += channel.write(buffer, written);
            }
        } finally {
            buffer.compact();
        }
    }

    /** So that the new name lasts as well. Not every system can do it; the file itself is on the disk either way. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // The rename is done and atomic; only its survival of a power failure is left to the system.
        }
    }
}
