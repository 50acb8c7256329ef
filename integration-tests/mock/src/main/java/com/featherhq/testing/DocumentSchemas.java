package com.featherhq.testing;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;

/** Validates JSON against the schemas of the document. */
final class DocumentSchemas {

    private static final String DOCUMENT = "urn:feather:mocked-document";

    private final SchemaRegistry registry;

    DocumentSchemas(String document) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.registry = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(DOCUMENT, document)).schemaRegistryConfig(config));
    }

    /** What is wrong with a value, none if it is right. */
    record Problem(String keyword, String location, String message) {

        @Override
        public String toString() {
            return (location.isEmpty() ? "/" : location) + ": " + message;
        }
    }

    /** @param pointer to the schema in the document */
    List<Problem> problems(String pointer, String json) {
        return registry
                .getSchema(SchemaLocation.of(DOCUMENT + "#" + encoded(pointer)))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(DocumentSchemas::problem)
                .distinct()
                .toList();
    }

    /** A missing property is where it should be. */
    private static Problem problem(Error error) {
        String at = error.getInstanceLocation().toString();
        boolean missing = error.getKeyword().equals("required");
        return new Problem(
                missing ? "missing" : error.getKeyword(),
                missing ? at + "/" + error.getProperty() : at,
                missing ? "Field required" : error.getMessage());
    }

    static boolean isJson(String text) {
        try {
            return !JsonParser.parseString(text).isJsonNull() || text.strip().equals("null");
        } catch (JsonParseException e) {
            return false;
        }
    }

    /** A name as a part of a JSON Pointer (RFC 6901, section 3). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String encoded(String pointer) {
        return pointer.replace("%", "%25")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace(" ", "%20");
    }
}
