package com.featherhq.spec.bump;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading and writing JSON, and telling of it in few words. */
final class Json {

    /** The keywords that narrow a type. */
    static final Set<String> LIMITS = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");

    private static final int BRIEF = 90;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Json() {}

    static JsonObject read(Path file) {
        return readAny(file).getAsJsonObject();
    }

    static JsonElement readAny(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    static Path write(Path file, JsonElement json) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text(json));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    static String text(JsonElement json) {
        return GSON.toJson(json) + "\n";
    }

    static String text(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** A value or schema in at most 90 characters. */
    static String brief(@Nullable JsonElement value) {
        String brief = value == null ? "" : schemaType(value);
        return brief.length() <= BRIEF ? brief : brief.substring(0, BRIEF - 1) + "…";
    }

    private static String schemaType(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsString();
        }
        if (value.isJsonArray()) {
            return joined(value.getAsJsonArray(), ", ");
        }
        if (!value.isJsonObject()) {
            return "null";
        }
        return schemaType(value.getAsJsonObject());
    }

    private static String joined(JsonArray values, String delimiter) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(schemaType(value)));
        return String.join(delimiter, texts);
    }

    /** What narrows a type, in parentheses: its format and limits. */
    private static String limits(JsonObject schema) {
        List<String> limits = new ArrayList<>();
        if (schema.has("format")) {
            limits.add(text(schema, "format"));
        }
        schema.entrySet().forEach(entry -> {
            if (LIMITS.contains(entry.getKey()) && entry.getValue().isJsonPrimitive()) {
                limits.add(entry.getKey() + " " + entry.getValue().getAsString());
            }
        });
        return limits.isEmpty() ? "" : " (" + String.join(", ", limits) + ")";
    }

    private static String schemaType(JsonObject schema) {
        if (schema.has("$ref")) {
            String ref = text(schema, "$ref");
            return ref.substring(ref.lastIndexOf('/') + 1);
        }
        for (String union : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(union)) {
                return joined(schema.getAsJsonArray(union), union.equals("allOf") ? " and " : " or ");
            }
        }
        if (schema.has("in") && schema.has("name")) {
            return text(schema, "in") + " parameter " + text(schema, "name") + ": "
                    + (schema.has("schema") ? schemaType(schema.get("schema")) : "any");
        }
        if (schema.has("enum")) {
            return "one of " + schemaType(schema.get("enum"));
        }
        if (schema.has("items")) {
            return "array of " + schemaType(schema.get("items"));
        }
        if (schema.has("type")) {
            return schemaType(schema.get("type")) + limits(schema);
        }
        return schema.has("description")
                ? text(schema, "description").lines().findFirst().orElse("")
                : "any";
    }
}
