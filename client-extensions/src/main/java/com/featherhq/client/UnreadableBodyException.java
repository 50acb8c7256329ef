package com.featherhq.client;

import java.io.IOException;

/**
 * The body of a success can't be read as what the document says.
 *
 * <p>It says where and what kind of thing is wrong, and has no cause: the texts of the JSON parser quote the body.
 */
final class UnreadableBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String location;
    private final String reason;

    UnreadableBodyException(String location, String reason) {
        super("The body isn't what the document says at " + location + ": " + reason + ".");
        this.location = location;
        this.reason = reason;
    }

    String location() {
        return location;
    }

    String reason() {
        return reason;
    }
}
