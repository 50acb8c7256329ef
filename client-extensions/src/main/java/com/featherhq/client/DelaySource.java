package com.featherhq.client;

/** Who decided how long to wait before an attempt. */
public enum DelaySource {
    /** The policy's exponential backoff. */
    BACKOFF,
    /** The response's {@code Retry-After} header. */
    RETRY_AFTER_HEADER,
    /** The field {@code retry_after} of the error body. */
    ERROR_BODY
}
