package com.featherhq.client.files;

import com.featherhq.client.http.TransientStatus;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file in order, across lost connections and expired URLs. Every byte comes from one and the same
 * version of the stored object, or the reader says that it started over. Confined to one thread, but for {@link #stop}.
 */
final class ResumingReader implements Closeable {

    /** What one {@link #read} came to. */
    enum Step {
        /** There is at least one more byte. */
        BYTES,
        /** What came so far is void: the next byte is the first. */
        STARTED_OVER,
        /** The last byte has come, and the count was checked. */
        END
    }

    private final String name;
    private final DownloadOptions expected;
    private final StopSignal stop;
    private final Remote remote;
    private final FailedAttempts attempts;
    private final boolean rewindable;
    private final Runnable forgetMe;

    private @Nullable StoredVersion version;
    private @Nullable StorageBody body;
    private boolean rangesUsable = true;
    private boolean startedOver;
    private long position;
    private long connectedAt;
    private boolean passedOn;

    /** @param rewindable whether the reader may start over; if not, it fails instead */
    ResumingReader(
            FileSource source,
            DownloadOptions expected,
            DownloadSettings settings,
            StopSignal stop,
            boolean rewindable) {
        this.name = source.name();
        this.expected = expected;
        this.stop = stop;
        this.remote = SizedRemote.of(source.open(settings, stop), name, expected.bytes());
        this.attempts = new FailedAttempts(name, stop, settings);
        this.rewindable = rewindable;
        this.forgetMe = settings.onClose().apply(() -> stop("the client was closed"));
    }

    /** Goes on from what an earlier reader has got. */
    void resume(long offset, StoredVersion from) {
        seek(offset);
        version = from;
    }

    void seek(long offset) {
        if (offset != position) {
            disconnect();
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

    /** Returns the size of the whole, asking for it if it isn't known before; null if nobody says. */
    @Nullable
    Long total() {
        while (version == null && remote.bytes() == null) {
            attempts.checkNotStopped(position, null);
            connect();
        }
        return version == null || version.total() == null ? remote.bytes() : version.total();
    }

    /** Returns the SHA-256 of the whole, in hexadecimal, by the caller or else by the answers so far; null if nobody says. */
    @Nullable
    String sha256() {
        return expected.sha256() != null || version == null ? expected.sha256() : version.sha256();
    }

    /** Returns a header of an answer, asking for one if there is none yet. */
    @Nullable
    String header(String header) {
        while (body == null) {
            attempts.checkNotStopped(position, null);
            connect();
        }
        return body.header(header);
    }

    /** Reads at least one byte into {@code target}, or tells why not. */
    Step read(ByteBuffer target) {
        while (true) {
            attempts.checkNotStopped(position, null);
            if (body == null) {
                connect();
            }
            if (startedOver) {
                startedOver = false;
                return Step.STARTED_OVER;
            }
            Step step = body == null ? null : read(body, target);
            if (step != null) {
                return step;
            }
        }
    }

    /** Stops the reader, from any thread. */
    void stop(String reason) {
        stop.stop(reason);
    }

    @Override
    public void close() {
        forgetMe.run();
        disconnect();
    }

    private void disconnect() {
        StorageBody current = body;
        body = null;
        if (current != null) {
            current.close();
        }
    }

    /** Returns null if the connection was lost, and another one may follow. */
    private @Nullable Step read(StorageBody from, ByteBuffer target) {
        Long size = total();
        try {
            if (size != null && position >= size) {
                return atExpectedEnd(from, size);
            }
            int count = from.read(target, size == null ? Long.MAX_VALUE : size - position);
            if (count < 0) {
                return atEnd(from, size);
            }
            position += count;
            passedOn = true;
            return Step.BYTES;
        } catch (IOException e) {
            recover(e);
            return null;
        }
    }

    /** All bytes are there: one more would be too many, and a connection lost now is no loss. */
    private Step atExpectedEnd(StorageBody ended, long size) throws IOException {
        boolean more = false;
        try {
            more = position > size || !ended.isExhausted();
        } catch (IOException e) {
            if (ended.isEncoded() || stop.reason() != null) {
                throw e; // An encoded body has its own checksum at its end.
            }
        }
        if (more) {
            throw failure("it should have " + size + " bytes, but the storage sends more.");
        }
        return Step.END;
    }

    private @Nullable Step atEnd(StorageBody ended, @Nullable Long size) {
        if (size == null && ended.endIsProven()) {
            return Step.END;
        }
        if (size == null) {
            throw failure("the storage does not say how long it is, so its end can't be told from a lost connection.");
        }
        boolean storageKnows = version != null && version.total() != null;
        if (!storageKnows && ended.endIsProven()) {
            throw failure("it should have " + size + " bytes, but the storage sent " + position + ".");
        }
        disconnect();
        if (position - connectedAt < FailedAttempts.PROGRESS) {
            recover(new EOFException("The answer ended at byte " + position + " of " + size + "."));
        }
        return null;
    }

    /** Makes one request. After it there is a body, or the reason why not has been dealt with and another may follow. */
    private void connect() {
        try {
            body = send();
            connectedAt = position;
        } catch (IOException e) {
            recover(e);
        }
    }

    private @Nullable StorageBody send() throws IOException {
        String validator = version == null ? null : version.validator();
        boolean range = rangesUsable && (version == null || validator != null);
        Remote.Answer answer = remote.send(range ? position : 0, validator);
        StorageBody accepted = null;
        try {
            accepted = accept(answer);
            return accepted;
        } finally {
            if (accepted == null) {
                answer.response().close();
            }
        }
    }

    private @Nullable StorageBody accept(Remote.Answer answer) throws IOException {
        Response response = answer.response();
        int status = response.code();
        return switch (status) {
            case 200 -> whole(StorageBody.of(answer));
            case 206 -> part(response, StorageBody.of(answer));
            case 416 -> throw wrongRange();
            default -> {
                if (status == 429 || TransientStatus.isTransient(status)) {
                    throw Storage.BusyException.of(response);
                }
                remote.refused(status);
                yield null;
            }
        };
    }

    private @Nullable StorageBody whole(StorageBody whole) throws IOException {
        StoredVersion found = whole.version();
        if (remote.isDisputed(found.total())) {
            return null;
        }
        rangesUsable = true;
        if (version != null && hasBegun() && !version.isProvably(found)) {
            startOver();
        }
        version = version != null && version.isProvably(found) ? version.with(found) : found;
        whole.skip(position);
        return whole;
    }

    private @Nullable StorageBody part(Response response, StorageBody part) throws IOException {
        StoredVersion.ContentRange range = StoredVersion.ContentRange.of(response);
        if (part.isEncoded() || range == null || range.first() != position) {
            throw wrongRange();
        }
        StoredVersion found =
                new StoredVersion(StoredVersion.validator(response), range.total(), Digests.ofWhole(response));
        if (version != null && hasBegun() && !version.isProvably(found)) {
            throw wrongRange();
        }
        if (remote.isDisputed(found.total())) {
            return null;
        }
        version = version == null || !hasBegun() ? found : version.with(found);
        return part;
    }

    /** Whether other bytes must fit to those that came before. */
    private boolean hasBegun() {
        return position > 0 || (!rewindable && passedOn);
    }

    /** The storage can't be trusted with ranges: the next request asks for the whole. */
    private IOException wrongRange() {
        rangesUsable = false;
        return new IOException("The storage sent another range than the one asked for, or can't prove its version.");
    }

    private void startOver() {
        if (!rewindable) {
            throw failure("what is stored changed, or can't be proven to be the same, after a part was passed on.");
        }
        position = 0;
        startedOver = true;
    }

    private void recover(IOException cause) {
        disconnect();
        attempts.add(cause, position);
    }

    private FileDownloadException failure(String problem) {
        return new FileDownloadException(name, problem, false, null);
    }
}
