package com.featherhq.client.streams;

/**
 * An event of a stream (WHATWG HTML, section 9.2.6). Immutable and thread-safe.
 *
 * @param type the event's name, {@code message} if the server gave none
 * @param data the data, its lines joined by a line feed; may be empty
 * @param id the last id that the stream had set when this event came; empty if none was set
 */
public record ServerSentEvent(String type, String data, String id) {

    /** Shows the size of the data, which may be personal, and not the data. */
    @Override
    public String toString() {
        return "ServerSentEvent[type=" + type + ", data=" + data.length() + " characters, id=" + id + "]";
    }
}
