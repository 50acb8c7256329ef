package com.featherhq.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;

/**
 * A place where a response departs from the API document that this client was generated from.
 *
 * @param kind how it departs
 * @param pointer where in the body, as a JSON Pointer (RFC 6901)
 */
public record Drift(Kind kind, String pointer) {

    /** How a response can depart from the document and still be read. */
    public enum Kind {
        /** A property that the document doesn't declare. */
        UNKNOWN_PROPERTY,
        /** A text that the document doesn't name among an enum's values. */
        UNKNOWN_ENUM_VALUE,
        /** A value that is none of a union's members. */
        UNKNOWN_UNION_MEMBER,
        /** A required property that isn't there. */
        MISSING_PROPERTY,
        /** A null where the document allows none. */
        UNEXPECTED_NULL,
        /** A text that holds the number or boolean that the document asks for. */
        WRONG_TYPE
    }

    static void unknownProperty(JsonReader in) throws IOException {
        report(in, Kind.UNKNOWN_PROPERTY);
    }

    static void unknownEnumValue(JsonReader in) throws IOException {
        reportPrevious(in, Kind.UNKNOWN_ENUM_VALUE);
    }

    static void unknownMember(JsonReader in) throws IOException {
        reportPrevious(in, Kind.UNKNOWN_UNION_MEMBER);
    }

    static void unexpectedNull(JsonReader in) throws IOException {
        reportPrevious(in, Kind.UNEXPECTED_NULL);
    }

    static void wrongType(JsonReader in) throws IOException {
        reportPrevious(in, Kind.WRONG_TYPE);
    }

    static void missing(JsonReader in, String[] requiredNames, long seen) throws IOException {
        if (in instanceof ObservedReader observed) {
            String parent = Json.pointer(in.getPath());
            String object = parent.substring(0, Math.max(0, parent.lastIndexOf('/')));
            for (int i = 0; i < requiredNames.length; i++) {
                if ((seen & 1L << i) == 0) {
                    observed.report(new Drift(Kind.MISSING_PROPERTY, object + "/" + Json.escape(requiredNames[i])));
                }
            }
        }
    }

    private static void report(JsonReader in, Kind kind) throws IOException {
        if (in instanceof ObservedReader observed) {
            observed.report(new Drift(kind, Json.pointer(in.getPath())));
        }
    }

    private static void reportPrevious(JsonReader in, Kind kind) throws IOException {
        if (in instanceof ObservedReader observed) {
            observed.report(new Drift(kind, Json.pointer(in.getPreviousPath())));
        }
    }
}
