package com.featherhq.client.retry;

/** What an attempt came to, in the terms of retrying. */
enum Outcome {
    /** It worked. */
    SUCCEEDED,
    /** The server cannot have acted on the request: repeating it is safe for every operation. */
    NOT_PROCESSED,
    /** It failed in a way that passes, but the server may have acted on the request. */
    TRANSIENT,
    /** It failed, and would fail again. */
    PERMANENT,
    /** The caller gave up. */
    CANCELED
}
