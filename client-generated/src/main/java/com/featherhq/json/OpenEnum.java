package com.featherhq.json;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A text of which the API document names some values. The service may send others before this client knows them: they are
 * kept with their text and sent back unchanged. Immutable and thread-safe.
 */
public abstract class OpenEnum {

    @JsonAdapter(OwnAdapterOnly.class)
    private final String value;

    private final boolean known;

    /** For the generated types. */
    protected OpenEnum(String value, boolean known) {
        this.value = value;
        this.known = known;
    }

    /** The text. */
    @JsonValue
    public final String value() {
        return value;
    }

    /** Whether the API document that this client was generated from names the value. */
    public final boolean isKnown() {
        return known;
    }

    /** Two values are equal if they are of one type and have the same text. */
    @Override
    @SuppressWarnings("EqualsGetClass") // two enums with a text in common are still two types
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other != null && getClass() == other.getClass() && value.equals(((OpenEnum) other).value));
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** The text. */
    @Override
    public final String toString() {
        return value;
    }
}
