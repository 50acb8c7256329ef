package com.featherhq.client.retry;

/** The outcome of an attempt, as the retry engine sees it. */
enum Outcome {
    /** It worked. */
    SUCCEEDED,
    /** The server cannot have acted on the request: repeating it is safe for every operation. */
    NOT_PROCESSED,
    /** A transient failure, but the server may have acted on the request. */
    TRANSIENT,
    /** A permanent failure. */
    PERMANENT,
    /** The caller cancelled it. */
    CANCELED
}
