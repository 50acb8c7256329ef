package com.featherhq.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a value for a schema: its example if it has one, else always the same plain value that conforms. */
final class ExampleJson {

    private static final Map<String, String> BY_FORMAT = Map.of(
            "uuid", "7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10",
            "date-time", "2026-01-02T03:04:05Z",
            "date", "2026-01-02",
            "time", "03:04:05Z",
            "email", "someone@example.com",
            "uri", "https://example.com/");

    private static final Pattern NEXT_CURSOR = Pattern.compile("next_(.*_)?(cursor|token|page|before|after)");

    private final JsonObject document;
    private final Set<String> open = new HashSet<>();

    ExampleJson(JsonObject document) {
        this.document = document;
    }

    JsonElement of(JsonObject schema) {
        if (schema.has("$ref")) {
            return referred(schema.get("$ref").getAsString());
        }
        for (String given : List.of("example", "const", "default")) {
            if (schema.has(given)) {
                return schema.get(given);
            }
        }
        if (schema.get("examples") instanceof JsonArray examples && !examples.isEmpty()) {
            return examples.get(0);
        }
        if (schema.has("enum")) {
            return schema.getAsJsonArray("enum").get(0);
        }
        return made(schema);
    }

    private JsonElement made(JsonObject schema) {
        for (String union : List.of("anyOf", "oneOf")) {
            if (schema.has(union)) {
                return of(schema.getAsJsonArray(union).get(0).getAsJsonObject());
            }
        }
        if (schema.has("allOf")) {
            JsonObject all = new JsonObject();
            schema.getAsJsonArray("allOf").forEach(part -> {
                if (of(part.getAsJsonObject()) instanceof JsonObject object) {
                    object.entrySet().forEach(entry -> all.add(entry.getKey(), entry.getValue()));
                }
            });
            return all;
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "string" -> string(schema);
            case "integer", "number" -> schema.has("minimum") ? schema.get("minimum") : new JsonPrimitive(1);
            case "boolean" -> new JsonPrimitive(true);
            default -> JsonNull.INSTANCE;
        };
    }

    /** A schema that leads back to itself ends in null, or is left out where it's optional. */
    private JsonElement referred(String reference) {
        if (!open.add(reference)) {
            return JsonNull.INSTANCE;
        }
        try {
            JsonElement found = document;
            for (String key : reference.substring(2).split("/", -1)) {
                found = found.getAsJsonObject().get(key.replace("~1", "/").replace("~0", "~"));
            }
            return of(found.getAsJsonObject());
        } finally {
            open.remove(reference);
        }
    }

    private JsonObject object(JsonObject schema) {
        JsonObject object = new JsonObject();
        List<JsonElement> required = new ArrayList<>();
        if (schema.has("required")) {
            schema.getAsJsonArray("required").forEach(required::add);
        }
        if (schema.has("properties")) {
            schema.getAsJsonObject("properties").entrySet().forEach(property -> {
                JsonElement value = value(property.getKey(), property.getValue().getAsJsonObject());
                if (isNextCursor(property.getKey())
                        || !value.isJsonNull()
                        || required.contains(new JsonPrimitive(property.getKey()))) {
                    object.add(property.getKey(), value);
                }
            });
        }
        return object;
    }

    /** A list by example is its last page: a loop over pages ends. */
    private JsonElement value(String name, JsonObject schema) {
        if (isNextCursor(name) && isNullable(schema)) {
            return JsonNull.INSTANCE;
        }
        return name.equals("has_more") && type(schema).equals("boolean") ? new JsonPrimitive(false) : of(schema);
    }

    static boolean isNextCursor(String name) {
        return NEXT_CURSOR.matcher(name).matches();
    }

    private static boolean isNullable(JsonObject schema) {
        return schema.toString().contains("{\"type\":\"null\"}")
                || (schema.get("type") instanceof JsonArray types && types.contains(new JsonPrimitive("null")));
    }

    private JsonArray array(JsonObject schema) {
        JsonArray array = new JsonArray();
        if (schema.get("items") instanceof JsonObject items) {
            JsonElement item = of(items);
            int count =
                    schema.has("minItems") ? Math.max(1, schema.get("minItems").getAsInt()) : 1;
            for (int i = 0; i < count && !item.isJsonNull(); i++) {
                array.add(item);
            }
        }
        return array;
    }

    private static JsonPrimitive string(JsonObject schema) {
        String format = schema.has("format") ? schema.get("format").getAsString() : "";
        String text = BY_FORMAT.getOrDefault(format, "string");
        int shortest = schema.has("minLength") ? schema.get("minLength").getAsInt() : 0;
        int longest = schema.has("maxLength") ? schema.get("maxLength").getAsInt() : Integer.MAX_VALUE;
        String padded = text + "g".repeat(Math.max(0, shortest - text.length()));
        return new JsonPrimitive(padded.substring(0, Math.min(padded.length(), longest)));
    }

    private static String type(JsonObject schema) {
        JsonElement type = schema.get("type");
        if (type == null) {
            return schema.has("properties") ? "object" : schema.has("items") ? "array" : "any";
        }
        return type.isJsonArray() ? type.getAsJsonArray().get(0).getAsString() : type.getAsString();
    }
}
