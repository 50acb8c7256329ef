package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.normalize.OperationNormalizer;
import com.featherhq.spec.normalize.RefusedOperations;
import com.featherhq.spec.normalize.SpecNormalizer;
import com.featherhq.spec.operations.OperationMapper;
import com.featherhq.spec.operations.SecurityMapper;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The document that openapi-generator is given: the vendor's operations and schemas by their Java names, each with what the
 * templates need in the extension {@code x-java}. The generator's own mapping of schemas to Java, which loses unions,
 * nulls and unknown values, has nothing left to decide.
 */
final class GeneratorInput {

    static final String EXTENSION = "x-java";

    private static final Gson GSON = new Gson();

    private GeneratorInput() {}

    /** What the generator is given, and what it's given without. */
    record Generated(JsonObject input, List<GenerationWarning> warnings) {}

    /** @param rulesDigest changes when the rules or templates do, so that the generator sees a changed document */
    static JsonObject of(ApiSpec original, String rulesDigest) {
        return generate(original, rulesDigest).input();
    }

    /** Like {@link #of}, with the warnings. */
    static Generated generate(ApiSpec original, String rulesDigest) {
        List<GenerationWarning> warnings = new ArrayList<>();
        ApiSpec spec = SpecNormalizer.normalize(original, warnings);
        SecurityMapper security = new SecurityMapper(original);
        OperationMapper trial = new OperationMapper(new TypeMapper(spec), security, warnings);
        RefusedOperations.removeWhereFails(spec, warnings, trial::map);
        TypeMapper types = new TypeMapper(spec); // again, without the types of the operations that failed
        JsonObject paths = paths(spec, new OperationMapper(types, security, new ArrayList<>()));
        JsonObject schemas = new JsonObject();
        types.generate().forEach((name, data) -> schemas.add(name, schema(data)));

        JsonObject input = new JsonObject();
        input.addProperty("openapi", "3.0.3");
        input.add("info", info(original, security.credential(), !schemas.isEmpty(), rulesDigest));
        input.add("paths", paths);
        JsonObject components = new JsonObject();
        components.add("schemas", schemas);
        input.add("components", components);
        return new Generated(input, List.copyOf(warnings));
    }

    private static JsonObject info(
            ApiSpec original, SecurityMapper.Credential credential, boolean models, String rulesDigest) {
        JsonObject java = new JsonObject();
        java.addProperty("title", Javadoc.literal(original.title()));
        java.addProperty("version", Javadoc.literal(original.version()));
        java.addProperty("credentialHeader", Javadoc.literal(credential.header()));
        java.addProperty("credentialPrefix", Javadoc.literal(credential.headerPrefix()));
        java.addProperty("credentialQuery", Javadoc.literal(credential.query()));
        java.addProperty("models", models);
        JsonObject info = new JsonObject();
        info.addProperty("title", original.title());
        info.addProperty("version", original.version());
        info.add(EXTENSION, java);
        info.addProperty("x-rules-sha256", rulesDigest);
        return info;
    }

    private static JsonObject paths(ApiSpec spec, OperationMapper operations) {
        JsonObject paths = new JsonObject();
        Map<String, String> interfaces = OperationNormalizer.interfaces(spec);
        spec.forEachOperation(operation -> {
            JsonElement java = GSON.toJsonTree(operations.map(operation));
            JsonArray tags = new JsonArray();
            tags.add(Objects.requireNonNull(interfaces.get(OperationNormalizer.tag(operation)))
                    .replaceFirst("Api$", "")); // FeatherCodegen appends it
            JsonObject input = new JsonObject();
            input.add("tags", tags);
            input.addProperty(
                    "operationId", operation.method() + "_" + operation.path()); // the generator wants it unique
            input.add(EXTENSION, java);
            input.add("parameters", pathParameters(operation.path()));
            input.add("responses", new JsonObject());
            JsonObject item = JsonFields.object(paths, operation.path());
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
