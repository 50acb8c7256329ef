package com.featherhq.spec;

import com.featherhq.spec.OperationMapper.Parameter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a request body becomes parameters of the Java method. */
final class BodyMapper {

    private BodyMapper() {}

    /** @param encoding the Retrofit annotation for a form, or empty */
    record Body(List<Parameter> parameters, String encoding, boolean optional) {}

    static Body map(TypeMapper types, ApiSpec.Operation operation, JsonObject body, String hint) {
        List<String> contentTypes = OperationMapper.contentTypes(body);
        String pointer = JsonPointers.child(operation.pointer(), "requestBody", "content");
        String json = contentTypes.stream()
                .filter(OperationMapper::isJson)
                .findFirst()
                .orElse(null);
        if (json != null) {
            return jsonBody(types, body, JsonPointers.child(pointer, json, "schema"), json, hint);
        }
        if (contentTypes.contains("multipart/form-data")) {
            return new Body(parts(types, body, "multipart/form-data", pointer, hint), "Multipart", false);
        }
        if (contentTypes.contains("application/x-www-form-urlencoded")) {
            return new Body(
                    parts(types, body, "application/x-www-form-urlencoded", pointer, hint), "FormUrlEncoded", false);
        }
        // Anything else is the caller's: OkHttp's RequestBody streams it and carries its content type.
        String accepted = "the body, as " + String.join(" or ", contentTypes);
        return new Body(
                List.of(new Parameter(Parameter.BODY, "@Body", "RequestBody", "body", false, accepted)),
                "",
                !isRequired(body));
    }

    private static Body jsonBody(TypeMapper types, JsonObject body, String pointer, String contentType, String hint) {
        JsonObject schema = OperationMapper.schemaOf(body, contentType).getAsJsonObject();
        JavaType type = types.map(schema, pointer, hint + "Body");
        boolean optional = !isRequired(body) || types.isNullable(schema, pointer);
        Parameter parameter = new Parameter(Parameter.BODY, "@Body", type.name(), "body", false, "the request body");
        return new Body(List.of(parameter), "", optional);
    }

    private static boolean isRequired(JsonObject body) {
        return body.has("required") && body.get("required").getAsBoolean();
    }

    private static List<Parameter> parts(
            TypeMapper types, JsonObject body, String contentType, String pointer, String hint) {
        String at = JsonPointers.child(pointer, contentType, "schema");
        JsonObject schema = OperationMapper.schemaOf(body, contentType).getAsJsonObject();
        String ref = Schemas.refName(schema, at);
        JsonObject object = ref == null ? schema : types.target(ref, at);
        Set<String> required = Set.copyOf(Schemas.strings(object, "required"));
        List<Parameter> parts = new ArrayList<>();
        for (Map.Entry<String, JsonElement> property :
                ApiSpec.object(object, "properties").entrySet()) {
            String place = JsonPointers.child(at, "properties", property.getKey());
            JsonObject part = property.getValue().getAsJsonObject();
            boolean multipart = contentType.startsWith("multipart");
            parts.add(
                    part(types, property.getKey(), part, place, multipart, required.contains(property.getKey()), hint));
        }
        return parts;
    }

    private static Parameter part(
            TypeMapper types,
            String name,
            JsonObject schema,
            String pointer,
            boolean multipart,
            boolean required,
            String hint) {
        String doc = Javadoc.line(ApiSpec.string(schema, "description", ""));
        String javaName = JavaNames.identifier(name);
        boolean files = isFile(ApiSpec.object(schema, "items"));
        if (multipart && (files || isFile(schema))) {
            String how =
                    (files ? "the parts, each" : "the part,") + " made with {@code MultipartBody.Part.createFormData("
                            + Javadoc.literal(name) + ", fileName, content)}" + (doc.isEmpty() ? "" : ": " + doc);
            String type = files ? "List<MultipartBody.Part>" : "MultipartBody.Part";
            return new Parameter(Parameter.BODY, "@Part", type, javaName, !required, how);
        }
        JavaType type = types.map(schema, pointer, hint + JavaNames.upperCamel(name));
        String annotation = (multipart ? "@Part(" : "@Field(") + Javadoc.literal(name) + ")";
        return new Parameter(Parameter.BODY, annotation, type.name(), javaName, !required, doc);
    }

    private static boolean isFile(JsonObject schema) {
        return "binary".equals(ApiSpec.stringOrNull(schema, "format")) || schema.has("contentMediaType");
    }
}
