package com.featherhq.spec.document;

import com.featherhq.spec.document.GenerationWarning.Kind;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading and walking JSON Schemas as OpenAPI 3.1 embeds them. */
public final class Schemas {

    /** Set by the rules on a schema that also allows null; no keyword that a vendor would write. */
    public static final String NULLABLE = "x-java-nullable";

    public static final String REF_PREFIX = "#/components/schemas/";

    private static final List<String> SCHEMA_LISTS = List.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final List<String> SCHEMA_KEYS = List.of("items", "additionalProperties", "propertyNames");

    /** Said about a value and not known here: no Java type holds every value that it allows, or it leads elsewhere. */
    private static final Set<String> ASSERTIONS_WITHOUT_RULE =
            Set.of("$dynamicRef", "$recursiveRef", "unevaluatedProperties", "unevaluatedItems");

    /** What only narrows or describes a value: it doesn't change the Java type. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
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
            "maxProperties",
            "contentMediaType",
            "contentEncoding",
            "contentSchema",
            "dependentRequired",
            "dependentSchemas",
            "if",
            "then",
            "else",
            "$schema",
            "$id",
            "$anchor",
            "$defs",
            "externalDocs",
            "xml",
            "$comment",
            "not",
            "contains",
            "minContains",
            "maxContains");

    /** What decides the Java type, and is handled. */
    private static final Set<String> STRUCTURE = Set.of(
            "$ref",
            "type",
            "format",
            "enum",
            "const",
            "properties",
            "required",
            "discriminator",
            "anyOf",
            "oneOf",
            "allOf",
            "prefixItems",
            "items",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "nullable");

    /** Each of these decides the Java type by itself. */
    private static final List<String> SHAPES =
            List.of("$ref", "anyOf", "oneOf", "allOf", "const", "enum", "prefixItems", "properties");

    private static final List<String> UNIONS = List.of("anyOf", "oneOf");

    /** Values that a schema names go together with any shape: they narrow it. */
    private static final Set<String> VALUES = Set.of("const", "enum");

    private Schemas() {}

    /** Something to do with a schema, innermost schemas first; the result takes the schema's place. */
    public interface Rule {
        JsonObject apply(JsonObject schema, String pointer);
    }

    /** Applies {@code rule} to the sub-schemas of {@code value}, then to itself. {@code true}, and {@code false} too, counts as the schema that allows all. */
    public static JsonObject rewrite(JsonElement value, String pointer, Rule rule) {
        JsonObject schema = asSchema(value, pointer);
        for (String key : SCHEMA_LISTS) {
            if (schema.has(key)) {
                schema.add(key, rewriteAll(schema.getAsJsonArray(key), JsonPointers.child(pointer, key), rule));
            }
        }
        for (String key : SCHEMA_KEYS) {
            if (schema.has(key) && !isBoolean(schema.get(key))) {
                schema.add(key, rewrite(schema.get(key), JsonPointers.child(pointer, key), rule));
            }
        }
        JsonObject properties = JsonFields.object(schema, "properties");
        for (String name : new ArrayList<>(properties.keySet())) {
            String at = JsonPointers.child(pointer, "properties", name);
            properties.add(name, rewrite(properties.get(name), at, rule));
        }
        return rule.apply(schema, pointer);
    }

    private static JsonArray rewriteAll(JsonArray schemas, String pointer, Rule rule) {
        JsonArray rewritten = new JsonArray();
        for (int i = 0; i < schemas.size(); i++) {
            rewritten.add(rewrite(schemas.get(i), JsonPointers.child(pointer, String.valueOf(i)), rule));
        }
        return rewritten;
    }

    private static JsonObject asSchema(JsonElement value, String pointer) {
        if (value.isJsonObject()) {
            return value.getAsJsonObject();
        }
        if (isBoolean(value)) {
            return new JsonObject();
        }
        throw new SpecException(pointer + " is not a JSON Schema that the generation rules know: " + value);
    }

