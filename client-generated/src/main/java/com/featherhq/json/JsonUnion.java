package com.featherhq.json;

/** A value of one of several types: a sealed interface, so {@code instanceof} and {@code switch} tell which. */
public interface JsonUnion {

    /** Whether this is a value that the API document doesn't describe, kept as it came. */
    default boolean isUnknown() {
        return false;
    }

    /** The type's name; not its value, which may be a secret. */
    static String toString(JsonUnion member) {
        Class<?> type = member.getClass();
        Class<?> union = type.getEnclosingClass();
        return (union == null ? "" : union.getSimpleName() + ".") + type.getSimpleName() + "[***]";
    }
}
