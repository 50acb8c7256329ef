package com.featherhq.client.files;

import com.featherhq.client.files.BackgroundSync.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The temporary file beside a target. It becomes the target by one atomic rename once it is whole and on the disk; until
 * then nothing touches the target. Only bytes that are known to be on the disk count for a later run, so neither a killed
 * process nor a power failure can make a hole in the file. Its checksum is compared before a later run goes on with it
 * and before the rename, so bytes that somebody else wrote never get the target's name.
 */
final class PartialFile implements Closeable {

    /** Something else wrote to the file, or put another one in its place. */
    static final class TakenException extends IOException {

        private static final long serialVersionUID = 1;

        private TakenException(Path file) {
            super(file + " was changed or replaced by something else while it was written.");
        }
    }

    private static final long CHECKPOINT = 16L * 1024 * 1024;

    /** How many bytes a killed process can lose: where the disk is slower than the network, the download waits for it. */
    private static final long MOST_AT_RISK = 4 * CHECKPOINT;

    private static final Set<OpenOption> OLD =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final String object;
    private final PartialNames names;
    private final FileClaim claim;
    private final ChecksummedFile file;
    private final @Nullable Object identity;
    private final BackgroundSync sync;
    private long durable;
    private boolean unusable;
    private @Nullable StoredVersion resumable;

    private PartialFile(
            String object,
            PartialNames names,
            FileClaim claim,
            Function<FileChannel, Disk> disks,
            Set<? extends OpenOption> options)
            throws IOException {
        this.object = object;
        this.names = names;
        this.claim = claim;
        this.file = new ChecksummedFile(names.part(), disks, options);
        this.identity = FileClaim.identity(names.part());
        this.sync = new BackgroundSync(file.disk());
    }

    /** Returns null if another download is writing to the same target. */
    static @Nullable PartialFile open(String object, Path target) throws IOException {
        return open(object, target, Disk::of);
    }

    static @Nullable PartialFile open(String object, Path target, Function<FileChannel, Disk> disks)
            throws IOException {
        PartialNames names = PartialNames.of(target);
        FileClaim claim = FileClaim.tryClaim(names.lock());
        if (claim == null) {
            return null;
        }
        PartialFile partial = null;
        try {
            partial = open(object, names, claim, disks);
            return partial;
        } finally {
            if (partial == null) {
                claim.close();
            }
        }
    }

    private static PartialFile open(
            String object, PartialNames names, FileClaim claim, Function<FileChannel, Disk> disks) throws IOException {
        PartialState state = PartialState.read(names.state());
        boolean present = FileClaim.identity(names.part()) != null;
        if (present && state != null && state.object().equals(object)) {
            PartialFile old = new PartialFile(object, names, claim, disks, OLD);
            if (old.goOn(state)) {
                return old;
            }
        }
        // Deleted and not emptied: what isn't ours may have another name as well.
        Files.deleteIfExists(names.state());
        Files.deleteIfExists(names.part());
        return new PartialFile(object, names, claim, disks, NEW);
    }

    /** Returns whether the file holds what the state says; closes it if not. */
    private boolean goOn(PartialState state) throws IOException {
        boolean fits = false;
        try {
            fits = file.goOnAfter(state.durable(), state.checksum());
            if (fits && isWhole(state)) {
                file.cut(state.durable() - 1);
            }
            durable = file.written();
            resumable = state.version();
            return fits;
        } finally {
            if (!fits) {
                file.close();
            }
        }
    }

    /** Of a file that has all its bytes the last is fetched again, so that the storage has its say on the version. */
    private static boolean isWhole(PartialState state) {
        Long total = state.version().total();
        return total != null && total == state.durable();
    }

    /** Returns how many bytes there are, those in the buffer included. */
    long length() {
        return file.length();
    }

    /** Returns the version that the bytes of an earlier run belong to, or null if there are none. */
    @Nullable
    StoredVersion resumable() {
        return resumable;
    }

    /** Returns a buffer with room, to be filled with the next bytes. */
    ByteBuffer buffer() throws IOException {
        return file.buffer();
    }

