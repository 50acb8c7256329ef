package com.featherhq.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many objects stand in each other, at least, in a value of a schema: where schemas refer to each other, some lead out. */
final class SchemaHeights {

    private static final int ENDLESS = 1_000;

    private final OpenApiDocument document;
    private final Map<String, Integer> byName = new HashMap<>();

    SchemaHeights(OpenApiDocument document) {
        this.document = document;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, JsonElement> schema : document.schemas().entrySet()) {
                Integer height = of(schema.getValue());
                changed |= !height.equals(byName.put(schema.getKey(), height));
            }
        }
    }

    /** A large number if every value would be endless. */
    int of(JsonElement schema) {
        String ref = OpenApiDocument.refName(schema);
        if (ref != null) {
            return byName.getOrDefault(ref, document.schemas().containsKey(ref) ? ENDLESS : 1);
        }
        JsonObject json = schema instanceof JsonObject object ? object : new JsonObject();
        for (String union : List.of("anyOf", "oneOf")) {
            if (json.has(union)) {
                return OpenApiDocument.list(json, union).stream()
                        .mapToInt(this::of)
                        .min()
                        .orElse(0);
            }
        }
        int highest = 0;
        for (JsonElement part : OpenApiDocument.list(json, "allOf")) {
            highest = Math.max(highest, of(part));
        }
        JsonObject properties = OpenApiDocument.object(json, "properties");
        for (JsonElement name : OpenApiDocument.list(json, "required")) {
            JsonElement property = properties.asMap().getOrDefault(name.getAsString(), JsonNull.INSTANCE);
            highest = Math.max(highest, 1 + of(property));
        }
        for (JsonElement place : OpenApiDocument.list(json, "prefixItems")) {
            highest = Math.max(highest, 1 + of(place));
        }
        boolean filled = json.has("minItems") && json.get("minItems").getAsInt() > 0 && json.has("items");
        return Math.min(ENDLESS, filled ? Math.max(highest, 1 + of(json.get("items"))) : highest);
    }
}
