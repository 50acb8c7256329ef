package com.featherhq.json;

import com.google.gson.JsonParseException;

/** A JSON value is of another kind than the API document says. Its message doesn't show the value, unlike Gson's own. */
final class MismatchException extends JsonParseException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String pointer;

    MismatchException(String expected, String found, String pointer) {
        super("expected " + expected + " but found " + found + " at " + pointer);
        this.problem = "expected " + expected + " but found " + found;
        this.pointer = pointer;
    }

    UnreadableBodyException inResponse() {
        return new UnreadableBodyException(problem, pointer);
    }
}
