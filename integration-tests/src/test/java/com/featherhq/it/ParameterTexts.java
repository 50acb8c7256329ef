package com.featherhq.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenAPI says of how a query parameter is sent, read from the document without the generation rules. */
final class ParameterTexts {

    private static final Map<String, String> SEPARATORS =
            Map.of("form", ",", "spaceDelimited", " ", "pipeDelimited", "|");

    private final String name;
    private final String style;
    private final boolean exploded;
    private final boolean json;

    ParameterTexts(JsonObject parameter) {
        name = parameter.get("name").getAsString();
        style = parameter.has("style") ? parameter.get("style").getAsString() : "form";
        exploded = parameter.has("explode") ? parameter.get("explode").getAsBoolean() : style.equals("form");
        json = parameter.has("content");
    }

    /** The value, without what the style has no text for: anything can be an object, and a text can have the separator. */
    JsonElement sendable(JsonElement value) {
        if (json || (!value.isJsonObject() && !value.isJsonArray())) {
            return value;
        }
        if (value instanceof JsonArray array) {
            JsonArray texts = new JsonArray();
            array.forEach(element -> texts.add(text(element)));
            return texts;
        }
        JsonObject texts = new JsonObject();
        value.getAsJsonObject()
                .asMap()
                .forEach((key, property) ->
                        texts.add(key, property.isJsonArray() ? sendable(property) : text(property)));
        return texts;
    }

    private JsonElement text(JsonElement element) {
        if (element.isJsonNull()) {
            return element; // isn't sent
        }
        if (!element.isJsonPrimitive()) {
            return new JsonPrimitive("text");
        }
        boolean joined = !exploded && SEPARATORS.containsKey(style);
        boolean isText = element.getAsJsonPrimitive().isString();
        return joined && isText ? new JsonPrimitive(element.getAsString().replace(SEPARATORS.get(style), "")) : element;
    }

    /** The texts by the names under which they are sent. */
    Map<String, List<String>> of(JsonElement value) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        if (json) {
            texts.put(name, List.of(value.toString()));
        } else if (value instanceof JsonObject object) {
            object.asMap()
                    .forEach((key, property) ->
                            add(style.equals("deepObject") ? name + "[" + key + "]" : key, property, texts));
        } else if (value instanceof JsonArray array
                && !exploded
                && !strings(array).isEmpty()) {
            texts.put(name, List.of(String.join(SEPARATORS.get(style), strings(array))));
        } else {
            add(name, value, texts);
        }
        return texts;
    }

    private static void add(String name, JsonElement value, Map<String, List<String>> texts) {
        if (value instanceof JsonArray array) {
            if (!strings(array).isEmpty()) {
                texts.put(name, strings(array));
            }
        } else if (!value.isJsonNull()) {
            texts.put(name, List.of(value.getAsString()));
        }
    }

    private static List<String> strings(JsonArray array) {
        return array.asList().stream()
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
    }
}
