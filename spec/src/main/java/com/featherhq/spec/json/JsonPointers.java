package com.featherhq.spec.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** JSON Pointers (RFC 6901). */
public final class JsonPointers {

    private JsonPointers() {}

    /** The pointer to the place that {@code keys} lead to from the root. */
    public static String of(String... keys) {
        return child("", keys);
    }

    /** The pointer to the place that {@code keys} lead to from {@code parent}. */
    public static String child(String parent, String... keys) {
        StringBuilder pointer = new StringBuilder(parent);
        for (String key : keys) {
            pointer.append('/').append(segment(key));
        }
        return pointer.toString();
    }

    /** The segment of a pointer that stands for {@code key}. */
    public static String segment(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** The key that a pointer's segment stands for. */
    public static String key(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }

    /** What {@code pointer} leads to from {@code root}, or null. */
    public static @Nullable JsonElement resolve(JsonElement root, String pointer) {
        JsonElement found = root;
        for (String segment : pointer.split("/", -1)) {
            if (found instanceof JsonObject object && !segment.isEmpty()) {
                found = object.get(key(segment));
            } else if (found instanceof JsonArray array && segment.matches("\\d{1,6}")) {
                int index = Integer.parseInt(segment);
                found = index < array.size() ? array.get(index) : null;
            } else if (!segment.isEmpty()) {
                return null;
            }
        }
        return found;
    }
}
