package com.featherhq.it.contract;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values file: values by the names of parameters, and for single operations, as in {@code GET /v1/things}, an object with
 * their parameters and their body, or {@code false} to leave the operation out.
 */
record GivenValues(JsonObject json) {

    private static final String BODY = "body";

    /**
     * Refuses a file that names an operation that there isn't.
     *
     * @throws IllegalArgumentException if there is one
     */
    void requireKnown(Set<String> operations) {
        for (String key : json.keySet()) {
            if (key.contains("/") && !operations.contains(key)) {
                throw new IllegalArgumentException(
                        "The values file names \"" + key + "\", which is no operation of the document.");
            }
        }
    }

    boolean leavesOut(String operation) {
        return new JsonPrimitive(false).equals(json.get(operation));
    }

    /** Whether the file has anything for that operation. */
    boolean names(String operation) {
        return json.get(operation) instanceof JsonObject;
    }

    /** The names of the parameters that the file has values of, for that operation. */
    List<String> parameters(String operation, List<JsonObject> declared) {
        List<String> names = new ArrayList<>();
        declared.forEach(parameter -> names.add(parameter.get("name").getAsString()));
        names.retainAll(own(operation).keySet());
        return names;
    }

    /** The value of a parameter for one operation, or null. */
    @Nullable
    JsonElement of(String operation, String name) {
        return own(operation).get(name);
    }

    /** The value of every parameter of that name, or null. */
    @Nullable
    JsonElement named(String name) {
        return json.get(name);
    }

    /** The body: what {@code body} has, or all that isn't a parameter; null if that is nothing. */
    @Nullable
    JsonElement body(String operation, List<JsonObject> declared) {
        JsonObject rest = own(operation).deepCopy();
        parameters(operation, declared).forEach(rest::remove);
        if (rest.keySet().equals(Set.of(BODY))) {
            return rest.get(BODY);
        }
        return rest.isEmpty() ? null : rest;
    }

    private JsonObject own(String operation) {
        return json.get(operation) instanceof JsonObject object ? object : new JsonObject();
    }
}
