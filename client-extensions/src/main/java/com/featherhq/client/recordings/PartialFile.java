package com.featherhq.client.recordings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The temporary file beside a target. It becomes the target by one atomic rename once it is whole and on the disk; until
 * then nothing touches the target. Only bytes that are known to be on the disk count for a later run, so neither a killed
 * process nor a power failure can make a hole in the file.
 */
final class PartialFile implements Closeable {

    private static final int BUFFER = 64 * 1024;

    /** How many bytes a killed process can lose. */
    private static final long CHECKPOINT = 16L * 1024 * 1024;

    private final UUID recordingId;
    private final Path target;
    private final Path file;
    private final Path stateFile;
    private final FileClaim claim;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private long durable;
    private @Nullable StoredVersion resumable;

    private PartialFile(UUID recordingId, Path target, FileClaim claim) {
        this.recordingId = recordingId;
        this.target = target;
        this.file = sibling(target, ".part");
        this.stateFile = sibling(target, ".part.state");
        this.claim = claim;
        this.channel = claim.channel();
    }

    /** Returns null if another download is writing to the same target. */
    static @Nullable PartialFile open(UUID recordingId, Path target) throws IOException {
        FileClaim claim = FileClaim.tryClaim(sibling(target, ".part"));
        if (claim == null) {
            return null;
        }
        PartialFile partial = new PartialFile(recordingId, target, claim);
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

    /** Makes what has come so far last, every 16 MiB, if its version can be recognised by a later run. */
    void checkpoint(@Nullable StoredVersion version) throws IOException {
        if (written - durable >= CHECKPOINT && version != null && version.validator() != null) {
            save(version);
        }
    }

    /** Throws away what has come so far. */
    void startOver() throws IOException {
        buffer.clear();
        written = 0;
        durable = 0;
        Files.deleteIfExists(stateFile);
        channel.truncate(0);
    }

    /** Keeps what has come for a later run, or nothing if it could not be recognised then. */
    void keep(@Nullable StoredVersion version) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        flush();
        if (version == null || version.validator() == null || written == 0) {
            Files.deleteIfExists(stateFile);
            Files.deleteIfExists(file);
        } else {
            save(version);
        }
    }

    /** Makes it the target. */
    void commit() throws IOException {
        flush();
        channel.force(true);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(stateFile);
        forceFolder();
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }

    private void save(StoredVersion version) throws IOException {
        channel.force(false);
        durable = written;
        new PartialState(recordingId, durable, version).write(stateFile);
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
