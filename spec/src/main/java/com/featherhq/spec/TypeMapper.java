package com.featherhq.spec;

import com.featherhq.spec.JavaType.Kind;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Maps the schemas of a normalized document to Java types: the one place that knows which JSON value becomes which type. */
final class TypeMapper {

    private final ApiSpec spec;
    private final GeneratedTypes generated;
    private final UnionMapper unions;
    private final Set<String> aliasesBeingResolved = new HashSet<>();

    TypeMapper(ApiSpec spec, GeneratedTypes generated) {
        this.spec = spec;
        this.generated = generated;
        this.unions = new UnionMapper(this, generated);
    }

    ApiSpec spec() {
        return spec;
    }

    /**
     * The type for the values of {@code schema} but null.
     *
     * @param hint the name for the type if it has to be generated and has no name of its own
     */
    JavaType map(JsonObject schema, String pointer, String hint) {
        String ref = Schemas.refName(schema, pointer);
        if (ref != null) {
            return mapRef(ref, pointer);
        }
        if (schema.has("anyOf")) {
            return unions.map(schema, pointer, hint);
        }
        String type = ApiSpec.string(schema, "type", "any");
        return switch (type) {
            case "string" -> mapString(schema, hint);
            case "integer" -> "int32".equals(format(schema)) ? JavaType.INT : JavaType.LONG;
            case "number" -> Set.of("double", "float").contains(format(schema)) ? JavaType.DOUBLE : JavaType.NUMBER;
            case "boolean" -> JavaType.BOOLEAN;
            case "array" -> mapArray(schema, pointer, hint);
            case "object" -> mapObject(schema, pointer, hint);
            case "null", "any" -> JavaType.ANY;
            default ->
                throw new SpecException(JsonPointers.child(pointer, "type") + " is \"" + type
                        + "\", which is not a JSON Schema type that the generation rules know.");
        };
    }

    /** Whether a generated type has that simple name. */
    boolean isTaken(String name) {
        return generated.isTaken(name);
    }

    /** Whether null is among the values of {@code schema}, itself or the named one that it refers to. */
    boolean isNullable(JsonObject schema, String pointer) {
        String ref = Schemas.refName(schema, pointer);
        if (ref != null && !Schemas.isNullable(schema)) {
            JsonObject target = target(ref, pointer);
            return Schemas.isNullable(target) || (target.has("$ref") && isNullable(target, pointer));
        }
        return Schemas.isNullable(schema);
    }

    private JavaType mapRef(String name, String pointer) {
        JsonObject target = target(name, pointer);
        if (generated.isNamed(name)) {
            return generated.named(name);
        }
        if (!aliasesBeingResolved.add(name)) {
            throw new SpecException(
                    JsonPointers.of("components", "schemas", name) + " refers to itself without an object"
                            + " in between; the generation rules know no Java type for that.");
        }
        try {
            return map(target, JsonPointers.of("components", "schemas", name), generated.javaName(name));
        } finally {
            aliasesBeingResolved.remove(name);
        }
    }

    JsonObject target(String name, String pointer) {
        JsonElement target = spec.schemas().get(name);
        if (target == null) {
            throw new SpecException(
                    pointer + " refers to " + Schemas.REF_PREFIX + name + ", which is not in the document.");
        }
        return target.getAsJsonObject();
    }

    private JavaType mapString(JsonObject schema, String hint) {
        if (schema.has("enum")) {
            return generated.inlineEnum(hint, schema);
        }
        // Any other format stays text: "time", for one, may or may not carry an offset, and no java.time type holds
        // both.
        return switch (format(schema)) {
            case "uuid" -> JavaType.UUID;
            case "date" -> JavaType.DATE;
            case "date-time" -> JavaType.DATE_TIME;
            default -> JavaType.STRING;
        };
    }

    private JavaType mapArray(JsonObject schema, String pointer, String hint) {
        if (schema.has("prefixItems")) {
            return mapTuple(schema, pointer, hint);
        }
        if (!schema.has("items") || Schemas.isBoolean(schema.get("items"))) {
            return JavaType.ANY_LIST;
        }
        JsonObject items = schema.getAsJsonObject("items");
        String at = JsonPointers.child(pointer, "items");
        JavaType element = map(items, at, hint + "Item");
        return element.equals(JavaType.ANY)
                ? JavaType.ANY_LIST
                : JavaType.list(withNullness(element, items, at), element.adapter(), element.label() + "Array");
    }

    /** A tuple is a list; of the one type if its places have one type, of JSON values if they differ. */
    private JavaType mapTuple(JsonObject schema, String pointer, String hint) {
        JsonArray places = schema.getAsJsonArray("prefixItems");
        Set<JavaType> types = new LinkedHashSet<>();
        boolean nullable = false;
        for (int i = 0; i < places.size(); i++) {
            String at = JsonPointers.child(pointer, "prefixItems", String.valueOf(i));
            types.add(map(places.get(i).getAsJsonObject(), at, hint + "Item" + (i + 1)));
            nullable |= isNullable(places.get(i).getAsJsonObject(), at);
        }
        boolean open = schema.has("items") && !schema.get("items").equals(new JsonPrimitive(false));
        if (types.size() != 1 || nullable || (open && !isClosedByMaxItems(schema, places.size()))) {
            return JavaType.ANY_LIST;
        }
        JavaType element = types.iterator().next();
        return JavaType.list(element.name(), element.adapter(), element.label() + "Array");
    }

    private static boolean isClosedByMaxItems(JsonObject schema, int places) {
        return schema.has("maxItems") && schema.get("maxItems").getAsInt() <= places;
    }

    private JavaType mapObject(JsonObject schema, String pointer, String hint) {
        if (schema.has("properties")) {
            return generated.inlineModel(hint, schema, pointer);
        }
        JsonElement values = schema.get("additionalProperties");
        if (values == null || !values.isJsonObject()) {
            return JavaType.ANY_MAP;
        }
        String at = JsonPointers.child(pointer, "additionalProperties");
        JavaType value = map(values.getAsJsonObject(), at, hint + "Value");
        return value.equals(JavaType.ANY)
                ? JavaType.ANY_MAP
                : JavaType.map(
                        withNullness(value, values.getAsJsonObject(), at), value.adapter(), value.label() + "Map");
    }

    private String withNullness(JavaType type, JsonObject schema, String pointer) {
        boolean nullable = isNullable(schema, pointer) && type.kind() != Kind.ANY;
        return nullable ? "@Nullable " + type.name() : type.name();
    }

    private static String format(JsonObject schema) {
        return ApiSpec.string(schema, "format", "");
    }
}
