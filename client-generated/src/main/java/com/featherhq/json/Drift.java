package com.featherhq.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        /** A text that holds the number that the document asks for, or a number for a text. */
        WRONG_TYPE,
        /** A property's value that can't be read as what the document says: it's kept as it came, and its getter throws. */
        UNREADABLE_VALUE
    }

    static void unknownProperty(JsonReader in) throws IOException {
        reportNext(in, Kind.UNKNOWN_PROPERTY);
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

    static void unreadable(JsonReader in, String pointer) throws IOException {
        report(in, Kind.UNREADABLE_VALUE, () -> pointer);
    }

    static void missing(JsonReader in, String[] requiredNames, long seen) throws IOException {
        if (observer(in) == null && fit(in) == null) {
            return;
        }
        for (int i = 0; i < requiredNames.length; i++) {
            String name = requiredNames[i];
            if ((seen & 1L << i) == 0) {
                report(in, Kind.MISSING_PROPERTY, () -> parent(in) + "/" + Json.escape(name));
            }
        }
    }

    private static String parent(JsonReader in) {
        if (in instanceof TreeReader tree) {
            return tree.pointerOfParent();
        }
        String pointer = Json.pointer(in);
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    private static void reportNext(JsonReader in, Kind kind) throws IOException {
        report(in, kind, () -> Json.pointer(in));
    }

    private static void reportPrevious(JsonReader in, Kind kind) throws IOException {
        report(in, kind, () -> Json.pointerBehind(in));
    }

    /** Tells the listener, or counts while a union looks for its member. */
    private static void report(JsonReader in, Kind kind, Supplier<String> pointer) throws IOException {
        UnionFit fit = fit(in);
        if (fit != null) {
            fit.count(kind);
            return;
        }
        ObservedReader observer = observer(in);
        if (observer != null) {
            observer.report(new Drift(kind, pointer.get()));
        }
    }

    private static @Nullable UnionFit fit(JsonReader in) {
        return in instanceof TreeReader tree ? tree.fit() : null;
    }

    private static @Nullable ObservedReader observer(JsonReader in) {
        if (in instanceof TreeReader tree) {
            return tree.observer();
        }
        return in instanceof ObservedReader observed && observed.isObserved() ? observed : null;
    }
}
