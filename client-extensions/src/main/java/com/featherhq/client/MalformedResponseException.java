package com.featherhq.client;

/**
 * The service answered with success, but with a body that isn't what the document says. It has processed the request.
 */
public final class MalformedResponseException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final String location;

    MalformedResponseException(CallFacts call, String location, String reason) {
        super(
                call.operation() + " succeeded, but its body isn't what the document says at " + location + ": "
                        + reason + call.details() + ".",
                null,
                call);
        this.location = location;
    }

    /** Returns where in the body, as a JSON path: {@code $.items[0].name}; {@code $} for the body as a whole. */
    public String location() {
        return location;
    }
}
