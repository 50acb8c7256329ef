package com.featherhq.client;

import java.io.Serializable;

/**
 * One reason why the service refused a request as invalid (422). Immutable.
 *
 * <p>The value that was refused is not kept: it may be personal data.
 */
public final class Violation implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String message;
    private final String type;

    Violation(String path, String message, String type) {
        this.path = path;
        this.message = message;
        this.type = type;
    }

    /** Returns where: {@code body.items[0].name}, {@code query.limit}; empty if the service doesn't say. */
    public String path() {
        return path;
    }

    /** Returns the service's text: {@code field required}. At most 500 characters. */
    public String message() {
        return message;
    }

    /** Returns the service's name for this kind of violation, such as {@code missing}; empty if it gives none. */
    public String type() {
        return type;
    }

    /** Returns {@code body.items[0].name: field required}. */
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
