package com.featherhq.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

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
    static JsonObject method(ApiSpec spec) {
        return methods(spec).get(0).getAsJsonObject();
    }

    static JsonArray methods(ApiSpec spec) {
        JsonObject item = GeneratorInput.of(spec, "").getAsJsonObject("paths").getAsJsonObject("/v1/things/{id}");
        JsonObject operation = item.getAsJsonObject(item.keySet().iterator().next());
        return operation.getAsJsonObject(GeneratorInput.EXTENSION).getAsJsonArray("methods");
    }
}
