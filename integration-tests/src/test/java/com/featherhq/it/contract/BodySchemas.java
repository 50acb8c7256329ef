package com.featherhq.it.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Validates JSON values against the schemas of a document, and tells of failures without their values. */
final class BodySchemas {

    private static final String DOCUMENT = "urn:feather:document";

    /** Strict, and with no limits: what is too much for the client is its own affair. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100_000)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final SchemaRegistry registry;

    BodySchemas(JsonObject given) {
        JsonElement document = given.deepCopy();
        removeForeignPatterns(document);
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.registry = SchemaRegistry.withDialect(
                Dialect.builder(Dialects.getOpenApi31())
                        .formats(LenientTime.ALL)
                        .build(),
                builder ->
                        builder.schemas(Map.of(DOCUMENT, document.toString())).schemaRegistryConfig(config));
    }

    /** Regular expressions are those of another language: what Java's can't read says nothing here. */
    private static void removeForeignPatterns(JsonElement json) {
        if (json instanceof JsonArray array) {
            array.forEach(BodySchemas::removeForeignPatterns);
        } else if (json instanceof JsonObject object) {
            if (object.get("pattern") instanceof JsonPrimitive pattern && !isPattern(pattern.getAsString())) {
                object.remove("pattern");
            }
            object.asMap().values().forEach(BodySchemas::removeForeignPatterns);
        }
    }

    private static boolean isPattern(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    static boolean isJson(String text) {
        return !read(text).isMissingNode();
    }

    /** What is missing if it isn't one JSON value (RFC 8259). */
    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** @param pointer to the schema in the document */
    List<Deviation> validate(String pointer, String json) {
        Schema schema = registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + encoded(pointer)));
        Map<String, List<Error>> byPlace = new LinkedHashMap<>();
        for (Error error : schema.validate(read(json))) {
            byPlace.computeIfAbsent(place(error), place -> new ArrayList<>()).add(error);
        }
        List<Deviation> deviations = new ArrayList<>();
        byPlace.forEach((place, errors) -> deviations.add(new Deviation(place, expected(errors), seen(errors.get(0)))));
        return deviations;
    }

    private static String encoded(String pointer) {
        return pointer.replace("%", "%25")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace(" ", "%20");
    }

    /** A missing property is where it should be, one too many where it is. */
    private static String place(Error error) {
        String at = error.getInstanceLocation().toString();
        if (error.getProperty() != null
                && List.of("required", "additionalProperties").contains(error.getKeyword())) {
            return at + "/" + error.getProperty();
        }
        return at.isEmpty() ? "/" : at;
    }

    /** The failures at one place: of a value that may be one of several, each says why it isn't that one. */
    private static String expected(List<Error> errors) {
        Set<String> expected = new LinkedHashSet<>();
        errors.forEach(error -> expected.add(expected(error)));
        return String.join(" or ", expected);
    }

    private static String expected(Error error) {
        JsonNode schema = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "a required property";
            case "additionalProperties", "unevaluatedProperties" -> "no such property";
            case "type" -> text(schema);
            case "enum" -> "one of " + text(schema);
            default -> error.getKeyword() + " " + text(schema);
        };
    }

    private static String text(JsonNode schema) {
        return schema.isValueNode() ? schema.asText() : schema.toString();
    }

    private static String seen(Error error) {
        JsonNode value = error.getInstanceNode();
        if (error.getKeyword().equals("required")) {
            return "nothing";
        }
        String type = value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "a property";
            case "type" -> value.isIntegralNumber() ? "integer" : type;
            default -> "another " + type;
        };
    }
}
