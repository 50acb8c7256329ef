package com.featherhq.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A value of one of several types: a sealed interface, so {@code instanceof} and {@code switch} tell which. */
public interface JsonUnion {

    /** Whether this is a value that the API document doesn't describe, kept as it came. */
    default boolean isUnknown() {
        return false;
    }

    /** Returns this value as JSON, as it is sent. Jackson, which knows nothing of this type, writes this. */
    @JsonValue
    @JsonRawValue
    String toJson();

    /** The type's name; not its value, which may be a secret. */
    static String toString(JsonUnion member) {
        Class<?> type = member.getClass();
        Class<?> union = type.getEnclosingClass();
        return (union == null ? "" : union.getSimpleName() + ".") + type.getSimpleName() + "[***]";
    }
}
