package com.featherhq.spec;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;

/** Documents that are as small as what a test is about. */
final class TinyDocument {

    private TinyDocument() {}

    /** JSON with single quotes, for readability. */
    static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    static ApiSpec withSchemas(String schemas) {
        return document("{}", schemas);
    }

    static ApiSpec withOperation(String operation) {
        return withOperation(operation, "{}");
    }

    static ApiSpec withOperation(String operation, String schemas) {
        return document("{'/v1/things/{id}': {'get': " + operation + "}}", schemas);
    }

    static ApiSpec document(String paths, String schemas) {
        return ApiSpec.of(
                json("{'openapi': '3.1.0', 'info': {'title': 'Tiny', 'version': '1.0.0'}, 'paths': " + paths
                        + ", 'components': {'schemas': " + schemas + "}}"),
                "tiny.json");
    }

    /** What the model template is given for a generated type. */
    static JsonObject generated(ApiSpec spec, String name, String kind) {
        return GeneratorInput.of(spec, "")
                .getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject(name)
                .getAsJsonObject(GeneratorInput.EXTENSION)
                .getAsJsonObject(kind);
    }

    /** What the interface template is given for the one operation. */
    static ApiMethods operation(ApiSpec spec) {
        JsonObject item = GeneratorInput.of(spec, "").getAsJsonObject("paths").getAsJsonObject("/v1/things/{id}");
        JsonObject operation = item.getAsJsonObject(item.keySet().iterator().next());
        return new Gson().fromJson(operation.get(GeneratorInput.EXTENSION), ApiMethods.class);
    }

    /** The first of its methods. */
    static ApiMethods.Method method(ApiSpec spec) {
        return operation(spec).methods().get(0);
    }

    /** What stands between the parentheses of a method, argument by argument. */
    static List<String> declarations(ApiMethods.Method method) {
        return method.arguments().stream()
                .map(argument -> argument.declaration().replaceFirst(",$", ""))
                .toList();
    }
}
