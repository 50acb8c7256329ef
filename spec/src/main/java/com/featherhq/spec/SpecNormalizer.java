package com.featherhq.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a document into an equal one that says each thing in one way, before any Java is thought of. The rules work on
 * the JSON itself and know no vendor's names; what no rule knows is an error that names its place.
 */
final class SpecNormalizer {

    /** The rules for schemas, by name and in the order in which each schema gets them. */
    static final Map<String, Schemas.Rule> SCHEMA_RULES = schemaRules();

    private SpecNormalizer() {}

    private static Map<String, Schemas.Rule> schemaRules() {
        Map<String, Schemas.Rule> rules = new LinkedHashMap<>();
        rules.put("requireKnownKeywords", Schemas::requireKnownKeywords);
        rules.put("requireOneShape", Schemas::requireOneShape);
        rules.put("splitTypeLists", SpecNormalizer::splitTypeLists);
        rules.put("liftNullFromEnum", SpecNormalizer::liftNullFromEnum);
        rules.put("mergeAllOf", SpecNormalizer::mergeAllOf);
        rules.put("flattenUnion", SpecNormalizer::flattenUnion);
        rules.put("liftNullFromUnion", SpecNormalizer::liftNullFromUnion);
        rules.put("unwrapSingleMember", SpecNormalizer::unwrapSingleMember);
        rules.put("inferType", SpecNormalizer::inferType);
        return rules;
    }

    /** Returns the normalized document; {@code spec} is left as it is. */
    static ApiSpec normalize(ApiSpec spec) {
        return normalize(spec, new ArrayList<>());
    }

    /** Like {@link #normalize(ApiSpec)}; adds to {@code warnings} what the normalized document goes without. */
    static ApiSpec normalize(ApiSpec spec, List<GenerationWarning> warnings) {
        ApiSpec copy = ApiSpec.of(spec.root().deepCopy(), "the document");
        OperationNormalizer.normalize(copy);
        rewriteSchemas(copy, warnings, (schema, pointer) -> Schemas.removeUnknownKeywords(schema, pointer, warnings));
        for (Schemas.Rule rule : SCHEMA_RULES.values()) {
            rewriteSchemas(copy, warnings, rule);
        }
        return copy;
    }

    private static void rewriteSchemas(ApiSpec spec, List<GenerationWarning> warnings, Schemas.Rule rule) {
        JsonObject schemas = spec.schemas();
        for (String name : new ArrayList<>(schemas.keySet())) {
            schemas.add(name, Schemas.rewrite(schemas.get(name), JsonPointers.of("components", "schemas", name), rule));
        }
        RefusedOperations.removeWhereFails(
                spec,
                warnings,
                operation -> OperationSchemas.forEach(
                        operation,
                        (holder, pointer) -> holder.add(
                                "schema",
                                Schemas.rewrite(holder.get("schema"), JsonPointers.child(pointer, "schema"), rule))));
    }

    /** {@code type: [string, "null"]} is a union in short: written out, one rule for unions is enough. */
    static JsonObject splitTypeLists(JsonObject schema, String pointer) {
        if (!schema.has("type") || !schema.get("type").isJsonArray()) {
            return schema;
        }
        JsonArray members = new JsonArray();
        for (JsonElement type : schema.remove("type").getAsJsonArray()) {
            JsonObject member = schema.deepCopy();
            List.of("title", "description", "default").forEach(member::remove);
            member.add("type", type);
            members.add(member);
        }
        JsonObject union = annotationsOf(schema);
        union.add("anyOf", members);
        return union;
    }

    /** An enum that lists null is a nullable enum of the rest. */
    static JsonObject liftNullFromEnum(JsonObject schema, String pointer) {
        if (schema.has("enum") && schema.getAsJsonArray("enum").remove(JsonNull.INSTANCE)) {
            schema.addProperty(Schemas.NULLABLE, true);
        }
        return schema;
    }

    /** {@code allOf} of one schema is that schema; of several objects, one object with the properties of all. */
    static JsonObject mergeAllOf(JsonObject schema, String pointer) {
        if (!schema.has("allOf")) {
            return schema;
        }
        JsonArray parts = schema.remove("allOf").getAsJsonArray();
        if (parts.size() == 1 && !schema.has("properties")) {
            return withAnnotations(parts.get(0).getAsJsonObject(), schema);
        }
        schema.addProperty("type", "object");
        for (JsonElement part : parts) {
            mergeObject(schema, part.getAsJsonObject(), pointer);
        }
        return schema;
    }

