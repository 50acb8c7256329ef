package com.featherhq.json;

import java.io.IOException;

/**
 * A response body could be received but not read: it isn't JSON, or not the JSON that the API document describes. Nothing in it
 * shows the body's text.
 */
public final class UnreadableBodyException extends IOException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String pointer;

    UnreadableBodyException(String problem, String pointer) {
        super("The response body is unreadable: " + problem + (pointer.isEmpty() ? "" : " at " + pointer) + ".");
        this.problem = problem;
        this.pointer = pointer;
    }

    /** What is wrong, as in {@code not JSON, or was cut off; its content type is text/html}. */
    public String problem() {
        return problem;
    }

    /** Where in the body, as a JSON Pointer (RFC 6901); empty for the whole. */
    public String pointer() {
        return pointer;
    }
}
