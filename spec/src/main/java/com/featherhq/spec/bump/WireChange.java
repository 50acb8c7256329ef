package com.featherhq.spec.bump;

import org.jspecify.annotations.Nullable;

/**
 * A difference of what goes over the wire.
 *
 * @param rule the name of the comparer's rule, empty for what it has no opinion on
 * @param impact what it means for callers
 * @param message the comparer's sentence
 * @param place where it is used: a JSON Pointer into the new document, by way of its operation
 * @param declared where it is declared: a JSON Pointer into the document that has it, the old one if both do
 * @param was the old value in short, null if there was none
 * @param is the new value in short, null if there is none
 * @param reason why the comparer's verdict was overruled, null if it wasn't
 */
record WireChange(
        String rule,
        Impact impact,
        String message,
        String place,
        String declared,
        @Nullable String was,
        @Nullable String is,
        @Nullable String reason) {

    /** What a change means for callers, the least first. */
    enum Impact {
        PATCH,
        ADDITION,
        BREAKING
    }

    boolean breaking() {
        return impact == Impact.BREAKING;
    }

    WireChange overruled(Impact other, String why) {
        return new WireChange(rule, other, message, place, declared, was, is, why);
    }

    /** Whether it's under {@code place}, as a schema may be used by many operations and is told of once. */
    boolean isDeclaredIn(String pointer) {
        return declared.equals(pointer) || declared.startsWith(pointer + "/");
    }
}
