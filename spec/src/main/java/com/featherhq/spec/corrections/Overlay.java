package com.featherhq.spec.corrections;

import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI Overlay 1.0 document in JSON. An action may say in {@code x-fault}, a JSONPath too, what it corrects: it is applied
 * only as long as that selects something.
 */
public final class Overlay {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final String name;
    private final List<Action> actions;

    private Overlay(String name, List<Action> actions) {
        this.name = name;
        this.actions = List.copyOf(actions);
    }

    /** What became of an action. */
    enum Outcome {
        /** It changed the document. */
        APPLIED,
        /** The document has nothing that it is about. */
        ABSENT,
        /** The document has what it is about, and the fault is gone. */
        STALE
    }

    /**
     * One change.
     *
     * @param description why
     * @param source where it is said
     * @param fault what has to be there for it to be applied, or null
     * @param update what is merged into or appended to what {@code target} selects; null to remove that
     */
    record Action(
            String description,
            String source,
            JsonPath target,
            @Nullable JsonPath fault,
            @Nullable JsonElement update) {

        Outcome apply(JsonObject document) {
            List<JsonPath.Node> nodes = target.select(document);
            boolean faulty = fault == null || !fault.select(document).isEmpty();
            if (nodes.isEmpty() || !faulty) {
                return isAbout(document) ? Outcome.STALE : Outcome.ABSENT;
            }
            nodes.forEach(this::change);
            return Outcome.APPLIED;
        }

        /** Whether the document has the operation, or else the path, that the target is in. */
        private boolean isAbout(JsonObject document) {
            List<String> names = target.names();
            if (names.size() < 2 || !names.get(0).equals("paths")) {
                return !target.select(document).isEmpty();
            }
            JsonObject path = JsonFields.object(JsonFields.object(document, "paths"), names.get(1));
            boolean ofOperation = names.size() > 2 && METHODS.contains(names.get(2));
            return ofOperation ? path.has(names.get(2)) : path.size() > 0;
        }

        private void change(JsonPath.Node node) {
            if (update == null) {
                node.remove();
            } else if (node.value() instanceof JsonArray array) {
                array.add(update.deepCopy());
            } else if (node.value() instanceof JsonObject object && update instanceof JsonObject more) {
                merge(more, object);
            } else {
                throw new SpecException("the target " + target + " selects " + JsonPath.kind(node.value())
                        + ", which can't be updated with " + JsonPath.kind(update)
                        + ": select the object that holds it.");
            }
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

    /**
     * Reads an overlay.
     *
     * @throws SpecException if it can't be read, or isn't one; the message says which action is wrong and how
     */
    public static Overlay read(Path file) {
        try {
            return of(JsonParser.parseString(Files.readString(file)), file.toString());
        } catch (IOException e) {
            throw new SpecException(file + " can't be read: check that the file is there and readable.", e);
        } catch (JsonParseException e) {
            throw new SpecException(file + " is not a JSON document.", e);
        }
    }

    static Overlay of(JsonElement parsed, String name) {
        if (!(parsed instanceof JsonObject root)
                || !JsonFields.string(root, "overlay", "").startsWith("1.0.")) {
            throw new SpecException(
                    name + " is not an OpenAPI Overlay 1.0 document: it has no \"overlay\": \"1.0.0\".");
        }
        requireFields(root, Set.of("overlay", "info", "extends", "actions"), name);
        if (!(root.get("actions") instanceof JsonArray array) || array.isEmpty()) {
            throw new SpecException(name + " has no actions: an overlay has at least one.");
        }
        List<Action> actions = new ArrayList<>();
        for (JsonElement each : array) {
            actions.add(action(each, name + ", action " + actions.size()));
        }
        return new Overlay(name, actions);
    }

    private static Action action(JsonElement element, String place) {
        if (!(element instanceof JsonObject action)) {
            throw new SpecException(place + " is not an object.");
        }
        requireFields(action, Set.of("target", "description", "update", "remove"), place);
        boolean remove = JsonFields.isTrue(action, "remove");
        if (!remove && !action.has("update")) {
            throw new SpecException(place + " has neither an update nor \"remove\": true.");
        }
        JsonPath target = path(action, "target", place);
        if (remove && target.isRoot()) {
            throw new SpecException(place + " would remove the whole document.");
        }
        return new Action(
                JsonFields.string(action, "description", ""),
                JsonFields.string(action, "x-source", ""),
                target,
                action.has("x-fault") ? path(action, "x-fault", place) : null,
                remove ? null : action.get("update"));
    }

    private static JsonPath path(JsonObject action, String field, String place) {
        try {
            return JsonPath.parse(JsonFields.string(action, field, ""));
        } catch (SpecException e) {
            throw new SpecException(place + ", " + field + ": " + e.getMessage(), e);
        }
    }

    /** A misspelt field would otherwise do nothing, in silence. */
    private static void requireFields(JsonObject object, Set<String> known, String place) {
        for (String field : object.keySet()) {
            if (!known.contains(field) && !field.startsWith("x-")) {
                throw new SpecException(place + " has a field \"" + field + "\" that overlays don't have.");
            }
        }
    }

    List<Action> actions() {
        return actions;
    }

    /**
     * Changes {@code document}, action by action.
     *
     * @throws SpecException if an action doesn't fit what its target selects
     */
    public void apply(JsonObject document) {
        List<Outcome> unused = outcomes(document);
    }

    List<Outcome> outcomes(JsonObject document) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Action action : actions) {
            try {
                outcomes.add(action.apply(document));
            } catch (SpecException e) {
                throw new SpecException(name + ", action " + outcomes.size() + ": " + e.getMessage(), e);
            }
        }
        return outcomes;
    }
}
