package com.featherhq.json;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/** A body with another media type, or with somebody who is told how much of it was sent. */
final class ToldBody extends RequestBody {

    private static final long INTERVAL = 64 * 1024;

    private final RequestBody body;
    private final @Nullable MediaType type;
    private final FilePart.@Nullable ProgressListener listener;

    ToldBody(RequestBody body, @Nullable MediaType type, FilePart.@Nullable ProgressListener listener) {
        this.body = body;
        this.type = type;
        this.listener = listener;
    }

    @Override
    public @Nullable MediaType contentType() {
        return type == null ? body.contentType() : type;
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return body.isOneShot();
    }

    @Override
    public boolean isDuplex() {
        return body.isDuplex();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (listener == null) {
            body.writeTo(sink);
            return;
        }
        Counting counting = new Counting(sink, listener, contentLength());
        BufferedSink counted = Okio.buffer((Sink) counting);
        body.writeTo(counted);
        counted.emit(); // Not closed: the other parts follow.
        counting.tell();
    }

    private static final class Counting extends ForwardingSink {

        private final FilePart.ProgressListener listener;
        private final long total;
        private long sent;
        private long told;

        Counting(Sink sink, FilePart.ProgressListener listener, long total) {
            super(sink);
            this.listener = listener;
            this.total = total;
        }

        @Override
        public void write(Buffer source, long byteCount) throws IOException {
            super.write(source, byteCount);
            sent += byteCount;
            if (sent - told >= INTERVAL && sent != total) {
                tell();
            }
        }

        void tell() throws IOException {
            told = sent;
            try {
                listener.sent(sent, total);
            } catch (RuntimeException e) {
                throw FilePartException.ofListener(e);
            }
        }
    }
}
