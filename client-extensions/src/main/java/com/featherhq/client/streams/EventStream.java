package com.featherhq.client.streams;

import java.util.Iterator;
import java.util.NoSuchElementException;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * Server-sent events as they come, for one loop.
 *
 * <pre>{@code
 * StreamOptions options = StreamOptions.builder().terminalEvents("complete").build();
 * try (EventStream events = client.stream(call, options)) {
 *     for (ServerSentEvent event : events) {
 *         System.out.println(event.type() + ": " + event.data());
 *     }
 * }
 * }</pre>
 *
 * <p>The loop waits for each event on its own thread. It ends after a terminal event, or where the server ends the stream if no
 * terminal event is named; whatever else ends it is an exception. One thread reads; {@link #close} may come from any.
 *
 * @see StreamOptions
 */
public final class EventStream implements Iterable<ServerSentEvent>, AutoCloseable {

    private final EventReader reader;
    private final Headers headers;
    private boolean iterated;

    EventStream(EventReader reader) {
        Response<ResponseBody> response = reader.open();
        this.reader = reader;
        this.headers = response.headers();
    }

    /** Returns the headers of the response; after a reconnect those of the first one. */
    public Headers headers() {
        return headers;
    }

    /** Returns the last id that the stream set; empty if it set none. For the thread that reads. */
    public String lastEventId() {
        return reader.lastEventId();
    }

    /**
     * Returns the events, to be read once. Both methods of the iterator may throw the client's exception for what went wrong.
     *
     * @throws IllegalStateException if there is an iterator already
     */
    @Override
    public Iterator<ServerSentEvent> iterator() {
        if (iterated) {
            throw new IllegalStateException("The events of a stream can be read once; make the call again.");
        }
        iterated = true;
        return new Events(reader);
    }

    /** Ends the stream: closes its connection at once, from whichever thread. A read that waits fails as cancelled. */
    @Override
    public void close() {
        reader.close();
    }

    private static final class Events implements Iterator<ServerSentEvent> {

        private final EventReader reader;
        private @Nullable ServerSentEvent next;

        Events(EventReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = reader.next();
            }
            return next != null;
        }

        @Override
        public ServerSentEvent next() {
            ServerSentEvent event = next == null ? reader.next() : next;
            next = null;
            if (event == null) {
                throw new NoSuchElementException("The stream has ended.");
            }
            return event;
        }
    }
}
