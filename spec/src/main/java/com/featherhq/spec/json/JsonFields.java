package com.featherhq.spec.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, read without asking first whether they are there or of the right kind. */
public final class JsonFields {

    private JsonFields() {}

    /** The object at {@code key}; an empty one that belongs to nothing if there is none. */
    public static JsonObject object(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonObject object ? object : new JsonObject();
    }

    /** The elements of the array at {@code key}; none if there is no array. */
    public static List<JsonElement> list(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonArray array ? array.asList() : List.of();
    }

    /** The text at {@code key}, or {@code otherwise}. */
    public static String string(JsonObject parent, String key, String otherwise) {
        String value = stringOrNull(parent, key);
        return value == null ? otherwise : value;
    }

    /** The text at {@code key}, or null. */
    public static @Nullable String stringOrNull(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isString()
                ? value.getAsString()
                : null;
    }

    /** The texts, numbers and booleans of the array at {@code key} as texts, in order; none if there is no array. */
    public static List<String> strings(JsonObject parent, String key) {
        List<String> strings = new ArrayList<>();
        for (JsonElement element : list(parent, key)) {
            if (element.isJsonPrimitive()) {
                strings.add(element.getAsString());
            }
        }
        return strings;
    }

    /** Whether {@code true} is at {@code key}. */
    public static boolean isTrue(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isBoolean()
                && value.getAsBoolean();
    }
}
