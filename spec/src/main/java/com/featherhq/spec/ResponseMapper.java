package com.featherhq.spec;

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

    private static final Set<String> WITHOUT_BODY = Set.of("204", "205", "304");

    private final TypeMapper types;

    ResponseMapper(TypeMapper types) {
        this.types = types;
    }

    /** @param accept the content types to ask for, or empty */
    record Result(String type, boolean streaming, String accept) {}

    Result map(ApiSpec.Operation operation, String hint) {
        List<JsonObject> withContent = new ArrayList<>();
        boolean undescribed = false;
        for (Map.Entry<String, JsonElement> response : successes(operation).entrySet()) {
            JsonObject json = response.getValue().getAsJsonObject();
            if (!ApiSpec.object(json, "content").isEmpty()) {
                withContent.add(json);
            } else if (!WITHOUT_BODY.contains(response.getKey())) {
                undescribed = true;
            }
        }
        if (withContent.isEmpty()) {
            // A body that the document is silent about is handed over as it comes: it may well be a stream.
            return undescribed && !operation.method().equals("head")
                    ? new Result("ResponseBody", true, "")
                    : new Result("Void", false, "");
        }
        Set<String> accept = new LinkedHashSet<>();
        withContent.forEach(response -> accept.addAll(OperationMapper.contentTypes(response)));
        if (!accept.stream().allMatch(OperationMapper::isJson)) {
            Set<String> streamed = new LinkedHashSet<>(accept);
            streamed.removeIf(OperationMapper::isJson);
            return new Result("ResponseBody", true, String.join(", ", streamed) + otherwiseJson(operation));
        }
        return new Result(jsonType(operation, withContent, hint), false, String.join(", ", accept));
    }

    /** An error is still told in JSON: who asks for the stream alone may be refused it in the stream's content type. */
    private static String otherwiseJson(ApiSpec.Operation operation) {
        return ApiSpec.object(operation.json(), "responses").entrySet().stream()
                        .flatMap(response ->
                                OperationMapper.contentTypes(response.getValue().getAsJsonObject()).stream())
                        .anyMatch(OperationMapper::isJson)
                ? ", application/json;q=0.5"
                : "";
    }

    private static JsonObject successes(ApiSpec.Operation operation) {
        JsonObject successes = new JsonObject();
        JsonObject responses = ApiSpec.object(operation.json(), "responses");
        responses.entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> successes.add(response.getKey(), response.getValue()));
        if (successes.isEmpty() && responses.has("default")) {
            successes.add("default", responses.get("default"));
        }
        return successes;
    }

    private String jsonType(ApiSpec.Operation operation, List<JsonObject> responses, String hint) {
        Set<JsonElement> schemas = new LinkedHashSet<>();
        for (JsonObject response : responses) {
            for (String contentType : OperationMapper.contentTypes(response)) {
                schemas.add(OperationMapper.schemaOf(response, contentType));
            }
        }
        String pointer = JsonPointers.child(operation.pointer(), "responses");
        if (schemas.size() == 1) {
            return types.map(schemas.iterator().next().getAsJsonObject(), pointer, hint + "Response")
                    .name();
        }
        JsonArray members = new JsonArray();
        schemas.forEach(members::add);
        JsonObject union = new JsonObject();
        union.add("anyOf", members);
        return types.map(union, pointer, hint + "Response").name();
    }
}
