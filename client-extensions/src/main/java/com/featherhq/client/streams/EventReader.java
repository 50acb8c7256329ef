package com.featherhq.client.streams;

import com.featherhq.client.streams.StreamFailure.Reason;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * A stream of events, from making its call to its end. One thread reads; any thread may close, which ends a read that waits.
 * The body is closed by whoever reads, or if nobody does, by whoever closes.
 */
final class EventReader {

    private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final StreamCalls calls;
    private final StreamOptions options;
    private final EventBody.Progress progress = new EventBody.Progress();
    private final ReentrantLock reading = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);

    @GuardedBy("this")
    private Call<ResponseBody> call;

    private volatile Runnable forget = () -> {};
    private volatile boolean ended;

    // Of whoever reads.
    private boolean opened;
    private @Nullable EventBody events;
    private int reconnects;
    private Duration delay = RECONNECT_DELAY;

    EventReader(StreamCalls calls, Call<ResponseBody> call, StreamOptions options) {
        this.calls = calls;
        this.call = call;
        this.options = options;
    }

    /** Makes the call and waits for the first event, which {@link #next} returns. Returns the response. */
    Response<ResponseBody> open() {
        reading.lock();
        try {
            opened = true;
            return open(call());
        } finally {
            unlock();
        }
    }

    private Response<ResponseBody> open(Call<ResponseBody> made) {
        EventBody body = Opening.open(calls, made, options, progress);
        events = body;
        forget = calls.onClose(this::close);
        return body.response();
    }

    /** Returns the next event, or null once the stream has come to its end; opens the stream if need be. */
    @Nullable
    ServerSentEvent next() {
        reading.lock();
        try {
            if (!opened && !ended) {
                Response<ResponseBody> unused = open();
            }
            return read();
        } finally {
            unlock();
        }
    }

    /** Tells whether the event that {@link #next} returned was the last. */
    boolean hasEnded() {
        return ended;
    }

    private @Nullable ServerSentEvent read() {
        while (!ended) {
            EventBody body = events;
            if (body == null || isClosed()) {
                throw failed(new IOException("Canceled"));
            }
            try {
                ServerSentEvent event = body.next();
                if (event != null) {
                    return checked(event, body);
                }
                ended = true;
            } catch (StreamFailure e) {
                goOn(e, body);
            }
        }
        release();
        return null;
    }

    private ServerSentEvent checked(ServerSentEvent event, EventBody body) {
        reconnects = 0;
        if (options.isError(event)) {
            RuntimeException error = calls.error(call(), body.response(), event.data(), progress.count - 1);
            ended = true;
            release();
            throw error;
        }
        ended = options.isTerminal(event);
        return event;
    }

    private void release() {
        EventBody left = events;
        events = null;
        if (left != null) {
            left.close();
        }
        forget.run();
    }

    private RuntimeException failed(Throwable failure) {
        RuntimeException told = calls.failure(call(), failure);
        ended = true;
        call().cancel(); // Else closing would wait for what else may come.
        release();
        return told;
    }

    /** Goes on with another response if that is wished for and possible; else throws. */
    private void goOn(StreamFailure failure, EventBody broken) {
        Throwable cause = failure.getCause();
        if (cause != null && (isClosed() || Thread.currentThread().isInterrupted())) {
            throw failed(cause);
        }
        if (!mayReconnect(failure)) {
            throw failed(failure);
        }
        reconnects++;
        delay = broken.retry() == null ? delay : broken.retry();
        release();
        pause();
        reconnect(failure);
    }

    private void reconnect(StreamFailure failure) {
        try {
            Response<ResponseBody> unused = open(nextCall());
        } catch (RuntimeException e) {
            if (isClosed() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            failure.addSuppressed(e);
            throw failed(failure);
        }
    }

    private boolean mayReconnect(StreamFailure failure) {
        return reconnects < options.maxReconnects()
                && failure.reason() != Reason.EVENT_TOO_LARGE
                && call().request().method().equals("GET")
                && isHeaderValue(progress.lastEventId);
    }

    private static boolean isHeaderValue(String id) {
        return !id.isEmpty() && id.chars().allMatch(character -> character >= ' ' && character < 0x7f);
    }

    private void pause() {
        Duration wait = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        try {
            if (closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failed(new IOException("Canceled"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new InterruptedIOException("interrupted"));
        }
    }

    private synchronized Call<ResponseBody> call() {
        return call;
    }

    private synchronized Call<ResponseBody> nextCall() {
        call = call.clone();
        if (isClosed()) {
            call.cancel();
        }
        return call;
    }

    /** Ends the stream; from any thread, at once, and as often as one likes. */
    void close() {
        Call<ResponseBody> running;
        synchronized (this) {
            closed.countDown();
            running = call;
        }
        if (!ended) {
            running.cancel();
        }
        closeUnread();
    }

    private void unlock() {
        reading.unlock();
        if (isClosed()) {
            closeUnread(); // Closed while this thread was reading.
        }
    }

    private void closeUnread() {
        if (reading.tryLock()) {
            try {
                release();
            } finally {
                reading.unlock();
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    String lastEventId() {
        return progress.lastEventId;
    }
}
