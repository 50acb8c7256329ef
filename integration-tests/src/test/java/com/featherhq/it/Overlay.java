package com.featherhq.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Applies an OpenAPI Overlay to a document: {@code update} actions on objects, whose target is a JSONPath made of
 * {@code .name} and {@code ['name']} steps. An action whose target the document lacks is skipped, as the overlay
 * specification asks.
 */
final class Overlay {

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|\\['([^']+)']");

    private Overlay() {}

    /** Changes {@code document} as {@code overlay} says. */
    static void apply(JsonObject overlay, JsonObject document) {
        for (JsonElement element : overlay.getAsJsonArray("actions")) {
            JsonObject action = element.getAsJsonObject();
            JsonObject target = find(action.get("target").getAsString(), document);
            if (target != null) {
                merge(action.getAsJsonObject("update"), target);
            }
        }
    }

    private static @Nullable JsonObject find(String path, JsonObject document) {
        Matcher steps = STEP.matcher(path).region(1, path.length());
        JsonObject found = document;
        while (steps.lookingAt()) {
            String name = steps.group(1) != null ? steps.group(1) : steps.group(2);
            if (!(found.get(name) instanceof JsonObject next)) {
                return null;
            }
            found = next;
            steps.region(steps.end(), path.length());
        }
        if (!path.startsWith("$") || steps.regionStart() != path.length()) {
            throw new IllegalArgumentException(
                    "overlay target '" + path + "' is not made of $, .name and ['name'] steps");
        }
        return found;
    }

    private static void merge(JsonObject update, JsonObject target) {
        update.asMap().forEach((name, value) -> {
            if (value instanceof JsonObject object && target.get(name) instanceof JsonObject existing) {
                merge(object, existing);
            } else {
                target.add(name, value.deepCopy());
            }
        });
    }
}
