package com.featherhq.spec.normalize;

import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rule for {@code allOf}, and for a {@code $ref} with properties beside it, which means the same: objects become one object
 * with the properties of all; of other schemas the first one stays, since a value must fit each of them.
 */
final class AllOf {

    private final JsonObject schemas;
    private final Set<String> beingMerged = new HashSet<>();

    AllOf(JsonObject schemas) {
        this.schemas = schemas;
    }

    JsonObject merge(JsonObject schema, String pointer) {
        List<JsonObject> parts = parts(schema);
        if (parts.isEmpty()) {
            return schema;
        }
        if (parts.size() == 1) {
            return SpecNormalizer.withAnnotations(parts.get(0), schema);
        }
        JsonObject merged = new JsonObject();
        parts.forEach(part -> addObject(merged, resolve(part, pointer)));
        JsonObject result = merged.has("properties") ? merged : parts.get(0);
        return SpecNormalizer.withAnnotations(result, schema);
    }

    /** What a schema is put together of; empty if it stands alone. */
    private static List<JsonObject> parts(JsonObject schema) {
        boolean extendsReference = schema.has("$ref") && schema.has("properties");
        if (!schema.has("allOf") && !extendsReference) {
            return List.of();
        }
        List<JsonObject> parts = new ArrayList<>();
        if (schema.has("$ref")) {
            JsonObject reference = new JsonObject();
            reference.add("$ref", schema.remove("$ref"));
            parts.add(reference);
        }
        JsonElement all = schema.remove("allOf");
        if (all != null) {
            all.getAsJsonArray().forEach(part -> parts.add(part.getAsJsonObject()));
        }
        if (schema.has("properties") || schema.has("required")) {
            JsonObject own = schema.deepCopy();
            own.remove("description");
            parts.add(own);
        }
        parts.removeIf(part -> parts.size() > 1 && !saysWhatValuesLookLike(part));
        return parts;
    }

    private static boolean saysWhatValuesLookLike(JsonObject part) {
        return List.of("$ref", "type", "properties", "required", "anyOf", "oneOf", "allOf", "enum", "const", "items")
                .stream()
                .anyMatch(part::has);
    }

    private JsonObject resolve(JsonObject part, String pointer) {
        String ref = Schemas.refName(part, pointer);
        if (ref == null) {
            return part;
        }
        JsonElement target = schemas.get(ref);
        if (target == null || !target.isJsonObject() || !beingMerged.add(ref)) {
            return new JsonObject(); // missing ones are reported where types are mapped
        }
        try {
            return resolve(merge(target.getAsJsonObject().deepCopy(), pointer), pointer);
        } finally {
            beingMerged.remove(ref);
        }
    }

    private static void addObject(JsonObject target, JsonObject part) {
        if (part.has("properties")) {
            JsonObject properties = JsonFields.object(target, "properties");
            JsonFields.object(part, "properties")
                    .entrySet()
                    .forEach(e -> properties.add(e.getKey(), e.getValue().deepCopy()));
            target.addProperty("type", "object");
            target.add("properties", properties);
        }
        Set<String> required = new LinkedHashSet<>(JsonFields.strings(target, "required"));
        required.addAll(JsonFields.strings(part, "required"));
        if (!required.isEmpty()) {
            JsonArray names = new JsonArray();
            required.forEach(names::add);
            target.add("required", names);
        }
        if (part.has(Schemas.NULLABLE)) {
            target.addProperty(Schemas.NULLABLE, true);
        }
    }
}
