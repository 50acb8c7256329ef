package com.featherhq.json;

import com.google.gson.JsonElement;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON as text in which no string shows. */
final class Masking {

    private Masking() {}

    static String masked(JsonElement element) {
        if (element.isJsonObject()) {
            return element.getAsJsonObject().entrySet().stream()
                    .map(property -> property.getKey() + "=" + masked(property.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (element.isJsonArray()) {
            return StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
                    .map(Masking::masked)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return Json.isString(element) ? "***" : element.toString();
    }
}
