package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.BiConsumer;

/** The places of an operation that hold a schema. */
final class OperationSchemas {

    private OperationSchemas() {}

    /** Calls {@code action} with each object that has a {@code schema}, and the pointer to that object. */
    static void forEach(ApiOperation operation, BiConsumer<JsonObject, String> action) {
        List<JsonElement> parameters = JsonFields.list(operation.json(), "parameters");
        for (int i = 0; i < parameters.size(); i++) {
            String pointer = JsonPointers.child(operation.pointer(), "parameters", String.valueOf(i));
            forEachHolder(parameters.get(i).getAsJsonObject(), pointer, action);
        }
        JsonObject body = JsonFields.object(operation.json(), "requestBody");
        forEachHolder(body, JsonPointers.child(operation.pointer(), "requestBody"), action);
        JsonFields.object(operation.json(), "responses").asMap().forEach((status, response) -> {
            String pointer = JsonPointers.child(operation.pointer(), "responses", status);
            forEachHolder(response.getAsJsonObject(), pointer, action);
        });
    }

    private static void forEachHolder(JsonObject holder, String pointer, BiConsumer<JsonObject, String> action) {
        if (holder.has("schema")) {
            action.accept(holder, pointer);
        }
        JsonFields.object(holder, "content").asMap().forEach((contentType, media) -> {
            if (media instanceof JsonObject mediaType && mediaType.has("schema")) {
                action.accept(mediaType, JsonPointers.child(pointer, "content", contentType));
            }
        });
    }
}
