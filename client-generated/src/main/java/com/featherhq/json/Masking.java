package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/** JSON as text in which nothing shows that the service or a customer made up. */
final class Masking {

    private Masking() {}

    private static final int LONGEST_NUMBER = 40;

    /** {@link #masked(JsonObject, Set)} of an object; never fails. */
    static String masked(JsonModel model) {
        try {
            return masked(model.toJsonTree(), model.additionalProperties().keySet());
        } catch (IllegalArgumentException e) {
            return "{…}"; // a JSON value in it contains itself, or a number is none
        }
    }

    /**
     * The properties with their numbers and booleans, and how much is in what they contain: names further in may be the keys of
     * a map, which are data.
     *
     * @param undeclared the names that the API document doesn't declare; they are counted, not shown
     */
    static String masked(JsonObject object, Set<String> undeclared) {
        String shown = object.entrySet().stream()
                .filter(property -> !undeclared.contains(property.getKey()))
                .map(property -> property.getKey() + "=" + masked(property.getValue()))
                .collect(Collectors.joining(", "));
        String rest = undeclared.isEmpty() ? "" : (shown.isEmpty() ? "" : ", ") + undeclared.size() + " undeclared";
        return "{" + shown + rest + "}";
    }

    private static String masked(JsonElement value) {
        if (value.isJsonObject()) {
            return "{" + value.getAsJsonObject().size() + "}";
        }
        if (value.isJsonArray()) {
            return "[" + value.getAsJsonArray().size() + "]";
        }
        if (Json.isString(value)) {
            return "***";
        }
        String text = value.toString();
        return text.length() <= LONGEST_NUMBER ? text : "***";
    }
}
