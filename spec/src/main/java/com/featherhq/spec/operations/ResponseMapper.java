package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ContentTypes;
import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.types.JavaType;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which Java type an operation's successful answers have. */
final class ResponseMapper {

    private static final String UNREAD = "ResponseBody";
    private static final Set<String> WITHOUT_BODY = Set.of("204", "205", "304");

    private final TypeMapper types;

    ResponseMapper(TypeMapper types) {
        this.types = types;
    }

    /** @param accept the content types to ask for, or empty */
    record Result(String type, boolean streaming, String accept) {}

    Result map(ApiOperation operation, String hint) {
        List<JsonObject> withContent = new ArrayList<>();
        boolean undescribed = false;
        for (Map.Entry<String, JsonElement> response : successes(operation).entrySet()) {
            JsonObject json = response.getValue().getAsJsonObject();
            if (!JsonFields.object(json, "content").isEmpty()) {
                withContent.add(json);
            } else if (!WITHOUT_BODY.contains(response.getKey())) {
                undescribed = true;
            }
        }
        if (operation.method().equals("head") || (withContent.isEmpty() && !undescribed)) {
            return new Result("Void", false, "");
        }
        // A body that the document is silent about is handed over as it comes: it may well be a stream, or empty.
        Result described = read(operation, withContent, hint);
        return undescribed ? new Result(UNREAD, true, described.accept()) : described;
    }

    private Result read(ApiOperation operation, List<JsonObject> responses, String hint) {
        Set<String> accept = new LinkedHashSet<>();
        responses.forEach(response -> accept.addAll(ContentTypes.of(response)));
        if (accept.isEmpty()) {
            return new Result(UNREAD, true, "");
        }
        if (accept.stream().allMatch(ContentTypes::isPlainText)) {
            return new Result("String", false, String.join(", ", accept) + otherwiseJson(operation));
        }
        if (!accept.stream().allMatch(ContentTypes::isJson)) {
            Set<String> streamed = new LinkedHashSet<>(accept);
            streamed.removeIf(ContentTypes::isJson);
            return new Result(UNREAD, true, String.join(", ", streamed) + otherwiseJson(operation));
        }
        String type = jsonType(operation, responses, hint);
        return type.equals(UNREAD)
                ? new Result(type, true, String.join(", ", accept) + ", */*;q=0.5")
                : new Result(type, false, String.join(", ", accept));
    }

    /** An error is still told in JSON: who asks for the stream alone may be refused it in the stream's content type. */
    private static String otherwiseJson(ApiOperation operation) {
        return JsonFields.object(operation.json(), "responses").entrySet().stream()
                        .flatMap(response -> ContentTypes.of(response.getValue().getAsJsonObject()).stream())
                        .anyMatch(ContentTypes::isJson)
                ? ", application/json;q=0.5"
                : "";
    }

    private static JsonObject successes(ApiOperation operation) {
        JsonObject successes = new JsonObject();
        JsonObject responses = JsonFields.object(operation.json(), "responses");
        responses.entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> successes.add(response.getKey(), response.getValue()));
        if (successes.isEmpty() && responses.has("default")) {
            successes.add("default", responses.get("default"));
        }
        return successes;
    }

    private String jsonType(ApiOperation operation, List<JsonObject> responses, String hint) {
        Set<JsonElement> schemas = new LinkedHashSet<>();
        for (JsonObject response : responses) {
            for (String contentType : ContentTypes.of(response)) {
                schemas.add(ContentTypes.schema(response, contentType));
            }
        }
        String pointer = JsonPointers.child(operation.pointer(), "responses");
        JsonObject schema = schemas.size() == 1 ? schemas.iterator().next().getAsJsonObject() : anyOf(schemas);
        if (Schemas.isNull(schema)) {
            return "Void";
        }
        JavaType type = types.map(schema, pointer, hint + "Response");
        return type.equals(JavaType.ANY) ? UNREAD : type.name();
    }

    private static JsonObject anyOf(Set<JsonElement> schemas) {
        JsonArray members = new JsonArray();
        schemas.forEach(members::add);
        JsonObject union = new JsonObject();
        union.add("anyOf", members);
        return union;
    }
}
