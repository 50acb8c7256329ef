package com.featherhq.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The credential can't be had, or must not go where the request was about to go: nothing was sent. */
final class CredentialException extends IOException {

    private static final long serialVersionUID = 1L;

    CredentialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
