package com.featherhq.client.streams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of bytes (WHATWG HTML, section 9.2.6). Bytes and not characters: a line end, a colon and the names of the fields
 * are ASCII, which no other character of UTF-8 contains, valid or not. Not thread-safe.
 */
final class EventParser {

    private static final int BUFFER = 8 * 1024;
    private static final int KEPT = 64 * 1024;

    private static final byte[] DATA = ascii("data");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] ID = ascii("id");
    private static final byte[] RETRY = ascii("retry");
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int maxEventBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    /** How many bytes of a byte order mark have come; -1 once it is known whether there is one. */
    private int bom;

    private boolean lineFeedSkipped = true;
    private boolean inComment;

    /** The start of a line whose end has not come. */
    private final Bytes line = new Bytes();

    private final Bytes data = new Bytes();
    private boolean hasData;
    private long eventBytes;
    private String type = "";
    private String typeBefore = "";
    private byte[] typeBytes = {};
    private String id;
    private String dispatchedId;
    private @Nullable Duration retry;

    /** Makes a parser; {@code lastEventId} is that of the response before, or empty. */
    EventParser(int maxEventBytes, String lastEventId) {
        this.maxEventBytes = maxEventBytes;
        this.id = lastEventId;
        this.dispatchedId = lastEventId;
    }

    /** Signals that an event has more bytes than it may have. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException(int most) {
            super("an event has more than " + most + " bytes");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what there is, at least one byte; returns false at the end. What {@link #poll} has left is lost. */
    boolean read(BufferedSource source) throws IOException {
        position = 0;
        limit = Math.max(0, source.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /** Returns the next event of what was read, or null once all of it is used up. */
    @Nullable
    ServerSentEvent poll() throws TooLargeException {
        skipBom();
        ServerSentEvent event = null;
        while (event == null && position < limit) {
            if (!lineFeedSkipped && buffer[position] == '\n') {
                position++;
                lineFeedSkipped = true;
                continue;
            }
            lineFeedSkipped = true;
            int end = lineEnd();
            if (end == limit) {
                keepLine();
            } else {
                event = endLine(end);
            }
        }
        return event;
    }

    /** Returns how long the server wants the client to wait before it connects again, or null. */
    @Nullable
    Duration retry() {
        return retry;
    }

    /** Returns the last id that was set before a blank line. */
    String lastEventId() {
        return dispatchedId;
    }

    private void skipBom() {
        while (bom >= 0 && position < limit) {
            if (buffer[position] != BOM[bom]) {
                line.add(BOM, 0, bom); // It only began like one.
                bom = -1;
            } else {
                position++;
                bom = bom + 1 == BOM.length ? -1 : bom + 1;
            }
        }
    }

    private int lineEnd() {
        int at = position;
        while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    /** A comment need not be kept, however long it is. */
    private void keepLine() throws TooLargeException {
        inComment = inComment || (line.size == 0 && position < limit && buffer[position] == ':');
        if (!inComment) {
            requireRoom((long) line.size + limit - position);
            line.add(buffer, position, limit - position);
        }
        position = limit;
    }

    private @Nullable ServerSentEvent endLine(int end) throws TooLargeException {
        int start = position;
        position = end + 1;
        lineFeedSkipped = buffer[end] == '\n';
        if (inComment) {
            inComment = false;
            return null;
        }
        if (line.size == 0) {
            return line(buffer, start, end);
        }
        requireRoom((long) line.size + end - start);
        line.add(buffer, start, end - start);
        ServerSentEvent event = line(line.bytes, 0, line.size);
        line.clear();
        return event;
    }

    private void requireRoom(long lineBytes) throws TooLargeException {
        if (eventBytes + lineBytes > maxEventBytes) {
            throw new TooLargeException(maxEventBytes);
        }
    }

    private @Nullable ServerSentEvent line(byte[] bytes, int start, int end) throws TooLargeException {
        if (start == end) {
            return dispatch();
        }
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        if (colon == start) {
            return null; // A comment.
        }
        requireRoom(end - start);
        eventBytes += end - start;
        int value = Math.min(colon + 1, end);
        field(bytes, start, colon, value < end && bytes[value] == ' ' ? value + 1 : value, end);
        return null;
    }

    private void field(byte[] bytes, int start, int colon, int value, int end) {
        if (is(DATA, bytes, start, colon)) {
            if (hasData) {
                data.add('\n');
            }
            hasData = true;
            data.add(bytes, value, end - value);
        } else if (is(EVENT, bytes, start, colon)) {
            type = type(bytes, value, end);
        } else if (is(ID, bytes, start, colon)) {
            id = containsNull(bytes, value, end) ? id : Utf8.decode(bytes, value, end);
        } else if (is(RETRY, bytes, start, colon)) {
            retry = retry(bytes, value, end);
        }
    }

    /** Blank lines end an event; one without data is none, but its id counts. */
    private @Nullable ServerSentEvent dispatch() {
        dispatchedId = id;
        ServerSentEvent event =
                hasData ? new ServerSentEvent(type.isEmpty() ? "message" : type, data.decode(), id) : null;
        hasData = false;
        data.clear();
        type = "";
        eventBytes = 0;
        return event;
    }

    /** Most events of a stream have the type of the one before. */
    private String type(byte[] bytes, int start, int end) {
        if (!is(typeBytes, bytes, start, end)) {
            typeBytes = Arrays.copyOfRange(bytes, start, end);
            typeBefore = Utf8.decode(bytes, start, end);
        }
        return typeBefore;
    }

    private static boolean is(byte[] name, byte[] bytes, int start, int end) {
        return Arrays.equals(name, 0, name.length, bytes, start, end);
    }

    private static boolean containsNull(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Nothing but digits counts; more of them than fit in a number of years stand for a year. */
    private @Nullable Duration retry(byte[] bytes, int start, int end) {
        long millis = 0;
        for (int at = start; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return retry;
            }
            millis = Math.min(
                    millis * 10 + (bytes[at] - '0'), Duration.ofDays(365).toMillis());
        }
        return start == end ? retry : Duration.ofMillis(millis);
    }

    /** Bytes that grow, and are kept for the next event unless they are many. */
    private static final class Bytes {

        private byte[] bytes = new byte[256];
        private int size;

        void add(byte[] more, int start, int length) {
            if (length > bytes.length - size) {
                bytes = Arrays.copyOf(bytes, Math.max(size + length, (int)
                        Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
            }
            System.arraycopy(more, start, bytes, size, length);
            size += length;
        }

        void add(char ascii) {
            add(new byte[] {(byte) ascii}, 0, 1);
        }

        String decode() {
            return Utf8.decode(bytes, 0, size);
        }

        void clear() {
            size = 0;
            if (bytes.length > KEPT) {
                bytes = new byte[256];
            }
        }
    }
}
