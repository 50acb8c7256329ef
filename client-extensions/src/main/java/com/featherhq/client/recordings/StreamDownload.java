package com.featherhq.client.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/** One download to a stream, which can't be rewound. */
final class StreamDownload {

    private static final int BUFFER = 64 * 1024;

    private final UUID id;
    private final ResumingReader reader;
    private final ProgressMeter meter;

    StreamDownload(UUID id, ResumingReader reader, ProgressMeter meter) {
        this.id = id;
        this.reader = reader;
        this.meter = meter;
    }

    /** Returns how many bytes were written. Flushes the stream and leaves it open. */
    long run(OutputStream target) {
        byte[] bytes = new byte[BUFFER];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (reader.read(buffer) != ResumingReader.Step.END) {
                target.write(bytes, 0, buffer.position());
                meter.received(buffer.position(), reader.position(), reader.total());
                buffer.clear();
            }
            target.flush();
        } catch (IOException e) {
            throw new RecordingDownloadException(id, "the given stream could not be written to.", false, e);
        }
        meter.finished(reader.position());
        return reader.position();
    }
}
