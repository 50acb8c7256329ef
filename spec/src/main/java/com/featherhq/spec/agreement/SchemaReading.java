package com.featherhq.spec.agreement;

import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a JSON Schema says about its values' shape, as its author wrote it. */
final class SchemaReading {

    /** Without any of these a schema allows everything, whatever else narrows it. */
    private static final List<String> SHAPES = List.of(
            "$ref",
            "type",
            "enum",
            "const",
            "anyOf",
            "oneOf",
            "allOf",
            "properties",
            "items",
            "prefixItems",
            "additionalProperties",
            "patternProperties");

    private SchemaReading() {}

    /** {@code true} is the schema that allows everything, and so is one that names no shape. */
    static boolean isAnything(@Nullable JsonElement schema) {
        return !(schema instanceof JsonObject object) || SHAPES.stream().noneMatch(object::has);
    }

    static boolean isNull(JsonElement schema) {
        return schema instanceof JsonObject object
                && ("null".equals(JsonFields.stringOrNull(object, "type"))
                        || (object.has("const") && object.get("const").isJsonNull()));
    }

    /** The alternatives of a union, whichever way it's written; none if it isn't one. */
    static List<JsonElement> alternatives(JsonObject schema) {
        List<JsonElement> alternatives = new ArrayList<>(JsonFields.list(schema, "anyOf"));
        alternatives.addAll(JsonFields.list(schema, "oneOf"));
        for (JsonElement type : JsonFields.list(schema, "type")) {
            JsonObject alternative = schema.deepCopy();
            alternative.add("type", type);
            alternatives.add(alternative);
        }
        return alternatives.isEmpty() ? valuesByType(schema) : alternatives;
    }

    private static JsonObject ofType(String type) {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", type);
        return schema;
    }

    /** Values of several types are a union of as many enums. */
    private static List<JsonElement> valuesByType(JsonObject schema) {
        Set<String> types = new LinkedHashSet<>();
        values(schema).forEach(value -> types.add(typeOf(value)));
        List<JsonElement> alternatives = new ArrayList<>();
        for (String type : types.size() > 1 ? types : Set.<String>of()) {
            JsonArray own = new JsonArray();
            values(schema).stream().filter(value -> typeOf(value).equals(type)).forEach(own::add);
            JsonObject alternative = ofType(type);
            alternative.add("enum", own);
            alternatives.add(alternative);
        }
        return alternatives;
    }

    /** The values that an enum or constant names; none if the schema is neither. */
    static List<JsonElement> values(JsonObject schema) {
        return schema.has("const") ? List.of(schema.get("const")) : JsonFields.list(schema, "enum");
    }

    /** The type that a schema with one type has. */
    static String type(JsonObject schema) {
        String type = JsonFields.stringOrNull(schema, "type");
        if (type != null) {
            return type;
        }
        List<JsonElement> values = values(schema);
        if (!values.isEmpty()) {
            return typeOf(values.get(0));
        }
        return schema.has("items") || schema.has("prefixItems") ? "array" : "object";
    }

    private static String typeOf(JsonElement value) {
        if (value.isJsonNull()) {
            return "null";
        } else if (!value.isJsonPrimitive()) {
            return value.isJsonArray() ? "array" : "object";
        } else if (value.getAsJsonPrimitive().isBoolean()) {
            return "boolean";
        } else if (value.getAsJsonPrimitive().isString()) {
            return "string";
        }
        return value.getAsString().matches("-?\\d+") ? "integer" : "number";
    }
}
