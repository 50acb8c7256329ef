package com.featherhq.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.annotations.JsonAdapter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the API. Properties that the API document doesn't declare are kept when an object is read, and are written
 * again; so is a value that isn't what the document says, whose getter throws {@link UnreadablePropertyException}. Mutable and not
 * thread-safe; share it between threads only once it's no longer changed.
 */
public abstract class JsonModel {

    @JsonAdapter(OwnAdapterOnly.class)
    private @Nullable Rest rest;

    /** For the generated types. */
    protected JsonModel() {}

    /** What an object has beside its declared properties. */
    private static final class Rest {
        private static final Rest NONE = new Rest(); // nothing is ever put into it

        private final Map<String, JsonElement> undeclared = new LinkedHashMap<>();
        private final Map<String, Unreadable> unreadable = new LinkedHashMap<>();
    }

    /** A value that isn't what the document says, and what it says; equal to any other with that value. */
    private record Unreadable(JsonElement value, String problem) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unreadable that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** The properties that the API document doesn't declare, by name, in the order they came; unmodifiable. */
    public final Map<String, JsonElement> additionalProperties() {
        return rest == null ? Map.of() : Collections.unmodifiableMap(rest.undeclared);
    }

    /**
     * Sets a property that the API document doesn't declare; null is sent as null.
     *
     * @throws IllegalArgumentException if the API document declares the property: use its setter
     */
    public final void putAdditionalProperty(String name, @Nullable JsonElement value) {
        if (adapter().declares(name)) {
            throw new IllegalArgumentException(
                    name + " is a declared property of " + getClass().getSimpleName() + "; set it with its setter.");
        }
        keep(name, value == null ? JsonNull.INSTANCE : value);
    }

    /** Removes a property that the API document doesn't declare, if it's there. */
    public final void removeAdditionalProperty(String name) {
        if (rest != null) {
            rest.undeclared.remove(name);
        }
    }

    /** Returns this object as JSON, as it is sent. Jackson, which knows nothing of this type, writes this. */
    @JsonValue
    @JsonRawValue
    public final String toJson() {
        return adapter().toText(this);
    }

    /** Returns this object as a JSON tree of its own. */
    public final JsonObject toJsonTree() {
        return adapter().toTree(this);
    }

    /** A copy, with what is in it. */
    final JsonModel copy() {
        return adapter().fromJsonTree(toJsonTree());
    }

    /** The adapter for the type. */
    protected abstract ModelAdapter<?> adapter();

    /** Keeps a property that the document doesn't declare. */
    final void keep(String name, JsonElement value) {
        rest().undeclared.put(name, value);
    }

    /** Keeps the value of a declared property that isn't what the document says. */
    final void keep(String name, MismatchException problem) {
        rest().unreadable.put(name, new Unreadable(problem.value(), problem.problem() + " at " + problem.pointer()));
    }

    /** The value that came for a declared property if it isn't what the document says. */
    final @Nullable JsonElement unreadable(String name) {
        Unreadable kept = rest == null ? null : rest.unreadable.get(name);
        return kept == null ? null : kept.value();
    }

    /** Forgets what came for a declared property, which has a new value. */
    final void forget(String name) {
        if (rest != null) {
            rest.unreadable.remove(name);
        }
    }

    /** Fails if the value that came for a property isn't what the document says. */
    final void requireReadable(String name) {
        Unreadable kept = rest == null ? null : rest.unreadable.get(name);
        if (kept != null) {
            throw new UnreadablePropertyException(
                    this, name, "can't be read: " + kept.problem() + "; toJsonTree() has it as it came.");
        }
    }

    final boolean hasSameRest(JsonModel that) {
        Rest one = rest == null ? Rest.NONE : rest;
        Rest other = that.rest == null ? Rest.NONE : that.rest;
        return one.undeclared.equals(other.undeclared) && one.unreadable.equals(other.unreadable);
    }

    final int hashOfRest() {
        return rest == null ? 0 : 31 * rest.undeclared.hashCode() + rest.unreadable.hashCode();
    }

    private Rest rest() {
        if (rest == null) {
            rest = new Rest();
        }
        return rest;
    }

    /**
     * The type and the declared properties that are set: numbers and booleans with their values, lists and objects with their
     * sizes. Text is masked, since it may be a signed URL or what a customer said; {@link #toJsonTree} has it.
     */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + Masking.masked(this);
    }
}
