package com.featherhq.client.streams;

import com.featherhq.client.streams.StreamFailure.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** The events of one response, each of which has to come in time. Not thread-safe. */
final class EventBody {

    private final Response<ResponseBody> response;
    private final ResponseBody body;
    private final BufferedSource source;
    private final StreamOptions options;
    private final EventParser parser;
    private final Progress progress;
    private boolean begun;
    private @Nullable ServerSentEvent first;

    EventBody(Response<ResponseBody> response, ResponseBody body, StreamOptions options, Progress before) {
        this.response = response;
        this.body = body;
        this.source = body.source();
        this.options = options;
        this.progress = before;
        this.parser = new EventParser(options.maxEventBytes(), before.lastEventId);
    }

    /** How far a stream has come, over all its responses. */
    static final class Progress {
        long count;
        String lastEventId = "";

        @Nullable
        ServerSentEvent last;
    }

    Response<ResponseBody> response() {
        return response;
    }

    /** Waits for the first event, which {@link #next} will return. What OkHttp throws is thrown as it is. */
    void awaitFirst() throws IOException {
        first = read();
        if (first == null && options.expectsTerminal()) {
            throw failure(Reason.ENDED, null);
        }
    }

    /**
     * Returns the next event, or null at the end of the response if no terminal event has to come.
     *
     * @throws StreamFailure if there is none for another reason
     */
    @Nullable
    ServerSentEvent next() throws StreamFailure {
        ServerSentEvent next = begun ? readOn() : first;
        begun = true;
        first = null;
        progress.lastEventId = parser.lastEventId();
        if (next != null) {
            progress.last = next;
            progress.count++;
        }
        return next;
    }

    private @Nullable ServerSentEvent readOn() throws StreamFailure {
        ServerSentEvent next;
        try {
            next = read();
        } catch (StreamFailure e) {
            throw e;
        } catch (IOException e) {
            throw failure(isLate(e) ? Reason.IDLE : Reason.CONNECTION_LOST, e);
        }
        if (next == null && options.expectsTerminal()) {
            throw failure(Reason.ENDED, null);
        }
        return next;
    }

    private @Nullable ServerSentEvent read() throws IOException {
        try {
            ServerSentEvent next = parser.poll();
            if (next == null) {
                limitSilence(source, options);
            }
            while (next == null && parser.read(source)) {
                next = parser.poll();
            }
            return next;
        } catch (EventParser.TooLargeException e) {
            throw failure(Reason.EVENT_TOO_LARGE, null);
        }
    }

    /** By an absolute time, so that comments don't prolong it. */
    static void limitSilence(BufferedSource source, StreamOptions options) {
        Duration longest = options.idleTimeout();
        if (!longest.isZero()) {
            source.timeout().deadlineNanoTime(System.nanoTime() + longest.toNanos());
        }
    }

    private boolean isLate(IOException failure) {
        Timeout timeout = source.timeout();
        return failure instanceof SocketTimeoutException
                && timeout.hasDeadline()
                && timeout.deadlineNanoTime() - System.nanoTime() <= 0;
    }

    private StreamFailure failure(Reason reason, @Nullable IOException cause) {
        String what =
                switch (reason) {
                    case ENDED -> "the stream ended without a terminal event";
                    case CONNECTION_LOST -> "the connection of the stream broke";
                    case IDLE -> "the stream had no event for " + options.idleTimeout();
                    case EVENT_TOO_LARGE ->
                        "the stream has an event of more than " + options.maxEventBytes() + " bytes";
                };
        progress.lastEventId = parser.lastEventId();
        return new StreamFailure(reason, what, cause, progress.count, progress.last, progress.lastEventId);
    }

    /** Returns how long the server wants the client to wait before it connects again, or null. */
    @Nullable
    Duration retry() {
        return parser.retry();
    }

    void close() {
        body.close();
    }
}
