package com.featherhq.client.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A recording in the storage as a read-only channel: reading on is one request, a jump is a new one. */
final class RecordingChannel implements SeekableByteChannel {

    private final ResumingReader reader;
    private volatile boolean open = true;

    RecordingChannel(ResumingReader reader) {
        this.reader = reader;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        checkOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        try {
            Long total = reader.position() == 0 ? null : reader.total();
            return total != null && reader.position() >= total ? -1 : reader.read(target);
        } catch (RecordingDownloadException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized long position() throws IOException {
        checkOpen();
        return reader.position();
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) throws IOException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("The position must not be negative, but is " + newPosition + ".");
        }
        reader.seek(newPosition);
        return this;
    }

    @Override
    public synchronized long size() throws IOException {
        checkOpen();
        try {
            Long total = reader.total();
            if (total != null) {
                return total;
            }
        } catch (RecordingDownloadException e) {
            throw new IOException(e.getMessage(), e);
        }
        throw new IOException("Neither the service nor the storage says how long the recording is.");
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

    /** May be called while another thread reads, which then fails. */
    @Override
    public void close() {
        if (open) {
            open = false;
            reader.cancel();
            synchronized (this) {
                reader.close();
            }
        }
    }

    private void checkOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
