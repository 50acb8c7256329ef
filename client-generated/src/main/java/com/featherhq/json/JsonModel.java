package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the API. Properties that the API document doesn't declare are kept when an object is read, and are written
 * again. Mutable and not thread-safe; share it between threads only once it's no longer changed.
 */
public abstract class JsonModel {

    private @Nullable Map<String, JsonElement> additionalProperties;

    /** For the generated types. */
    protected JsonModel() {}

    /** The properties that the API document doesn't declare, by name, in the order they came; unmodifiable. */
    public final Map<String, JsonElement> additionalProperties() {
        return additionalProperties == null ? Map.of() : Collections.unmodifiableMap(additionalProperties);
    }

    /**
     * Sets a property that the API document doesn't declare; null is sent as null.
     *
     * @param name must not be one of the declared properties: they have setters
     */
    public final void putAdditionalProperty(String name, @Nullable JsonElement value) {
        if (additionalProperties == null) {
            additionalProperties = new LinkedHashMap<>();
        }
        additionalProperties.put(name, value == null ? JsonNull.INSTANCE : value);
    }

    /** Removes a property that the API document doesn't declare, if it's there. */
    public final void removeAdditionalProperty(String name) {
        if (additionalProperties != null) {
            additionalProperties.remove(name);
        }
    }

    /** Returns this object as a JSON tree of its own. */
    public final JsonObject toJsonTree() {
        return adapter().toTree(this);
    }

    /** The adapter for the type. */
    protected abstract ModelAdapter<?> adapter();

    /**
     * The type and the declared properties that are set: numbers and booleans with their values, lists and objects with their
     * sizes. Text is masked, since it may be a signed URL or what a customer said; {@link #toJsonTree} has it.
     */
    @Override
    public final String toString() {
        return getClass().getSimpleName()
                + Masking.masked(toJsonTree(), additionalProperties().keySet());
    }
}
