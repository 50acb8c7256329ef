package com.featherhq.spec.operations;

import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many texts a value is, where it's sent as text: in a path, a query, a header, a cookie or a field of a form. */
enum ParameterShape {
    ONE,
    SEVERAL,
    /** Some values are one text, others several. */
    EITHER,
    /** Texts with names of their own. */
    OBJECT;

    /** @throws SpecException if its parts have parts, for which no style has texts */
    static ParameterShape of(TypeMapper types, JsonObject schema, String pointer) {
        return of(types, schema, pointer, new HashSet<>());
    }

    private static ParameterShape of(TypeMapper types, JsonObject schema, String pointer, Set<String> seen) {
        String ref = Schemas.refName(schema, pointer);
        if (ref != null) {
            return seen.add(ref) ? of(types, types.target(ref, pointer), pointer, seen) : ONE;
        }
        JsonArray members = Schemas.members(schema);
        if (members != null) {
            return ofUnion(types, members, pointer, seen);
        }
        return switch (JsonFields.string(schema, "type", "any")) {
            case "object" -> ofObject(types, schema, pointer, seen);
            case "array" -> ofArray(types, schema, pointer, seen);
            case "any" -> EITHER;
            default -> ONE;
        };
    }

    private static ParameterShape ofUnion(TypeMapper types, JsonArray members, String pointer, Set<String> seen) {
        Set<ParameterShape> shapes = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            String at = JsonPointers.child(pointer, "anyOf", String.valueOf(i));
            shapes.add(of(types, members.get(i).getAsJsonObject(), at, seen));
        }
        if (shapes.size() > 1 && shapes.contains(OBJECT)) {
            throw new SpecException(pointer + " is an object or something else, which no style sends as texts.");
        }
        return shapes.size() == 1 ? shapes.iterator().next() : EITHER;
    }

    private static ParameterShape ofObject(TypeMapper types, JsonObject schema, String pointer, Set<String> seen) {
        for (Map.Entry<String, JsonElement> property :
                JsonFields.object(schema, "properties").entrySet()) {
            String at = JsonPointers.child(pointer, "properties", property.getKey());
            requireNoObject(types, property.getValue().getAsJsonObject(), at, seen);
        }
        if (schema.get("additionalProperties") instanceof JsonObject values) {
            requireNoObject(types, values, JsonPointers.child(pointer, "additionalProperties"), seen);
        }
        return OBJECT;
    }

    private static void requireNoObject(TypeMapper types, JsonObject schema, String pointer, Set<String> seen) {
        if (of(types, schema, pointer, seen) == OBJECT) {
            throw new SpecException(pointer + " is an object in an object, which no style sends as texts.");
        }
    }

    private static ParameterShape ofArray(TypeMapper types, JsonObject schema, String pointer, Set<String> seen) {
        JsonArray elements = new JsonArray();
        if (schema.has("prefixItems")) {
            elements.addAll(schema.getAsJsonArray("prefixItems"));
        }
        JsonElement items = schema.get("items");
        if (items != null && items.isJsonObject()) {
            elements.add(items);
        }
        for (JsonElement element : elements) {
            String at = JsonPointers.child(pointer, "items");
            ParameterShape shape = of(types, element.getAsJsonObject(), at, seen);
            if (shape == SEVERAL || shape == OBJECT) {
                String what = shape == SEVERAL ? "a list in a list" : "an object in a list";
                throw new SpecException(at + " is " + what + ", which no style sends as texts.");
            }
        }
        return SEVERAL;
    }
}
