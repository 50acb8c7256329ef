package com.featherhq.client.recordings;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one recording in order, across lost connections and expired URLs. Every byte comes from one and the same
 * version of the stored object, or the reader says that it started over. Confined to one thread, but for {@link #cancel}.
 */
final class ResumingReader implements Closeable {

    /** {@link #read} has given the last byte, and the count was checked. */
    static final int END = -1;

    /** What {@link #read} gave so far is void: the next byte is the first. */
    static final int STARTED_OVER = -2;

    /** What all readers of one {@link Recordings} share. */
    record Settings(
            Storage storage, Backoff backoff, Backoff.Sleeper sleeper, int maxAttempts, LongSupplier nanoTime) {}

    private final UUID id;
    private final DownloadLease lease;
    private final Storage storage;
    private final Backoff.Attempts attempts;
    private final boolean rewindable;

    private @Nullable StoredVersion version;
    private @Nullable StorageBody body;
    private volatile @Nullable Call call;
    private volatile boolean cancelled;
    private boolean rangesUsable = true;
    private boolean startedOver;
    private long position;
    private long connectedAt;
    private long received;

    /** @param rewindable whether the reader may start over; if not, it fails instead */
    ResumingReader(UUID id, DownloadLease lease, Settings settings, boolean rewindable) {
        this.id = id;
        this.lease = lease;
        this.storage = settings.storage();
        this.attempts = new Backoff.Attempts(settings.backoff(), settings.sleeper(), settings.maxAttempts());
        this.rewindable = rewindable;
    }

    /** Goes on from what an earlier reader has got. */
    void resume(long offset, StoredVersion from) {
        seek(offset);
        version = from;
    }

    void seek(long offset) {
        if (offset != position) {
            close();
            position = offset;
            attempts.startAt(offset);
        }
    }

    long position() {
        return position;
    }

    /** Returns the version that the bytes given so far belong to; null if there are none yet, or if they are void. */
    @Nullable
    StoredVersion version() {
        return startedOver ? null : version;
    }

    /** Returns the size of the whole, asking the storage if the lease does not say; null if neither knows. */
    @Nullable
    Long total() {
        while (version == null && lease.bytes() == null) {
            connect();
        }
        return version == null || version.total() == null ? lease.bytes() : version.total();
    }

    /** Returns how many bytes came, at least 1, or {@link #END} or {@link #STARTED_OVER}. */
    int read(ByteBuffer target) {
        while (true) {
            checkNotStopped();
            if (body == null) {
                connect();
            }
            if (startedOver) {
                startedOver = false;
                return STARTED_OVER;
            }
            int count = body == null ? 0 : read(body, target);
            if (count != 0) {
                return count;
            }
        }
    }

    /** Stops the reader, from any thread. */
    void cancel() {
        cancelled = true;
        Call current = call;
        if (current != null) {
            current.cancel();
        }
    }

    /** Ends the request under way. Cancels first: closing alone would read on for a while, to save the connection. */
    @Override
    public void close() {
        StorageBody current = body;
        body = null;
        if (current != null) {
            if (call != null) {
                call.cancel();
            }
            current.close();
        }
    }

    private int read(StorageBody from, ByteBuffer target) {
        try {
            int count = from.read(target);
            if (count < 0) {
                return atEnd(from);
            }
            position += count;
            received += count;
            return count;
        } catch (IOException e) {
            recover(e);
            return 0;
        }
    }

    private int atEnd(StorageBody ended) {
        Long size = total();
        if (size == null ? ended.endIsProven() : position == size) {
            return END;
        }
        if (size == null) {
            throw failure("the storage does not say how long it is, so its end can't be told from a lost connection.");
        }
        boolean storageKnows = version != null && version.total() != null;
        if (position > size || (!storageKnows && ended.endIsProven())) {
            throw failure("it should have " + size + " bytes, but the storage sent " + position + ".");
        }
        close();
        if (position - connectedAt < Backoff.Attempts.PROGRESS) {
            recover(new EOFException("The answer ended at byte " + position + " of " + size + "."));
        }
        return 0;
    }

    /** Makes one request. After it there is a body, or the reason why not has been dealt with and another may follow. */
    private void connect() {
        HttpUrl url = HttpUrl.parse(lease.forRequest().url());
        if (url == null) {
            throw failure("the service gave a URL that is not an http or https URL.");
        }
        try {
            body = send(url);
            connectedAt = position;
        } catch (IOException e) {
            recover(e);
        }
    }

    private @Nullable StorageBody send(HttpUrl url) throws IOException {
        String validator = version == null ? null : version.validator();
        boolean range = rangesUsable && (version == null || validator != null);
        Call next = storage.call(url, range ? position : 0, validator);
        call = next;
        if (cancelled) {
            next.cancel();
        }
        Response response = Storage.send(next);
        StorageBody accepted = null;
        try {
            accepted = accept(response);
            return accepted;
        } finally {
            if (accepted == null) {
                response.close();
            }
        }
    }

    private @Nullable StorageBody accept(Response response) throws IOException {
        int status = response.code();
        return switch (status) {
            case 200 -> whole(response);
            case 206 -> part(response);
            case 416 -> throw wrongRange();
            case 408, 429, 500, 502, 503, 504 -> throw Storage.BusyException.of(response);
            default -> refused(status);
        };
    }

    private @Nullable StorageBody whole(Response response) throws IOException {
        StorageBody whole = decoded(response);
        StoredVersion found = whole.version();
        if (lease.isDisputed(found.total())) {
            return null;
        }
        rangesUsable = true;
        boolean begun = position > 0 || (!rewindable && received > 0);
        if (version != null && begun && !version.isProvably(found)) {
            startOver();
        }
        version = found;
        whole.skip(position);
        return whole;
    }

    private @Nullable StorageBody part(Response response) throws IOException {
        StorageBody part = decoded(response);
        StoredVersion.ContentRange range = StoredVersion.ContentRange.of(response);
        if (part.isEncoded() || range == null || range.first() != position) {
            throw wrongRange();
        }
        StoredVersion found = new StoredVersion(StoredVersion.validator(response), range.total());
        if (version != null && version.contradicts(found)) {
            throw wrongRange();
        }
        if (lease.isDisputed(found.total())) {
            return null;
        }
        version = version == null ? found : version.withTotal(found.total());
        return part;
    }

    private StorageBody decoded(Response response) {
        StorageBody decoded = StorageBody.of(response);
        if (decoded == null) {
            throw failure("the storage sent it with an unknown Content-Encoding, though none was asked for.");
        }
        return decoded;
    }

    private @Nullable StorageBody refused(int status) {
        lease.refused(status, received);
        return null;
    }

    /** The storage can't be trusted with ranges: the next request asks for the whole. */
    private IOException wrongRange() {
        rangesUsable = false;
        return new IOException("The storage sent another range than the one asked for.");
    }

    private void startOver() {
        if (!rewindable) {
            throw failure("what is stored changed, or can't be proven to be the same, after a part was passed on.");
        }
        position = 0;
        startedOver = true;
    }

    private void recover(IOException cause) {
        close();
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw interrupted(cause);
        }
        if (!attempts.allowsAnother(position)) {
            throw new RecordingDownloadException(
                    id,
                    attempts.failures() + " attempts in a row brought no progress, the last one at byte " + position
                            + ".",
                    true,
                    cause);
        }
        try {
            attempts.pause(cause instanceof Storage.BusyException busy ? busy.hint() : Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private void checkNotStopped() {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
    }

    private RecordingDownloadException interrupted(@Nullable Exception cause) {
        return new RecordingDownloadException(id, "it was interrupted at byte " + position + ".", true, cause);
    }

    private RecordingDownloadException failure(String problem) {
        return new RecordingDownloadException(id, problem, false, null);
    }
}