    /**
     * Makes what has come so far last, about every 16 MiB, if its version can be recognised by a later run. More may come
     * in the meantime, up to a limit.
     */
    void checkpoint(@Nullable StoredVersion version) throws IOException {
        if (sync.isDone() || file.written() - durable >= MOST_AT_RISK) {
            settle();
        }
        PartialState state = file.written() - durable < CHECKPOINT ? null : state(version);
        if (state != null && !sync.isRunning()) {
            sync.start(state);
        }
    }

    /** Throws away what has come so far. */
    void startOver() throws IOException {
        settle();
        file.cut(0);
        durable = 0;
        Files.deleteIfExists(names.state());
    }

    /**
     * Keeps what has come for a later run. What could not be recognised then is deleted, and so is what could not be saved,
     * as on a full disk, unless there is an earlier checkpoint.
     */
    void keep(@Nullable StoredVersion version) throws IOException {
        boolean kept = false;
        try {
            settle();
            kept = file.isOpen() && !unusable && isOurs() && save(version);
        } finally {
            if (!kept && isOurs() && (unusable || !hasCheckpoint(version))) {
                Files.deleteIfExists(names.state());
                Files.deleteIfExists(names.part());
            }
        }
    }

    /**
     * Makes it the target, if it is still what was written here.
     *
     * @param sha256 what it must have, in hexadecimal; null if nobody says
     * @throws Digests.WrongDigestException if it has another one; then it isn't kept
     */
    void commit(@Nullable String sha256) throws IOException {
        MessageDigest digest = sha256 == null ? null : Digests.sha256();
        settle();
        file.flush();
        sync.startLast();
        unusable = !file.isIntact(digest);
        settle();
        if (unusable || !isOurs()) {
            throw new TakenException(names.part());
        }
        if (sha256 != null && digest != null) {
            String found = HexFormat.of().formatHex(digest.digest());
            unusable = !found.equals(sha256);
            Digests.WrongDigestException.check(found, sha256);
        }
        Files.move(names.part(), names.target(), StandardCopyOption.ATOMIC_MOVE);
        forgetState();
        forceFolder();
    }

    @Override
    public void close() throws IOException {
        try (claim;
                file) {
            settle();
        }
    }

    private boolean isOurs() throws IOException {
        return identity != null && identity.equals(FileClaim.identity(names.part())) && claim.isHeld();
    }

    private boolean hasCheckpoint(@Nullable StoredVersion version) throws IOException {
        PartialState saved = durable == 0 || version == null ? null : PartialState.read(names.state());
        return saved != null && saved.object().equals(object);
    }

    /** Returns whether a later run can go on with it. */
    private boolean save(@Nullable StoredVersion version) throws IOException {
        file.flushAsFarAsPossible();
        PartialState state = state(version);
        if (state == null || !file.isOpen()) {
            return false;
        }
        sync.force();
        try {
            save(state);
        } catch (IOException e) {
            // The state needs room as well: some of the bytes make it.
            file.cut(Math.max(0, file.written() - ChecksummedFile.BUFFER));
            PartialState less = state(version);
            if (less == null) {
                return false;
            }
            sync.force();
            save(less);
        }
        return true;
    }

    private void settle() throws IOException {
        PartialState state = sync.await();
        if (state != null) {
            save(state);
        }
    }

    private void save(PartialState state) throws IOException {
        state.write(names.state());
        durable = state.durable();
    }

    /** Returns null if there is nothing that a later run could recognise. */
    private @Nullable PartialState state(@Nullable StoredVersion version) {
        if (version == null || version.validator() == null || file.written() == 0) {
            return null;
        }
        return new PartialState(object, file.written(), file.checksum(), version);
    }

    /** The rename is done; a state without a file is no harm. */
    private void forgetState() {
        try {
            Files.deleteIfExists(names.state());
        } catch (IOException e) {
            // The next download of the same file removes it.
        }
    }

    /** So that the new name lasts as well. Not every system can do it; the file itself is on the disk either way. */
    private void forceFolder() {
        Path folder = names.target().toAbsolutePath().getParent();
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // The rename is done and atomic; only its survival of a power failure is left to the system.
        }
    }
}
