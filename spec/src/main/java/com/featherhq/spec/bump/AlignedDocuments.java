package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.Operation;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Two documents with the same operations at the same places, so that their comparer never has to guess which is which and
 * compares each with itself. What is said of an operation stands as it was.
 */
final class AlignedDocuments {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    private AlignedDocuments() {}

    /** The old document with the operations that both have, each at its new place. */
    static JsonObject base(JsonObject before, List<Operations.Pair> pairs) {
        JsonObject paths = new JsonObject();
        for (Operations.Pair pair : pairs) {
            JsonObject operation = operation(before, pair.before());
            renamePathParameters(
                    operation, names(pair.before().path()), names(pair.after().path()));
            put(paths, pair.after(), operation);
        }
        return withPaths(before, paths);
    }

    /** A document with some of its operations. */
    static JsonObject only(JsonObject document, Collection<Operation> operations) {
        JsonObject paths = new JsonObject();
        operations.forEach(operation -> put(paths, operation, operation(document, operation)));
        return withPaths(document, paths);
    }

    private static JsonObject withPaths(JsonObject document, JsonObject paths) {
        JsonObject copy = document.deepCopy();
        copy.add("paths", paths);
        copy.remove("webhooks");
        return copy;
    }

    private static void put(JsonObject paths, Operation operation, JsonObject json) {
        if (!paths.has(operation.path())) {
            paths.add(operation.path(), new JsonObject());
        }
        paths.getAsJsonObject(operation.path()).add(operation.verb().toLowerCase(Locale.ROOT), json);
    }

    /** The operation with the parameters of its path item, which may have others at the new place. */
    private static JsonObject operation(JsonObject document, Operation operation) {
        JsonObject item = document.getAsJsonObject("paths").getAsJsonObject(operation.path());
        JsonObject json =
                item.getAsJsonObject(operation.verb().toLowerCase(Locale.ROOT)).deepCopy();
        if (item.has("parameters")) {
            JsonArray all = json.has("parameters") ? json.getAsJsonArray("parameters") : new JsonArray();
            all.addAll(item.getAsJsonArray("parameters").deepCopy());
            json.add("parameters", all);
        }
        return json;
    }

    private static List<String> names(String path) {
        return PARAMETER
                .matcher(path)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static void renamePathParameters(JsonObject operation, List<String> from, List<String> to) {
        if (from.size() != to.size() || !operation.has("parameters")) {
            return;
        }
        Map<String, String> renamed = new HashMap<>();
        for (int i = 0; i < from.size(); i++) {
            renamed.put(from.get(i), to.get(i));
        }
        for (JsonElement element : operation.getAsJsonArray("parameters")) {
            JsonObject parameter = element.getAsJsonObject();
            if (new JsonPrimitive("path").equals(parameter.get("in"))) {
                String name = parameter.get("name").getAsString();
                parameter.addProperty("name", renamed.getOrDefault(name, name));
            }
        }
    }
}
