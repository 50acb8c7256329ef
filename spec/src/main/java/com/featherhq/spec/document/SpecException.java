package com.featherhq.spec.document;

/** The API document can't be used. The message is one sentence that says where, what and what to do. */
public final class SpecException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