    /** Fails on a keyword that decides what values look like and that no rule handles. Any other that's unknown describes. */
    public static JsonObject requireKnownKeywords(JsonObject schema, String pointer) {
        for (String keyword : schema.keySet()) {
            if (ASSERTIONS_WITHOUT_RULE.contains(keyword)) {
                throw new SpecException(JsonPointers.child(pointer, keyword) + " is a JSON Schema keyword that the"
                        + " generation rules don't know; add a rule to SpecNormalizer.");
            }
        }
        return schema;
    }

    /** JSON Schema 2020-12 §4.3.1: an unknown keyword is an annotation. */
    public static JsonObject removeUnknownKeywords(
            JsonObject schema, String pointer, List<GenerationWarning> warnings) {
        for (String keyword : List.copyOf(schema.keySet())) {
            boolean known = ANNOTATIONS.contains(keyword)
                    || STRUCTURE.contains(keyword)
                    || ASSERTIONS_WITHOUT_RULE.contains(keyword);
            if (!known && !keyword.startsWith("x-")) {
                schema.remove(keyword);
                warnings.add(new GenerationWarning(
                        Kind.UNKNOWN_KEYWORD,
                        JsonPointers.child(pointer, keyword),
                        "JSON Schema has no keyword of that name."));
            }
        }
        return schema;
    }

    /** Whether a keyword is none that the rules know, nor a vendor's extension. It's an annotation then, and changes nothing. */
    public static boolean isUnknownKeyword(String keyword) {
        return !ANNOTATIONS.contains(keyword) && !STRUCTURE.contains(keyword) && !keyword.startsWith("x-");
    }

    /**
     * A schema that says in several ways what its values look like keeps the one that says most: values must fit them all, so a
     * type for one holds them.
     */
    public static JsonObject keepOneShape(JsonObject schema, String pointer) {
        if (schema.has("properties")) {
            UNIONS.stream()
                    .filter(key -> schema.has(key) && onlyNarrows(schema.getAsJsonArray(key)))
                    .forEach(schema::remove);
        }
        List<String> shapes = SHAPES.stream().filter(schema::has).toList();
        shapes.stream().skip(1).filter(shape -> !VALUES.contains(shape)).forEach(schema::remove);
        return schema;
    }

    /** Whether no member says what a value looks like: {@code anyOf: [{required: [a]}, {required: [b]}]}. */
    private static boolean onlyNarrows(JsonArray members) {
        return members.asList().stream()
                .allMatch(member -> member instanceof JsonObject json
                        && !json.has("type")
                        && SHAPES.stream().noneMatch(json::has));
    }

    public static boolean isBoolean(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
    }

    public static boolean isNullable(JsonObject schema) {
        return schema.has(NULLABLE);
    }

    public static boolean isNull(JsonObject schema) {
        return "null".equals(JsonFields.stringOrNull(schema, "type"))
                || (schema.has("const") && schema.get("const").isJsonNull());
    }

    /** The members of a union, or null if {@code schema} isn't one. */
    public static @Nullable JsonArray members(JsonObject schema) {
        return schema.has("anyOf") ? schema.getAsJsonArray("anyOf") : schema.getAsJsonArray("oneOf");
    }

    /** The name that a {@code $ref} leads to, or null if there's no {@code $ref}. */
    public static @Nullable String refName(JsonObject schema, String pointer) {
        String ref = JsonFields.stringOrNull(schema, "$ref");
        if (ref == null) {
            return null;
        }
        if (!ref.startsWith(REF_PREFIX)) {
            throw new SpecException(
                    pointer + " refers to " + ref + "; the generation rules know only " + REF_PREFIX + "….");
        }
        return JsonPointers.key(ref.substring(REF_PREFIX.length()));
    }

    /** The only value that a schema allows; null if there are several. */
    public static @Nullable JsonElement constant(JsonObject schema) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        boolean isOne = schema.has("enum") && schema.getAsJsonArray("enum").size() == 1;
        return isOne ? schema.getAsJsonArray("enum").get(0) : null;
    }

    /** The values that a schema names, as texts; empty if it names none. */
    public static List<String> values(JsonObject schema) {
        JsonArray values = new JsonArray();
        if (schema.has("const")) {
            values.add(schema.get("const"));
        } else if (schema.has("enum")) {
            values.addAll(schema.getAsJsonArray("enum"));
        }
        return values.asList().stream()
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
    }
}
