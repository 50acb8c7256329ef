package com.featherhq.client.files;

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

    private final Runnable cancel;
    private final Response response;
    private final BufferedSource source;
    private final boolean gzip;

    private StorageBody(Runnable cancel, Response response, BufferedSource source, boolean gzip) {
        this.cancel = cancel;
        this.response = response;
        this.source = source;
        this.gzip = gzip;
    }

    /** @throws IOException if the body is encoded in a way that we have not asked for and do not know */
    static StorageBody of(Remote.Answer answer) throws IOException {
        Response response = answer.response();
        Runnable cancel = answer.cancel();
        String encoding = response.header("Content-Encoding", "identity");
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" ->
                new StorageBody(cancel, response, response.body().source(), false);
            case "gzip", "x-gzip" -> new StorageBody(cancel, response, gunzip(response), true);
            default ->
                throw new Storage.RefusedException(
                        "the storage sent it with an unknown Content-Encoding, though none was asked for.");
        };
    }

    private static BufferedSource gunzip(Response response) {
        return Okio.buffer(new GzipSource(response.body().source()));
    }

    /** The validator and the length of an encoded answer belong to the encoded bytes, so there is neither for ours. */
    StoredVersion version() {
        if (gzip) {
            return new StoredVersion(null, null, null);
        }
        long length = response.body().contentLength();
        return new StoredVersion(
                StoredVersion.validator(response), length < 0 ? null : length, Digests.ofWhole(response));
    }

    @Nullable
    String header(String name) {
        return response.header(name);
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

    /** Reads at most {@code most} bytes. Returns how many, or -1 at the end. */
    int read(ByteBuffer target, long most) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), most));
        try {
            return source.read(target);
        } catch (IOException e) {
            throw withoutUrls(e);
        } finally {
            target.limit(limit);
        }
    }

    void skip(long bytes) throws IOException {
        try {
            source.skip(bytes);
        } catch (IOException e) {
            throw withoutUrls(e);
        }
    }

    /** Returns whether there is not one more byte. */
    boolean isExhausted() throws IOException {
        try {
            return source.exhausted();
        } catch (IOException e) {
            throw withoutUrls(e);
        }
    }

    private IOException withoutUrls(IOException failure) {
        IOException masked = failure;
        for (Response hop = response; hop != null; hop = hop.priorResponse()) {
            masked = Storage.withoutUrl(masked, hop.request().url());
        }
        return masked;
    }

    /** Cancels first: closing alone would read on for a while, to save the connection. */
    @Override
    public void close() {
        cancel.run();
        response.close();
    }
}
