package com.featherhq.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** The body of a reply: all of it, half of it, or a stream with its pauses. */
final class ReplyEntity extends AbstractHttpEntity {

    private final Reply reply;
    private @Nullable MockConnection connection;

    ReplyEntity(Reply reply) {
        super(reply.contentType().isEmpty() ? null : reply.contentType(), null, reply.isStream());
        this.reply = reply;
    }

    boolean isReset() {
        return reply.ending() == Reply.Ending.RESET;
    }

    /** @param connection is cut by a reply that ends early */
    void sendOver(MockConnection connection) {
        this.connection = connection;
    }

    @Override
    public long getContentLength() {
        return reply.isStream() ? -1 : reply.body().length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        boolean cut = reply.ending() == Reply.Ending.CUT;
        if (reply.isStream()) {
            writeChunks(out);
        } else {
            out.write(reply.body(), 0, cut ? reply.body().length / 2 : reply.body().length);
        }
        if (cut && connection != null) {
            out.flush();
            connection.cut();
            throw new ConnectionClosedException("cut by the test");
        }
    }

    private void writeChunks(OutputStream out) throws IOException {
        for (Reply.Chunk chunk : reply.chunks()) {
            pause(chunk.pause());
            out.write(chunk.text().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Closing the mock interrupts the thread. */
    static void pause(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the mock was closed");
        }
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(reply.body());
    }

    @Override
    public void close() {
        // holds nothing
    }
}
