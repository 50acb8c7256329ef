package com.featherhq.it.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that operations are called with: given ones, and ids from the lists that the service answered with. */
final class Values {

    private final JsonObject given;
    private final Map<String, JsonElement> idByList = new HashMap<>();

    /** @param given values by the names of parameters, and request bodies by {@code POST /path} */
    Values(JsonObject given) {
        this.given = given;
    }

    /** The value of a parameter, or null if none is known. */
    @Nullable
    JsonElement parameter(String path, String name) {
        if (given.has(name)) {
            return given.get(name);
        }
        int at = path.indexOf("/{" + name + "}");
        return at < 0 ? null : idByList.get(path.substring(0, at));
    }

    /** The request body of an operation, or null if none is known. */
    @Nullable
    JsonElement body(String operation) {
        return given.get(operation);
    }

    /** Notes the id of the first row, if the body has rows with ids. */
    void learn(String path, String body) {
        JsonElement json = JsonParser.parseString(body);
        JsonArray rows = json.isJsonArray() ? json.getAsJsonArray() : json.isJsonObject() ? rows(json) : null;
        if (rows != null && !rows.isEmpty() && rows.get(0) instanceof JsonObject row && row.has("id")) {
            idByList.put(path, row.get("id"));
        }
    }

    private static @Nullable JsonArray rows(JsonElement page) {
        for (JsonElement value : page.getAsJsonObject().asMap().values()) {
            if (value.isJsonArray()) {
                return value.getAsJsonArray();
            }
        }
        return null;
    }
}
