package com.featherhq.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes up values that a schema allows; the same ones for the same seed. */
class MadeUpJson {

    /** How much of what a schema leaves open is there. */
    enum Extent {
        /** Required properties only; null and empty where allowed. */
        LEAST,
        /** By chance. */
        SOME,
        /** Every property, and something in every container. */
        MOST
    }

    private static final int DEEP = 5;
    private static final int TOO_DEEP = 60;

    private final OpenApiDocument document;
    private final Random random;
    private final Extent extent;
    private final MadeUpScalars scalars;
    private int depth;

    MadeUpJson(OpenApiDocument document, Extent extent, Random random) {
        this.document = document;
        this.random = random;
        this.extent = extent;
        this.scalars = new MadeUpScalars(random);
    }

    /** A value that {@code schema} allows. */
    final JsonElement value(JsonElement schema) {
        if (depth > TOO_DEEP) {
            throw new IllegalStateException("no finite value found for " + schema);
        }
        depth++;
        try {
            return any(document.resolve(schema));
        } finally {
            depth--;
        }
    }

    private JsonElement any(JsonObject schema) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return enumValue(OpenApiDocument.list(schema, "enum"));
        }
        for (String union : List.of("anyOf", "oneOf")) {
            if (schema.has(union)) {
                return member(schema, OpenApiDocument.list(schema, union));
            }
        }
        if (schema.has("allOf")) {
            return allOf(schema);
        }
        return typed(schema, type(schema));
    }

    private String type(JsonObject schema) {
        JsonElement type = schema.get("type");
        if (type instanceof JsonArray types) {
            List<JsonElement> candidates = new ArrayList<>(types.asList());
            candidates.removeIf(candidate -> isNull(candidate) && !wantsNull());
            return pick(candidates).getAsString();
        }
        if (type != null) {
            return type.getAsString();
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "";
    }

    private JsonElement typed(JsonObject schema, String type) {
        return switch (type) {
            case "null" -> JsonNull.INSTANCE;
            case "boolean" -> new JsonPrimitive(random.nextBoolean());
            case "integer" -> new JsonPrimitive(integer(schema));
            case "number" -> new JsonPrimitive(number(schema));
            case "string" -> new JsonPrimitive(string(schema));
            case "array" -> array(schema);
            case "object" -> decorated(object(schema), schema);
            default -> freeForm();
        };
    }

    BigInteger integer(JsonObject schema) {
        return scalars.integer(schema);
    }

    BigDecimal number(JsonObject schema) {
        return scalars.number(schema);
    }

    String string(JsonObject schema) {
        return scalars.string(schema);
    }

    JsonElement enumValue(List<JsonElement> values) {
        return pick(values);
    }

    JsonElement chosen(List<JsonElement> members) {
        return pick(members);
    }

    JsonObject decorated(JsonObject object, JsonObject schema) {
        return object;
    }

    private JsonElement member(JsonObject schema, List<JsonElement> members) {
        List<JsonElement> candidates = new ArrayList<>(members);
        boolean hasNull =
                candidates.removeIf(member -> isNull(member.getAsJsonObject().get("type")));
        if (hasNull && (candidates.isEmpty() || wantsNull())) {
            return JsonNull.INSTANCE;
        }
        if (isDeep()) {
            SchemaHeights heights = document.heights();
            int lowest = candidates.stream().mapToInt(heights::of).min().orElse(0);
            candidates.removeIf(member -> heights.of(member) > lowest);
        }
        JsonElement chosen = chosen(candidates);
        JsonElement value = value(chosen);
        discriminate(schema, OpenApiDocument.refName(chosen), value);
        return value;
    }

    /** A member that doesn't name its own tags, or whose tag is optional. */
    private static void discriminate(JsonObject schema, String chosen, JsonElement value) {
        JsonObject discriminator = OpenApiDocument.object(schema, "discriminator");
        JsonObject mapping = OpenApiDocument.object(discriminator, "mapping");
        if (!(value instanceof JsonObject member)) {
            return;
        }
        mapping.asMap().forEach((text, ref) -> {
            String property = discriminator.get("propertyName").getAsString();
            boolean named = member.has(property)
                    && member.get(property).isJsonPrimitive()
                    && mapping.has(member.get(property).getAsString());
            if (ref.isJsonPrimitive() && ref.getAsString().endsWith("/" + chosen) && !named) {
                member.addProperty(property, text);
            }
        });
    }

    private JsonElement allOf(JsonObject schema) {
        List<JsonElement> parts = OpenApiDocument.list(schema, "allOf");
        if (parts.size() == 1 && !schema.has("properties")) {
            return value(parts.get(0));
        }
        JsonObject all = schema.has("properties") ? object(schema) : new JsonObject();
        for (JsonElement part : parts) {
            value(part).getAsJsonObject().asMap().forEach(all::add);
        }
        return all;
    }

    private JsonArray array(JsonObject schema) {
        JsonArray array = new JsonArray();
        OpenApiDocument.list(schema, "prefixItems").forEach(place -> array.add(value(place)));
        if (!array.isEmpty()) {
            return array;
        }
        int least = MadeUpScalars.bound(schema, "minItems", 0);
        int most = Math.max(least, Math.min(MadeUpScalars.bound(schema, "maxItems", 3), least + 3));
        int size = size(least, most);
        JsonElement items = schema.has("items") ? schema.get("items") : new JsonObject();
        for (int i = 0; i < size; i++) {
            array.add(value(items));
        }
        return array;
    }

    private JsonObject object(JsonObject schema) {
        JsonObject object = new JsonObject();
        Set<String> required = OpenApiDocument.list(schema, "required").stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.toSet());
        for (Map.Entry<String, JsonElement> property :
                OpenApiDocument.object(schema, "properties").entrySet()) {
            if (required.contains(property.getKey()) || wantsOptional()) {
                object.add(property.getKey(), value(property.getValue()));
            }
        }
        if (!schema.has("properties")) {
            addFreeProperties(schema, object);
        }
        return object;
    }

    private void addFreeProperties(JsonObject schema, JsonObject object) {
        OpenApiDocument.object(schema, "patternProperties").asMap().forEach((pattern, values) -> {
            if (wantsOptional()) {
                object.add(RegexText.matching(pattern, 0, Integer.MAX_VALUE, random), value(values));
            }
        });
        JsonElement values = schema.has("additionalProperties") ? schema.get("additionalProperties") : new JsonObject();
        if (schema.has("patternProperties") || values.equals(new JsonPrimitive(false))) {
            return;
        }
        int least = MadeUpScalars.bound(schema, "minProperties", 0);
        int size = size(least, Math.max(least, 2));
        JsonObject text = new JsonObject();
        text.addProperty("type", "string");
        JsonObject names = schema.has("propertyNames")
                ? document.resolve(schema.get("propertyNames")).deepCopy()
                : text;
        text.asMap().forEach(names::add);
        for (int i = 0; i < size; i++) {
            object.add(key(names), value(values));
        }
    }

    private String key(JsonObject names) {
        return names.has("enum") ? pick(OpenApiDocument.list(names, "enum")).getAsString() : scalars.string(names);
    }

    JsonElement freeForm() {
        if (extent == Extent.LEAST || isDeep()) {
            return new JsonPrimitive(scalars.string(new JsonObject()));
        }
        JsonObject object = new JsonObject();
        object.addProperty("text", scalars.string(new JsonObject()));
        object.addProperty("whole", scalars.integer(new JsonObject()));
        object.add("nothing", JsonNull.INSTANCE);
        JsonArray list = new JsonArray();
        list.add(true);
        list.add(new JsonObject());
        list.add(new JsonArray());
        object.add("list", list);
        return object;
    }

    private int size(int least, int most) {
        if (isDeep() || extent == Extent.LEAST) {
            return least;
        }
        int some = extent == Extent.MOST ? Math.max(least, Math.min(most, 2)) : least;
        return some + random.nextInt(most - some + 1);
    }

    private boolean wantsOptional() {
        return !isDeep() && (extent == Extent.MOST || (extent == Extent.SOME && random.nextBoolean()));
    }

    boolean wantsNull() {
        return isDeep() || extent == Extent.LEAST || (extent == Extent.SOME && random.nextBoolean());
    }

    final boolean isDeep() {
        return depth > DEEP;
    }

    private static boolean isNull(JsonElement type) {
        return type != null && type.equals(new JsonPrimitive("null"));
    }

    final <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
