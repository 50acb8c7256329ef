package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;

/** Values as the text of a query, path, header, cookie or form: what JSON would say, without its quotes. */
final class WireText {

    private static final Gson GSON = FeatherJson.gson();

    private WireText() {}

    /**
     * Calls {@code action} with the text of a value, or with that of each element of a list; nulls are left out.
     *
     * @throws IllegalArgumentException if the value is an object, which has no such text
     */
    static void forEach(String name, Object value, Consumer<String> action) {
        if (value instanceof Iterable<?> list && !(value instanceof JsonElement)) {
            for (Object element : list) {
                if (element != null) {
                    forEach(name, element, action);
                }
            }
        } else if (isTree(value)) {
            forEachOf(name, GSON.toJsonTree(value), action);
        } else {
            action.accept(of(value));
        }
    }

    private static void forEachOf(String name, JsonElement tree, Consumer<String> action) {
        if (tree instanceof JsonArray array) {
            array.forEach(element -> forEachOf(name, element, action));
        } else if (tree.isJsonPrimitive()) {
            action.accept(tree.getAsString());
        } else if (tree.isJsonObject()) {
            throw new IllegalArgumentException("The value of " + name + " is an object, which can't be sent as text.");
        }
    }

    /** The text of one value; that of an array or object is its JSON. */
    static String of(Object value) {
        if (value instanceof OffsetDateTime time) {
            return DateTimes.format(time);
        } else if (isTree(value)) {
            JsonElement tree = GSON.toJsonTree(value);
            return tree.isJsonPrimitive() ? tree.getAsString() : GSON.toJson(tree);
        }
        return value.toString();
    }

    /** Whether a value is an object in JSON. */
    static boolean isObject(Object value) {
        return value instanceof JsonModel
                || value instanceof Map<?, ?>
                || (isTree(value) && GSON.toJsonTree(value).isJsonObject());
    }

    /** Whether the value's own {@code toString()} isn't what is sent. */
    static boolean isTree(Object value) {
        return value instanceof JsonUnion
                || value instanceof JsonElement
                || value instanceof JsonModel
                || value instanceof Map<?, ?>;
    }
}
