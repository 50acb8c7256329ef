package com.featherhq.client;

import retrofit2.Call;

/**
 * The service answered with success, but the body can't be read as the API document says, or violates the document while
 * the client is strict. The service has processed the request.
 */
public final class MalformedResponseException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final String location;

    MalformedResponseException(CallFacts call, String location, String reason) {
        super(
                call.operation() + " succeeded, but its body isn't what the API document says"
                        + (location.isEmpty() ? "" : " at " + location) + ": " + reason + call.details() + ".",
                null,
                call);
        this.location = location;
    }

    /** Returns the exception for an answer whose parts don't go together; for what is built on the client. */
    public static MalformedResponseException of(Call<?> call, String problem) {
        return new MalformedResponseException(CallFacts.of(call), "", problem);
    }

    /** Returns where in the body, as a JSON Pointer (RFC 6901): {@code /items/0/name}; empty for the body as a whole. */
    public String location() {
        return location;
    }
}