    private static void mergeObject(JsonObject target, JsonObject part, String pointer) {
        if (!part.has("properties")) {
            throw new SpecException(
                    JsonPointers.child(pointer, "allOf") + " combines something else than inline objects;"
                            + " the generation rules don't know how. Add a rule to SpecNormalizer.");
        }
        JsonObject properties = ApiSpec.object(target, "properties");
        ApiSpec.object(part, "properties").entrySet().forEach(e -> properties.add(e.getKey(), e.getValue()));
        target.add("properties", properties);
        Set<String> required = new LinkedHashSet<>(Schemas.strings(target, "required"));
        required.addAll(Schemas.strings(part, "required"));
        JsonArray names = new JsonArray();
        required.forEach(names::add);
        target.add("required", names);
    }

    /** A union in a union, without a discriminator of its own, is one union; members that are equal are one member. */
    static JsonObject flattenUnion(JsonObject schema, String pointer) {
        JsonArray members = Schemas.members(schema);
        if (members == null) {
            return schema;
        }
        Set<JsonElement> flat = new LinkedHashSet<>();
        for (JsonElement element : members) {
            JsonObject member = element.getAsJsonObject();
            JsonArray inner = member.has("discriminator") ? null : Schemas.members(member);
            if (inner == null) {
                flat.add(member);
            } else {
                inner.forEach(flat::add);
            }
        }
        schema.remove("oneOf");
        JsonArray all = new JsonArray();
        flat.forEach(all::add);
        schema.add("anyOf", all);
        return schema;
    }

    /** Null isn't a type in Java but the absence of a value: a member that is null, or may be, makes the union nullable. */
    static JsonObject liftNullFromUnion(JsonObject schema, String pointer) {
        JsonArray members = Schemas.members(schema);
        if (members == null) {
            return schema;
        }
        JsonArray rest = new JsonArray();
        for (JsonElement element : members) {
            JsonObject member = element.getAsJsonObject();
            if (Schemas.isNull(member)) {
                schema.addProperty(Schemas.NULLABLE, true);
                continue;
            }
            if (member.remove(Schemas.NULLABLE) != null) {
                schema.addProperty(Schemas.NULLABLE, true);
            }
            rest.add(member);
        }
        schema.add("anyOf", rest);
        return schema;
    }

    /** A union of one member is that member. */
    static JsonObject unwrapSingleMember(JsonObject schema, String pointer) {
        JsonArray members = Schemas.members(schema);
        if (members == null || members.size() > 1) {
            return schema;
        }
        JsonObject only = members.isEmpty() ? nullSchema() : members.get(0).getAsJsonObject();
        return withAnnotations(only, schema);
    }

    /** A schema that says what its values look like without saying {@code type} gets the type. */
    static JsonObject inferType(JsonObject schema, String pointer) {
        if (schema.has("type") || schema.has("$ref") || schema.has("anyOf")) {
            return schema;
        }
        String type = inferredType(schema);
        if (type != null) {
            schema.addProperty("type", type);
        }
        return schema;
    }

    private static @Nullable String inferredType(JsonObject schema) {
        if (schema.has("const")) {
            return typeOf(schema.get("const"));
        }
        if (schema.has("enum")) {
            Set<@Nullable String> types = new LinkedHashSet<>();
            schema.getAsJsonArray("enum").forEach(value -> types.add(typeOf(value)));
            return types.size() == 1 ? types.iterator().next() : null;
        }
        if (schema.has("properties") || schema.has("additionalProperties") || schema.has("required")) {
            return "object";
        }
        return schema.has("items") || schema.has("prefixItems") ? "array" : null;
    }

    private static @Nullable String typeOf(JsonElement value) {
        if (!value.isJsonPrimitive()) {
            return null;
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        if (primitive.isString()) {
            return "string";
        }
        if (primitive.isBoolean()) {
            return "boolean";
        }
        return primitive.getAsString().matches("-?\\d+") ? "integer" : "number";
    }

    private static JsonObject nullSchema() {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", "null");
        return schema;
    }

    private static JsonObject annotationsOf(JsonObject schema) {
        return withAnnotations(new JsonObject(), schema);
    }

    /** A copy of {@code schema} that is also nullable, deprecated or described where {@code outer} is. */
    private static JsonObject withAnnotations(JsonObject schema, JsonObject outer) {
        JsonObject copy = schema.deepCopy();
        for (String key : List.of("title", "description", "default", "deprecated", Schemas.NULLABLE)) {
            if (outer.has(key)) {
                copy.add(key, outer.get(key));
            }
        }
        return copy;
    }
}
