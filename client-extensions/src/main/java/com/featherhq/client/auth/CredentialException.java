package com.featherhq.client.auth;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The API key can't be had, or must not go where the request was about to go. Nothing was sent. The message never holds a
 * key.
 */
public final class CredentialException extends IOException {

    private static final long serialVersionUID = 1L;

    CredentialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
