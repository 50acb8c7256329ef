package com.featherhq.json;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;

/** The content of a file for one attempt. It is as long as it was when the request said so, or the attempt fails. */
final class FileBody extends RequestBody {

    /** Returns the length, or -1. */
    @FunctionalInterface
    interface Length {
        long bytes() throws IOException;
    }

    private static final long CHUNK = 64 * 1024;
    private static final long NOT_LOOKED_AT = -2;

    private final String partName;
    private final MediaType type;
    private final Length length;
    private final FilePart.Source source;
    private long told = NOT_LOOKED_AT;

    FileBody(String partName, MediaType type, Length length, FilePart.Source source) {
        this.partName = partName;
        this.type = type;
        this.length = length;
        this.source = source;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() throws IOException {
        if (told == NOT_LOOKED_AT) {
            told = read(length::bytes);
        }
        return told;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        long expected = contentLength();
        try (okio.Source in = Okio.source(read(source::open))) {
            Buffer chunk = new Buffer();
            long sent = 0;
            long count = read(() -> in.read(chunk, CHUNK));
            while (count >= 0) {
                sent += count;
                checkNotMore(sent, expected);
                sink.write(chunk, count);
                count = read(() -> in.read(chunk, CHUNK));
            }
            if (sent < expected) {
                throw FilePartException.changed(partName, expected, Long.toString(sent));
            }
        }
    }

    private void checkNotMore(long sent, long expected) throws FilePartException {
        if (expected >= 0 && sent > expected) {
            throw FilePartException.changed(partName, expected, "more");
        }
    }

    /** What fails here is the file, and not the connection. */
    @FunctionalInterface
    private interface Reading<T> {
        T run() throws IOException;
    }

    private <T> T read(Reading<T> reading) throws FilePartException {
        try {
            return reading.run();
        } catch (IOException e) {
            throw FilePartException.unreadable(partName, e);
        }
    }
}
