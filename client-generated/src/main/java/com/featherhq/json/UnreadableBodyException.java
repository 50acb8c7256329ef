package com.featherhq.json;

import java.io.IOException;

/**
 * A response body could be received but not read: it isn't JSON, or not the JSON that the API document describes. The message
 * says where and what was found, never the body's text.
 */
public final class UnreadableBodyException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableBodyException(String message) {
        super(message);
    }
}
