package com.featherhq.spec.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A schema in few words. */
final class Brief {

    private static final int LENGTH = 90;

    private Brief() {}

    /** Returns at most 90 characters. */
    static String of(JsonElement schema) {
        String brief = words(schema);
        return brief.length() <= LENGTH ? brief : brief.substring(0, LENGTH - 1) + "…";
    }

    private static String words(JsonElement value) {
        if (value.isJsonPrimitive()) {
            boolean any = value.getAsJsonPrimitive().isBoolean() && value.getAsBoolean();
            return any ? "anything" : value.getAsString();
        }
        if (value.isJsonArray()) {
            return joined(value.getAsJsonArray(), ", ");
        }
        return value.isJsonObject() ? words(value.getAsJsonObject()) : "null";
    }

    private static String words(JsonObject schema) {
        String type = type(schema);
        return schema.has("x-java-nullable") ? type + " or null" : type;
    }

    private static String type(JsonObject schema) {
        if (schema.has("$ref")) {
            String ref = Doc.string(schema, "$ref");
            return ref.substring(ref.lastIndexOf('/') + 1);
        }
        if (schema.has("anyOf")) {
            return joined(schema.getAsJsonArray("anyOf"), " or ");
        }
        if (schema.has("enum")) {
            return "one of " + words(schema.get("enum"));
        }
        if (schema.has("const")) {
            return "always " + words(schema.get("const"));
        }
        if (schema.has("items")) {
            return "array of " + words(schema.get("items"));
        }
        if (schema.has("additionalProperties") && !schema.has("properties")) {
            return "map of " + words(schema.get("additionalProperties"));
        }
        String format = Doc.string(schema, "format");
        String type = schema.has("type") ? Doc.string(schema, "type") : "anything";
        return format.isEmpty() ? type : type + " (" + format + ")";
    }

    private static String joined(JsonArray values, String delimiter) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(words(value)));
        return String.join(delimiter, texts);
    }
}
