package com.featherhq.it.contract;

import com.google.gson.JsonElement;
import org.jspecify.annotations.Nullable;

/**
 * A value to call an operation with.
 *
 * @param json as in the document's terms
 * @param java the same as the generated method takes it
 */
record Value(JsonElement json, Object java, Origin origin) {

    /** Where a value is from, the surest first. */
    enum Origin {
        /** From the values file. */
        GIVEN,
        /** The id of a row of the list whose path the operation's path continues. */
        LISTED,
        /** All that the document allows, such as an enum's value, or its own example. */
        DOCUMENTED,
        /** A value that goes by the same name in another answer. */
        SEEN,
        /** Of the right type, and no more. */
        MADE_UP
    }

    /** Gives what may be known of an argument. */
    @FunctionalInterface
    interface Source {

        /** The value of an argument, or null if none is known. */
        @Nullable
        Value find(Slot slot);
    }

    /**
     * An argument of a generated method.
     *
     * @param in {@code path}, {@code query}, {@code header}, {@code cookie} or {@code body}
     * @param name the name on the wire; empty for a body
     * @param optional whether the document lets it be left out
     */
    record Slot(String in, String name, java.lang.reflect.Type type, boolean optional) {}
}
