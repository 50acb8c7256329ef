package com.featherhq.client.recordings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** The body of a storage answer, decoded; closing it closes the response. */
final class StorageBody implements Closeable {

    private final Response response;
    private final BufferedSource source;
    private final boolean gzip;

    private StorageBody(Response response, BufferedSource source, boolean gzip) {
        this.response = response;
        this.source = source;
        this.gzip = gzip;
    }

    /** Returns null if the body is encoded in a way that we have not asked for and do not know. */
    static @Nullable StorageBody of(Response response) {
        String encoding = response.header("Content-Encoding", "identity");
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> new StorageBody(response, response.body().source(), false);
            case "gzip", "x-gzip" -> new StorageBody(response, gunzip(response), true);
            default -> null;
        };
    }

    private static BufferedSource gunzip(Response response) {
        return Okio.buffer(new GzipSource(response.body().source()));
    }

    /** The validator and the length of an encoded answer belong to the encoded bytes, so there is neither for ours. */
    StoredVersion version() {
        if (gzip) {
            return new StoredVersion(null, null);
        }
        long length = response.body().contentLength();
        return new StoredVersion(StoredVersion.validator(response), length < 0 ? null : length);
    }

    boolean isEncoded() {
        return gzip;
    }

    /** Returns whether a lost connection shows, so that the end of the body is the end of the object. */
    boolean endIsProven() {
        boolean framed = response.body().contentLength() >= 0
                || response.protocol() == Protocol.HTTP_2
                || "chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
        return gzip || framed;
    }

    int read(ByteBuffer target) throws IOException {
        return source.read(target);
    }

    void skip(long bytes) throws IOException {
        source.skip(bytes);
    }

    @Override
    public void close() {
        response.close();
    }
}
