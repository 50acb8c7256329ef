package com.featherhq.client.files;

import com.featherhq.client.files.BackgroundSync.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file that is written from front to back, and knows the checksum of what it should hold. Confined to one thread. */
final class ChecksummedFile implements Closeable {

    static final int BUFFER = 64 * 1024;

    /** Read without a copy, and less often than written. */
    private static final int READ_BUFFER = 256 * 1024;

    private final FileChannel channel;
    private final Disk disk;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private CRC32C checksum = new CRC32C();
    private long written;

    ChecksummedFile(Path file, Function<FileChannel, Disk> disks, Set<? extends OpenOption> options)
            throws IOException {
        channel = FileChannel.open(file, options);
        disk = disks.apply(channel);
    }

    Disk disk() {
        return disk;
    }

    /** Returns how many bytes there are, those in the buffer included. */
    long length() {
        return written + buffer.position();
    }

    /** Returns how many bytes are in the file. */
    long written() {
        return written;
    }

    /** Returns the checksum of the bytes that are in the file. */
    long checksum() {
        return checksum.getValue();
    }

    /** Returns whether it can be written to; an interrupt closes it. */
    boolean isOpen() {
        return channel.isOpen();
    }

    /** Returns a buffer with room, to be filled with the next bytes. */
    ByteBuffer buffer() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return buffer;
    }

    void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                int from = buffer.position();
                int count = disk.write(buffer, written);
                checksum.update(buffer.array(), from, count);
                written += count;
            }
        } finally {
            buffer.compact();
        }
    }

    /** Drops what can't be written: on a full disk, what was written before it was full counts. */
    void flushAsFarAsPossible() {
        try {
            flush();
        } catch (IOException e) {
            buffer.clear();
        }
    }

    /** Goes on after the first {@code length} bytes of the file, and returns whether they have that checksum. */
    boolean goOnAfter(long length, long expected) throws IOException {
        CRC32C found = checksumOfFile(length);
        if (channel.size() < length || found.getValue() != expected) {
            return false;
        }
        channel.truncate(length);
        checksum = found;
        written = length;
        return true;
    }

    /** Drops all but the first {@code length} bytes. */
    void cut(long length) throws IOException {
        buffer.clear();
        channel.truncate(length);
        checksum = checksumOfFile(length);
        written = length;
    }

    /**
     * Reads the file, and returns whether it holds what was written here and nothing else.
     *
     * @param digest gets all that is read, if it isn't null
     */
    boolean isIntact(@Nullable MessageDigest digest) throws IOException {
        return channel.size() == written && checksumOfFile(written, digest).getValue() == checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private CRC32C checksumOfFile(long length) throws IOException {
        return checksumOfFile(length, null);
    }

    private CRC32C checksumOfFile(long length, @Nullable MessageDigest digest) throws IOException {
        CRC32C result = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.min(length, READ_BUFFER));
        long position = 0;
        int count = 0;
        while (position < length && count >= 0) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), length - position));
            count = channel.read(chunk, position);
            position += count;
            result.update(chunk.flip());
            if (digest != null) {
                digest.update(chunk.rewind());
            }
        }
        return result;
    }
}
