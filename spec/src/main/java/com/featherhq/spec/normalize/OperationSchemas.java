package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.function.BiConsumer;

/** The places of an operation that hold a schema. */
final class OperationSchemas {

    private OperationSchemas() {}

    /** Calls {@code action} with each object that has a {@code schema}, and the pointer to that object. */
    static void forEach(ApiOperation operation, BiConsumer<JsonObject, String> action) {
        requireNoSharedParts(operation);
        JsonArray parameters = operation.json().getAsJsonArray("parameters");
        for (int i = 0; parameters != null && i < parameters.size(); i++) {
            String pointer = JsonPointers.child(operation.pointer(), "parameters", String.valueOf(i));
            JsonObject parameter = inline(parameters.get(i), pointer);
            if (!parameter.has("schema")) {
                throw new SpecException(
                        pointer + " has no schema; the generation rules know no other kind of parameter.");
            }
            action.accept(parameter, pointer);
        }
        if (operation.json().has("requestBody")) {
            String pointer = JsonPointers.child(operation.pointer(), "requestBody");
            forEachContent(inline(operation.json().get("requestBody"), pointer), pointer, action);
        }
        for (Map.Entry<String, JsonElement> response :
                JsonFields.object(operation.json(), "responses").entrySet()) {
            String pointer = JsonPointers.child(operation.pointer(), "responses", response.getKey());
            forEachContent(inline(response.getValue(), pointer), pointer, action);
        }
    }

    private static void forEachContent(JsonObject holder, String pointer, BiConsumer<JsonObject, String> action) {
        for (Map.Entry<String, JsonElement> media :
                JsonFields.object(holder, "content").entrySet()) {
            JsonObject mediaType = media.getValue().getAsJsonObject();
            if (mediaType.has("schema")) {
                action.accept(mediaType, JsonPointers.child(pointer, "content", media.getKey()));
            }
        }
    }

    private static JsonObject inline(JsonElement value, String pointer) {
        JsonObject object = value.getAsJsonObject();
        if (object.has("$ref")) {
            throw new SpecException(pointer + " is a $ref; the generation rules know $ref only for schemas.");
        }
        return object;
    }

    private static void requireNoSharedParts(ApiOperation operation) {
        if (operation.pathItem().has("parameters")) {
            throw new SpecException(
                    JsonPointers.of("paths", operation.path(), "parameters")
                            + " declares parameters for all methods of a path; the generation rules know only an operation's own.");
        }
    }
}
