package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.operations.ApiMethods;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;

/** Documents that are as small as what a test is about. */
public final class TinyDocument {

    private TinyDocument() {}

    /** JSON with single quotes, for readability. */
    public static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    public static ApiSpec withSchemas(String schemas) {
        return document("{}", schemas);
    }

    public static ApiSpec withOperation(String operation) {
        return withOperation(operation, "{}");
    }

    public static ApiSpec withOperation(String operation, String schemas) {
        return document("{'/v1/things/{id}': {'get': " + operation + "}}", schemas);
    }

    public static ApiSpec document(String paths, String schemas) {
        return ApiSpec.of(
                json("{'openapi': '3.1.0', 'info': {'title': 'Tiny', 'version': '1.0.0'}, 'paths': " + paths
                        + ", 'components': {'schemas': " + schemas + "}}"),
                "tiny.json");
    }

    /** What openapi-generator is given. */
    public static JsonObject input(ApiSpec spec) {
        return GeneratorInput.of(spec, "");
    }

    /** What it's given without. */
    public static List<GenerationWarning> warnings(ApiSpec spec) {
        return GeneratorInput.generate(spec, "").warnings();
    }

    /** What the model template is given for a generated type. */
    public static JsonObject generated(ApiSpec spec, String name, String kind) {
        return GeneratorInput.of(spec, "")
                .getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject(name)
                .getAsJsonObject(GeneratorInput.EXTENSION)
                .getAsJsonObject(kind);
    }

    /** What the interface template is given for the one operation. */
    public static ApiMethods operation(ApiSpec spec) {
        JsonObject item = GeneratorInput.of(spec, "").getAsJsonObject("paths").getAsJsonObject("/v1/things/{id}");
        JsonObject operation = item.getAsJsonObject(item.keySet().iterator().next());
        return new Gson().fromJson(operation.get(GeneratorInput.EXTENSION), ApiMethods.class);
    }

    /** The first of its methods. */
    public static ApiMethods.Method method(ApiSpec spec) {
        return operation(spec).methods().get(0);
    }

    /** What stands between the parentheses of a method, argument by argument. */
    public static List<String> declarations(ApiMethods.Method method) {
        return method.arguments().stream()
                .map(argument -> argument.declaration().replaceFirst(",$", ""))
                .toList();
    }
}
