package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
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
public final class SpecNormalizer {

    /** What a schema says about a value beside what it looks like. */
    private static final List<String> ANNOTATIONS =
            List.of("title", "description", "default", "deprecated", "readOnly", "writeOnly", Schemas.NULLABLE);

    private static final List<String> OBJECT_KEYWORDS =
            List.of("properties", "additionalProperties", "patternProperties", "required");

    private SpecNormalizer() {}

    /** The rules for schemas, by name and in the order in which each schema gets them. */
    static Map<String, Schemas.Rule> schemaRules(JsonObject schemas) {
        Map<String, Schemas.Rule> rules = new LinkedHashMap<>();
        rules.put("requireKnownKeywords", Schemas::requireKnownKeywords);
        rules.put("readPatternsAsValues", SpecNormalizer::readPatternsAsValues);
        rules.put("readBooleanBounds", SpecNormalizer::readBooleanBounds);
        rules.put("splitTypeLists", SpecNormalizer::splitTypeLists);
        rules.put("liftNull", SpecNormalizer::liftNull);
        rules.put("mergeAllOf", new AllOf(schemas)::merge);
        rules.put("keepOneShape", Schemas::keepOneShape);
        rules.put("flattenUnion", SpecNormalizer::flattenUnion);
        rules.put("liftNullFromUnion", SpecNormalizer::liftNullFromUnion);
        rules.put("unwrapSingleMember", SpecNormalizer::unwrapSingleMember);
        rules.put("inferType", SpecNormalizer::inferType);
        return rules;
    }

    /** Returns the normalized document; {@code spec} is left as it is. */
    public static ApiSpec normalize(ApiSpec spec) {
        return normalize(spec, new ArrayList<>());
    }

    /** Like {@link #normalize(ApiSpec)}; adds to {@code warnings} what the normalized document goes without. */
    public static ApiSpec normalize(ApiSpec spec, List<GenerationWarning> warnings) {
        ApiSpec copy = ApiSpec.of(spec.root().deepCopy(), "the document");
        SharedParts.inline(copy, warnings);
        OperationNormalizer.normalize(copy);
        rewriteSchemas(copy, warnings, new SchemaReferences(copy)::nameTarget);
        rewriteSchemas(copy, warnings, (schema, pointer) -> Schemas.removeUnknownKeywords(schema, pointer, warnings));
        for (Schemas.Rule rule : schemaRules(copy.schemas()).values()) {
            rewriteSchemas(copy, warnings, rule);
        }
        copy.schemas().asMap().values().forEach(SpecNormalizer::nameOnlyValue);
        return copy;
    }

    /** An enum that has a name and one value, which pydantic writes as a constant, is the enum that it will be with a second one. */
    private static void nameOnlyValue(JsonElement named) {
        JsonObject schema = named.getAsJsonObject();
        if (schema.has("const") && !schema.has("enum") && "string".equals(JsonFields.stringOrNull(schema, "type"))) {
            JsonArray values = new JsonArray();
            values.add(schema.get("const"));
            schema.add("enum", values);
        }
    }

    /** An object whose properties must have names of a pattern has the pattern's values; other names allow any value. */
    static JsonObject readPatternsAsValues(JsonObject schema, String pointer) {
        boolean isClosed = new JsonPrimitive(false).equals(schema.get("additionalProperties"));
        if (!schema.has("patternProperties") || schema.has("properties") || !isClosed) {
            return schema;
        }
        JsonArray members = new JsonArray();
        schema.remove("patternProperties").getAsJsonObject().asMap().values().forEach(members::add);
        JsonObject values = new JsonObject();
        values.add("anyOf", members);
        schema.add("additionalProperties", members.size() == 1 ? members.get(0) : values);
        return schema;
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

    /** In OpenAPI 3.0, and in what is written as for it, an exclusive bound is a flag beside the bound. */
    static JsonObject readBooleanBounds(JsonObject schema, String pointer) {
        liftBound(schema, "minimum", "exclusiveMinimum");
        liftBound(schema, "maximum", "exclusiveMaximum");
        return schema;
    }

    private static void liftBound(JsonObject schema, String bound, String flag) {
        if (schema.has(flag) && Schemas.isBoolean(schema.get(flag))) {
            boolean exclusive = schema.remove(flag).getAsBoolean();
            if (exclusive && schema.has(bound)) {
                schema.add(flag, schema.remove(bound));
            }
        }
    }

    /** An enum that lists null is a nullable enum of the rest; OpenAPI 3.0 had a keyword for it. */
    static JsonObject liftNull(JsonObject schema, String pointer) {
        boolean isNamed = schema.has("enum") && schema.getAsJsonArray("enum").remove(JsonNull.INSTANCE);
        boolean isFlagged = new JsonPrimitive(true).equals(schema.remove("nullable"));
        if (isNamed || isFlagged) {
            schema.addProperty(Schemas.NULLABLE, true);
        }
        return schema;
    }

    /** A union in a union, without a discriminator of its own, is one union; members that are equal are one member. */
    public static JsonObject flattenUnion(JsonObject schema, String pointer) {
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
        if (OBJECT_KEYWORDS.stream().anyMatch(schema::has)) {
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
    static JsonObject withAnnotations(JsonObject schema, JsonObject outer) {
        JsonObject copy = schema.deepCopy();
        for (String key : ANNOTATIONS) {
            if (outer.has(key)) {
                copy.add(key, outer.get(key));
            }
        }
        return copy;
    }
}
