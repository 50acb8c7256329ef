package com.featherhq.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.regex.Pattern;

/**
 * The document that openapi-generator is given: the vendor's operations and schemas by their Java names, each with what the
 * templates need in the extension {@code x-java}. The generator's own mapping of schemas to Java, which loses unions,
 * nulls and unknown values, has nothing left to decide.
 */
final class GeneratorInput {

    static final String EXTENSION = "x-java";

    private GeneratorInput() {}

    /** @param rulesDigest changes when the rules or templates do, so that the generator sees a changed document */
    static JsonObject of(ApiSpec original, String rulesDigest) {
        ApiSpec spec = SpecNormalizer.normalize(original);
        GeneratedTypes generated = new GeneratedTypes(spec);
        JsonObject paths = paths(spec, generated.types());
        JsonObject schemas = new JsonObject();
        generated.generate().forEach((name, data) -> schemas.add(name, schema(data)));

        JsonObject input = new JsonObject();
        input.addProperty("openapi", "3.0.3");
        input.add("info", info(original, spec, rulesDigest));
        input.add("paths", paths);
        JsonObject components = new JsonObject();
        components.add("schemas", schemas);
        input.add("components", components);
        return input;
    }

    private static JsonObject info(ApiSpec original, ApiSpec normalized, String rulesDigest) {
        SecurityMapper.Credential credential = SecurityMapper.credential(normalized);
        JsonObject java = new JsonObject();
        java.addProperty("title", Javadoc.literal(original.title()));
        java.addProperty("version", Javadoc.literal(original.version()));
        java.addProperty("credentialHeader", Javadoc.literal(credential.header()));
        java.addProperty("credentialPrefix", Javadoc.literal(credential.prefix()));
        JsonObject info = new JsonObject();
        info.addProperty("title", original.title());
        info.addProperty("version", original.version());
        info.add(EXTENSION, java);
        info.addProperty("x-rules-sha256", rulesDigest);
        return info;
    }

    private static JsonObject paths(ApiSpec spec, TypeMapper types) {
        OperationMapper operations = new OperationMapper(spec, types);
        JsonObject paths = new JsonObject();
        spec.forEachOperation(operation -> {
            JsonObject java = new JsonObject();
            java.add("methods", operations.map(operation));
            java.addProperty("id", operation.id());
            String tag = JavaNames.upperCamel(
                    Schemas.strings(operation.json(), "tags").get(0));
            JsonArray tags = new JsonArray();
            tags.add(tag);
            JsonObject input = new JsonObject();
            input.add("tags", tags);
            input.addProperty("operationId", tag + "_" + operation.id()); // the generator wants it unique
            input.add(EXTENSION, java);
            input.add("parameters", pathParameters(operation.path()));
            input.add("responses", new JsonObject());
            JsonObject item = ApiSpec.object(paths, operation.path());
            item.add(operation.method(), input);
            paths.add(operation.path(), item);
        });
        return paths;
    }

    /** The generator wants to see every parameter that a path names. */
    private static JsonArray pathParameters(String path) {
        JsonArray parameters = new JsonArray();
        Pattern.compile("\\{([^}]+)}").matcher(path).results().forEach(match -> {
            JsonObject parameter = new JsonObject();
            parameter.addProperty("name", match.group(1));
            parameter.addProperty("in", "path");
            parameter.addProperty("required", true);
            parameter.add("schema", text());
            parameters.add(parameter);
        });
        return parameters;
    }

    private static JsonObject text() {
        JsonObject text = new JsonObject();
        text.addProperty("type", "string");
        return text;
    }

    private static JsonObject schema(JsonObject data) {
        JsonObject properties = new JsonObject();
        properties.add("placeholder", text()); // the generator makes no class for an object without properties
        JsonObject schema = new JsonObject();
        schema.addProperty("type", "object");
        schema.add("properties", properties);
        schema.add(EXTENSION, data);
        return schema;
    }
}
