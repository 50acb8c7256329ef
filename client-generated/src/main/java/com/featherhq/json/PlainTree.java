package com.featherhq.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in the types that every parser knows, as a tree: maps, lists, texts, numbers, booleans and null. */
final class PlainTree {

    private PlainTree() {}

    static JsonElement of(@Nullable Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        } else if (value instanceof JsonElement tree) {
            return tree;
        } else if (value instanceof Map<?, ?> map) {
            return object(map);
        } else if (value instanceof Iterable<?> list) {
            return array(list);
        } else if (value instanceof String text) {
            return new JsonPrimitive(text);
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        throw new IllegalArgumentException("a " + value.getClass().getName() + " is no JSON value");
    }

    private static JsonElement object(Map<?, ?> map) {
        JsonObject object = new JsonObject();
        map.forEach((name, value) -> object.add(String.valueOf(name), of(value)));
        return object;
    }

    private static JsonElement array(Iterable<?> list) {
        JsonArray array = new JsonArray();
        list.forEach(value -> array.add(of(value)));
        return array;
    }
}
