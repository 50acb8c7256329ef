package com.featherhq.client;

import java.io.IOException;

/** The body of a success isn't what the document says. It says where and why without a quotation of the body, and has no cause. */
final class MalformedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String location;
    private final String reason;
    private final boolean refused;

    private MalformedBodyException(String location, String reason, boolean refused) {
        super("The response body isn't what the API document says" + at(location) + ": " + reason + ".");
        this.location = location;
        this.reason = reason;
        this.refused = refused;
    }

    /** It can't be read. Another attempt may get another one. */
    static MalformedBodyException unreadable(String location, String reason) {
        return new MalformedBodyException(location, reason, false);
    }

    /** It could be read, but is refused because the client is strict. */
    static MalformedBodyException refused(String location, String reason) {
        return new MalformedBodyException(location, reason, true);
    }

    static String at(String location) {
        return location.isEmpty() ? "" : " at " + location;
    }

    /** Returns a JSON Pointer, empty for the body as a whole. */
    String location() {
        return location;
    }

    String reason() {
        return reason;
    }

    boolean isRefused() {
        return refused;
    }
}
