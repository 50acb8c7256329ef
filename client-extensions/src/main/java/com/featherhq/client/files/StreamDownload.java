package com.featherhq.client.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** One download to a stream, which can't be rewound. */
final class StreamDownload {

    private static final int BUFFER = 64 * 1024;

    private final FileSource source;
    private final ResumingReader reader;
    private final ProgressMeter meter;
    private final MessageDigest digest = Digests.sha256();

    StreamDownload(FileSource source, ResumingReader reader, ProgressMeter meter) {
        this.source = source;
        this.reader = reader;
        this.meter = meter;
    }

    /** Returns how many bytes were written. Flushes the stream and leaves it open. */
    long run(OutputStream target) {
        byte[] bytes = new byte[BUFFER];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (reader.read(buffer) != ResumingReader.Step.END) {
                if (reader.sha256() != null) {
                    digest.update(bytes, 0, buffer.position());
                }
                target.write(bytes, 0, buffer.position());
                meter.received(buffer.position(), reader.position(), reader.total());
                buffer.clear();
            }
            target.flush();
        } catch (IOException e) {
            throw failure("the given stream could not be written to.", e);
        }
        checkDigest();
        meter.finished(reader.position());
        return reader.position();
    }

    private void checkDigest() {
        String expected = reader.sha256();
        try {
            if (expected != null) {
                Digests.WrongDigestException.check(HexFormat.of().formatHex(digest.digest()), expected);
            }
        } catch (Digests.WrongDigestException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    private FileDownloadException failure(String problem, IOException cause) {
        return new FileDownloadException(source.name(), problem, false, cause);
    }
}
