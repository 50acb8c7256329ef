package com.featherhq.client.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The sole right to write a file: one download of one process at a time. Between processes a file lock decides. It is on a
 * file of its own that nobody reads, because on POSIX systems closing any channel of a file drops the process's locks on
 * it. For the same reason a register decides within the process, before the lock file is opened. The register is in the
 * system properties, so that copies of this class in several class loaders share it.
 *
 * <p>A file system without locks gives no right: there only the register holds, and the check of the bytes before they
 * get their name.
 */
final class FileClaim implements Closeable {

    /** Something that we did not make stands where a file of ours should be. */
    static final class ObstacleException extends IOException {

        private static final long serialVersionUID = 1;

        private ObstacleException(Path file, String kind) {
            super(file + " is " + kind + "; remove it, or choose another name for the target.");
        }
    }

    private static final String REGISTER = "com.featherhq.client.recordings.claimed ";

    /** A lock file that is replaced more often than this is not replaced by downloads. */
    private static final int MOST_TRIES = 100;

    private final Path lockFile;
    private final Object identity;
    private final FileChannel channel;

    private FileClaim(Path lockFile, Object identity, FileChannel channel) {
        this.lockFile = lockFile;
        this.identity = identity;
        this.channel = channel;
    }

    /** Creates the lock file if need be. Returns null if somebody else has the claim. */
    static @Nullable FileClaim tryClaim(Path lockFile) throws IOException {
        synchronized (monitor(lockFile)) {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                FileClaim claim = register(lockFile);
                if (claim == null || !claim.lock()) {
                    return null;
                }
                if (claim.isHeldOrReleased()) {
                    return claim;
                }
            }
        }
        throw new IOException(lockFile + " is replaced again and again by something else.");
    }

    /** Returns whether the lock file is still the one that was locked. */
    boolean isHeld() throws IOException {
        return identity.equals(identity(lockFile));
    }

    /** Deletes the lock file while it is locked: a later lock of the same file sees that it is gone. */
    @Override
    public void close() throws IOException {
        synchronized (monitor(lockFile)) {
            try {
                if (isHeld()) {
                    Files.delete(lockFile);
                }
            } finally {
                release();
            }
        }
    }

    /**
     * Returns what tells the file from any other that was or will be at this path, or null if there is none.
     *
     * @throws ObstacleException if it is a symbolic link, or anything else that isn't a regular file
     */
    static @Nullable Object identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                Object key = attributes.fileKey();
                return key == null ? file.toAbsolutePath().normalize() + " of " + attributes.creationTime() : key;
            }
            String kind = attributes.isSymbolicLink() ? "a symbolic link" : "not a regular file";
            throw new ObstacleException(file, kind);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** One monitor for all copies of this class: the virtual machine has each interned string once. */
    private static Object monitor(Path lockFile) {
        return (REGISTER + lockFile.toAbsolutePath().normalize()).intern();
    }

    /** Returns null if somebody in this process has the claim: then the file must not even be opened. */
    private static @Nullable FileClaim register(Path lockFile) throws IOException {
        Object identity = createdIdentity(lockFile);
        if (System.getProperties().putIfAbsent(REGISTER + identity, "") != null) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            return new FileClaim(lockFile, identity, channel);
        } finally {
            if (channel == null) {
                System.getProperties().remove(REGISTER + identity);
            }
        }
    }

    private static Object createdIdentity(Path lockFile) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                Files.createFile(lockFile);
            } catch (FileAlreadyExistsException e) {
                // As good as created.
            }
            Object identity = identity(lockFile);
            if (identity != null) {
                return identity;
            }
        }
        throw new IOException(lockFile + " is deleted again and again by something else.");
    }

    /** Returns whether no other process has the lock; if one has, the claim is released. */
    private boolean lock() throws IOException {
        boolean free = false;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false; // Somebody in this process locked it without the register.
        } catch (IOException e) {
            free = channel.isOpen(); // The file system has no locks.
        } finally {
            if (!free) {
                release();
            }
        }
        return free;
    }

    /**
     * Between the look at the file and its lock, another process may have finished with it and deleted it: then the lock is
     * on a file that is no longer at this path, and is released.
     */
    private boolean isHeldOrReleased() throws IOException {
        boolean held = false;
        try {
            held = isHeld();
            return held;
        } finally {
            if (!held) {
                release();
            }
        }
    }

    /** In this order: once a deleted file is closed, the next one that anybody creates may have its identity. */
    private void release() throws IOException {
        System.getProperties().remove(REGISTER + identity);
        channel.close();
    }
}
