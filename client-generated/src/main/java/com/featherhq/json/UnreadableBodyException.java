package com.featherhq.json;

import java.io.IOException;

/**
 * A response body could be received but not read: it isn't JSON, or not the JSON that the API document describes. Nothing in it
 * shows the body's text, and it has no cause, which might.
 */
public final class UnreadableBodyException extends IOException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String pointer;
    private final boolean cutOff;

    UnreadableBodyException(String problem, String pointer) {
        this(problem, pointer, false);
    }

    /**
     * Makes the exception.
     *
     * @param problem what is wrong, without the body's text
     * @param pointer where in the body, as a JSON Pointer (RFC 6901); empty for the whole
     * @param cutOff whether the body ended too early
     */
    public UnreadableBodyException(String problem, String pointer, boolean cutOff) {
        super("The response body isn't what the API document says" + (pointer.isEmpty() ? "" : " at " + pointer) + ": "
                + problem + ".");
        this.problem = problem;
        this.pointer = pointer;
        this.cutOff = cutOff;
    }

    /** What is wrong, as in {@code not JSON, or was cut off; its content type is text/html}. */
    public String problem() {
        return problem;
    }

    /** Where in the body, as a JSON Pointer (RFC 6901); empty for the whole. */
    public String pointer() {
        return pointer;
    }

    /** Whether the body ended too early, so that the same request may be answered whole; otherwise it is wrong as it is. */
    public boolean isCutOff() {
        return cutOff;
    }
}
