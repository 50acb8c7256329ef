package com.featherhq.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Validates JSON values against the schemas of a document, and tells of failures without their values. */
final class BodySchemas {

    private static final String DOCUMENT = "urn:feather:document";

    /**
     * In place of the format {@code time}, which demands an offset: the document's own defaults, such as 09:00:00, have none.
     * Inside of a text its quotes would be escaped.
     */
    private static final String TIME =
            "\"pattern\":\"^([01]\\\\d|2[0-3]):[0-5]\\\\d(:[0-5]\\\\d(\\\\.\\\\d+)?)?(Z|[+-]\\\\d{2}:\\\\d{2})?$\"";

    private final SchemaRegistry registry;

    BodySchemas(String document) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.registry = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(DOCUMENT, document.replace("\"format\":\"time\"", TIME)))
                        .schemaRegistryConfig(config));
    }

    /** @param pointer to the schema in the document */
    List<Deviation> validate(String pointer, String json) {
        Schema schema = registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + encoded(pointer)));
        Map<String, List<Error>> byPlace = new LinkedHashMap<>();
        for (Error error : schema.validate(json, InputFormat.JSON)) {
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

    /** A missing property is where it should be. */
    private static String place(Error error) {
        String at = error.getInstanceLocation().toString();
        if (error.getKeyword().equals("required")) {
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
            case "type" -> value.isIntegralNumber() ? "integer" : type;
            default -> "another " + type;
        };
    }
}
