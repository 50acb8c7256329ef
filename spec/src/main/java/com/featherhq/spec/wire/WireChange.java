package com.featherhq.spec.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A difference of what goes over the wire, told of once, however many operations it is seen in.
 *
 * @param rule its kind, such as {@code property-removed}
 * @param impact what it means for callers
 * @param message what changed, as a phrase such as <em>property `note` was removed</em>
 * @param declared where: a JSON Pointer into the normalized document that has it, the old one if both do
 * @param was the old value in short, null if there was none
 * @param is the new value in short, null if there is none
 * @param uses the requests and responses that it is seen in
 */
public record WireChange(
        String rule,
        Impact impact,
        String message,
        String declared,
        @Nullable String was,
        @Nullable String is,
        List<Use> uses) {

    /** What a change means for callers, the least first. */
    public enum Impact {
        /** Worth knowing; nothing has to be done. */
        PATCH,
        /** Something more can be sent or is received. */
        ADDITION,
        /** A call that worked may fail, or an answer may be misread. */
        BREAKING
    }

    /** Which way something goes. */
    public enum Direction {
        /** From the client to the service. */
        REQUEST,
        /** From the service to the client. */
        RESPONSE
    }

    /**
     * Where a change is seen.
     *
     * @param verb the HTTP method, in upper case
     * @param path the path template of the new document, or of the old one if the operation was removed
     * @param direction which way
     * @param status the status of the response; empty for a request
     */
    public record Use(String verb, String path, Direction direction, String status) {

        /** Returns {@code GET /v1/things: response 200}. */
        public String text() {
            return verb + " " + path + ": " + (direction == Direction.REQUEST ? "request" : "response " + status);
        }
    }

    /** Whether callers have to do something. */
    public boolean breaking() {
        return impact == Impact.BREAKING;
    }
}
