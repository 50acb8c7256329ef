package com.featherhq.client.retry;

import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/** An answer that OkHttp can't read. The server has got the request, and would answer it in the same way again. */
final class UnreadableAnswerException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message, @Nullable Throwable cause) {
        super(message);
        initCause(cause);
    }
}
