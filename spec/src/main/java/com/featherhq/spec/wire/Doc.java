package com.featherhq.spec.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading a normalized document. */
record Doc(JsonObject root) {

    /** Set by the normalizer on a schema that also allows null. */
    private static final String NULLABLE = "x-java-nullable";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final int MAX_REFS = 50;

    JsonObject operation(OperationPair.Place place) {
        return object(object(object(root, "paths"), place.path()), place.key());
    }

    JsonObject pathItem(OperationPair.Place place) {
        return object(object(root, "paths"), place.path());
    }

    boolean hasSchema(String name) {
        return object(object(root, "components"), "schemas").has(name);
    }

    /** What a holder such as a parameter or response is, or refers to. */
    JsonObject resolved(JsonElement element) {
        JsonObject json = element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
        for (int i = 0; i < MAX_REFS && json.has("$ref"); i++) {
            json = at(string(json, "$ref"));
        }
        return json;
    }

    private JsonObject at(String ref) {
        JsonObject json = root;
        for (String key : ref.replaceFirst("^#/", "").split("/", -1)) {
            json = object(json, key.replace("~1", "/").replace("~0", "~"));
        }
        return json;
    }

    /**
     * A schema after its references were followed.
     *
     * @param name of the last named schema on the way, null if there was none
     */
    record Resolved(JsonObject json, @Nullable String name, boolean nullable) {}

    Resolved schema(JsonElement element) {
        JsonObject json = element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
        boolean nullable = isNullable(json);
        String name = null;
        for (int i = 0; i < MAX_REFS && json.has("$ref"); i++) {
            String ref = string(json, "$ref");
            name = ref.startsWith(SCHEMAS) ? ref.substring(SCHEMAS.length()) : ref;
            json = at(ref);
            nullable |= isNullable(json);
        }
        return new Resolved(json, name, nullable);
    }

    /** The members of a union with those of unions in it; a schema that is none has itself. */
    List<Resolved> alternatives(Resolved schema) {
        List<Resolved> all = new ArrayList<>();
        addAlternatives(schema, all, new LinkedHashSet<>());
        return all;
    }

    private void addAlternatives(Resolved schema, List<Resolved> all, Set<JsonObject> seen) {
        JsonArray members = schema.json().getAsJsonArray("anyOf");
        if (members == null) {
            all.add(schema);
        } else if (seen.add(schema.json())) {
            members.forEach(member -> addAlternatives(schema(member), all, seen));
        }
    }

    private static boolean isNullable(JsonObject schema) {
        return schema.has(NULLABLE) || string(schema, "type").equals("null");
    }

    static JsonObject object(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }

    static JsonArray array(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonArray() ? value.getAsJsonArray() : new JsonArray();
    }

    static String string(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    }

    static boolean flag(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonPrimitive value && value.isBoolean() && value.getAsBoolean();
    }

    static Set<String> strings(JsonObject parent, String key) {
        Set<String> strings = new LinkedHashSet<>();
        array(parent, key).forEach(element -> strings.add(element.getAsString()));
        return strings;
    }
}
