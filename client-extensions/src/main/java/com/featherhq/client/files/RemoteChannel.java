package com.featherhq.client.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file in the storage as a read-only channel: reading on is one request, a jump is a new one. */
final class RemoteChannel implements SeekableByteChannel {

    private final ResumingReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean open = true;

    RemoteChannel(ResumingReader reader) {
        this.reader = reader;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return exclusively(() -> readNow(target));
    }

    private int readNow(ByteBuffer target) {
        if (!target.hasRemaining()) {
            return 0;
        }
        Long total = reader.position() == 0 ? null : reader.total();
        if (total != null && reader.position() >= total) {
            return -1;
        }
        int before = target.position();
        return reader.read(target) == ResumingReader.Step.END ? -1 : target.position() - before;
    }

    @Override
    public long position() throws IOException {
        return exclusively(reader::position);
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new IllegalArgumentException("The position must not be negative, but is " + newPosition + ".");
        }
        return exclusively(() -> {
            reader.seek(newPosition);
            return this;
        });
    }

    @Override
    public long size() throws IOException {
        Long total = this.<@Nullable Long>exclusively(reader::total);
        if (total == null) {
            throw new IOException("Neither the service nor the storage says how long the file is.");
        }
        return total;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    /** Ends a read of another thread, and doesn't wait for that to return. */
    @Override
    public void close() {
        open = false;
        reader.stop("the channel was closed");
        closeIfIdle();
    }

    /** A reader in use is closed by the thread that uses it. */
    private void closeIfIdle() {
        if (!open && lock.tryLock()) {
            try {
                reader.close();
            } finally {
                lock.unlock();
            }
        }
    }

    private <T extends @Nullable Object> T exclusively(Supplier<T> action) throws IOException {
        lock.lock();
        try {
            if (!open) {
                throw new ClosedChannelException();
            }
            return action.get();
        } catch (RuntimeException e) {
            throw open ? new IOException(e.getMessage(), e) : closedMeanwhile(e);
        } finally {
            lock.unlock();
            closeIfIdle();
        }
    }

    private static IOException closedMeanwhile(RuntimeException cause) {
        AsynchronousCloseException closed = new AsynchronousCloseException();
        closed.initCause(cause);
        return closed;
    }
}
