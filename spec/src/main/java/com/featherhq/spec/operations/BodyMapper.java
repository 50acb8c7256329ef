package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ContentTypes;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.types.JavaType;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a request body becomes a parameter of the Java method. */
final class BodyMapper {

    private final TypeMapper types;

    BodyMapper(TypeMapper types) {
        this.types = types;
    }

    /**
     * The parameter for a body.
     *
     * @param contentType the one to send, or empty if the body itself carries it
     * @param optional whether there's a method without it, since Retrofit takes no null for a body
     * @param form the class of the body, if it's a form
     */
    record Body(
            String type,
            String name,
            String doc,
            String contentType,
            boolean optional,
            ApiMethods.@Nullable Named form) {}

    Body map(ApiOperation operation, JsonObject body, String hint) {
        List<String> contentTypes = ContentTypes.of(body);
        String pointer = JsonPointers.child(operation.pointer(), "requestBody", "content");
        String json = json(contentTypes);
        if (json != null) {
            return jsonBody(body, JsonPointers.child(pointer, json, "schema"), json, hint);
        }
        String form = contentTypes.stream()
                .filter(ContentTypes::isForm)
                .sorted()
                .findFirst()
                .orElse(null);
        if (form != null) { // the last in the alphabet is the one that needs no parts
            return form(operation, body, form, JsonPointers.child(pointer, form, "schema"), hint);
        }
        if (contentTypes.size() == 1 && ContentTypes.isPlainText(contentTypes.get(0))) {
            return new Body("String", "body", "the request body", contentTypes.get(0), !isRequired(body), null);
        }
        // Anything else is the caller's: OkHttp's RequestBody streams it and carries its content type.
        String accepted = "the body, as " + Javadoc.line(String.join(" or ", contentTypes));
        return new Body("RequestBody", "body", accepted, "", !isRequired(body), null);
    }

    /** Plain JSON if it's among the types, else the first that is JSON. */
    private static @Nullable String json(List<String> contentTypes) {
        return contentTypes.contains("application/json")
                ? "application/json"
                : contentTypes.stream().filter(ContentTypes::isJson).findFirst().orElse(null);
    }

    private Body jsonBody(JsonObject body, String pointer, String contentType, String hint) {
        JsonObject schema = ContentTypes.schema(body, contentType);
        JavaType type = types.map(schema, pointer, hint + "Body");
        boolean optional = !isRequired(body) || types.isNullable(schema, pointer);
        // The converter sends plain JSON unless it's told otherwise.
        String sent = contentType.equals("application/json") ? "" : contentType;
        return new Body(type.name(), "body", "the request body", sent, optional, null);
    }

    private Body form(ApiOperation operation, JsonObject body, String contentType, String pointer, String hint) {
        FormMapper mapper = new FormMapper(types, contentType.startsWith("multipart"));
        ApiMethods.Named form = mapper.map(operation, ContentTypes.schema(body, contentType), pointer, hint);
        return new Body(form.type(), "form", "the form", "", !isRequired(body), form);
    }

    static boolean isRequired(JsonObject body) {
        return body.has("required") && body.get("required").getAsBoolean();
    }
}
