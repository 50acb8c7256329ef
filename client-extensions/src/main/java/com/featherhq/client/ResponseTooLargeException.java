package com.featherhq.client;

import java.util.Locale;

/**
 * The service answered with success, but the body is larger than the client reads into memory. The service has processed the
 * request.
 *
 * @see FeatherClient.Builder#maxResponseBytes
 */
public final class ResponseTooLargeException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final long limitBytes;

    ResponseTooLargeException(CallFacts call, long limitBytes) {
        super(
                String.format(
                        Locale.ROOT,
                        "%s succeeded, but its body is larger than the limit of %,d bytes%s. Set a higher one with"
                                + " maxResponseBytes(…), or read the body as a stream.",
                        call.operation(),
                        limitBytes,
                        call.details()),
                null,
                call);
        this.limitBytes = limitBytes;
    }

    /** Returns the limit that the body passed, in bytes after decompression. */
    public long limitBytes() {
        return limitBytes;
    }
}
