package com.featherhq.client.recordings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sole right to write a file: one thread of one process at a time. Within the process a set of paths decides,
 * because on POSIX systems closing any channel of a file drops the process's locks on it; between processes a file lock
 * does.
 */
final class FileClaim implements Closeable {

    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private FileClaim(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Creates the file if need be. Returns null if somebody else has the claim. */
    static @Nullable FileClaim tryClaim(Path file) throws IOException {
        Path key = key(file);
        if (!CLAIMED.add(key)) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel = openLocked(file);
        } finally {
            if (channel == null) {
                CLAIMED.remove(key);
            }
        }
        return channel == null ? null : new FileClaim(key, channel);
    }

    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            CLAIMED.remove(key);
        }
    }

    private static Path key(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the folder of a file");
        return folder.toRealPath().resolve(file.getFileName());
    }

    /**
     * Between open and lock, another process may finish with the file and rename it: then the lock is on a file that is
     * no longer at this path, which shows in the file's identity.
     */
    private static @Nullable FileChannel openLocked(Path file) throws IOException {
        while (true) {
            createIfAbsent(file);
            Object before = identity(file);
            FileChannel channel = before == null ? null : open(file);
            if (channel != null) {
                FileLock lock = lockOrClose(channel);
                if (lock == null) {
                    return null;
                }
                if (Objects.equals(before, identity(file))) {
                    return channel;
                }
                channel.close();
            }
        }
    }

    private static @Nullable FileLock lockOrClose(FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // As good as created.
        }
    }

    private static @Nullable FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Returns null if the file is gone; a constant where the file system has no file identity. */
    private static @Nullable Object identity(Path file) throws IOException {
        try {
            Object identity =
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return identity == null ? "present" : identity;
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
