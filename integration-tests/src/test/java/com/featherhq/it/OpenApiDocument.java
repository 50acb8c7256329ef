package com.featherhq.it;

import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API document as its author wrote it: read without the generation rules, so that it can be held against them. */
final class OpenApiDocument {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonObject root;
    private volatile @Nullable SchemaHeights heights;

    OpenApiDocument(JsonObject root) {
        this.root = root;
        anchor(root, "");
    }

    /** pydantic's {@code #/$defs/Name} means the definitions of the schema around it: such a reference gets its whole pointer. */
    private void anchor(JsonElement element, String pointer) {
        if (element instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                anchor(array.get(i), pointer + "/" + i);
            }
        } else if (element instanceof JsonObject object) {
            object.asMap().forEach((key, value) -> anchor(value, JsonPointers.child(pointer, key)));
            anchorReference(object, pointer);
        }
    }

    private void anchorReference(JsonObject object, String pointer) {
        if (!(object.get("$ref") instanceof JsonPrimitive ref)
                || !ref.getAsString().startsWith("#/$defs/")) {
            return;
        }
        for (String around = pointer; !around.isEmpty(); around = around.substring(0, around.lastIndexOf('/'))) {
            if (JsonPointers.resolve(root, around + ref.getAsString().substring(1)) != null) {
                object.addProperty("$ref", "#" + around + ref.getAsString().substring(1));
                return;
            }
        }
    }

    static OpenApiDocument read(Path file) {
        try {
            return new OpenApiDocument(
                    JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /** Which member of a union ends where a value has to. */
    SchemaHeights heights() {
        SchemaHeights known = heights;
        if (known == null) {
            known = new SchemaHeights(this);
            heights = known;
        }
        return known;
    }

    String version() {
        return root.getAsJsonObject("info").get("version").getAsString();
    }

    /** The operations by method and path, as in {@code GET /v1/agents/{agent_id}}. */
    Map<String, Operation> operations() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        root.getAsJsonObject("paths")
                .asMap()
                .forEach((path, value) -> resolve(value).asMap().forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        String line = method.toUpperCase(Locale.ROOT) + " " + path;
                        operations.put(line, new Operation(line, whole(operation.getAsJsonObject(), resolve(value))));
                    }
                }));
        return operations;
    }

    /** The operation with what it refers to, and with what its path declares for all methods. */
    private JsonObject whole(JsonObject operation, JsonObject pathItem) {
        JsonObject whole = operation.deepCopy();
        JsonArray parameters = new JsonArray();
        List<JsonElement> all = new ArrayList<>(list(operation, "parameters"));
        all.addAll(list(pathItem, "parameters"));
        Set<String> places = new HashSet<>();
        for (JsonElement element : all) {
            JsonObject parameter = resolve(element);
            if (places.add(parameter.get("in") + " " + parameter.get("name"))) {
                parameters.add(parameter);
            }
        }
        whole.add("parameters", parameters);
        if (whole.has("requestBody")) {
            whole.add("requestBody", resolve(whole.get("requestBody")));
        }
        object(whole, "responses").asMap().replaceAll((status, response) -> resolve(response));
        return whole;
    }

    /** The named schemas, in document order. */
    Map<String, JsonElement> schemas() {
        return object(object(root, "components"), "schemas").asMap();
    }

    /** The schema that {@code schema} is or refers to; {@code true} is the schema that allows everything. */
    JsonObject resolve(JsonElement schema) {
        JsonObject resolved = schema.isJsonObject() ? schema.getAsJsonObject() : new JsonObject();
        if (refName(resolved) == null) {
            return resolved;
        }
        String ref = resolved.get("$ref").getAsString();
        return resolve(Objects.requireNonNull(JsonPointers.resolve(root, ref.substring(1)), ref));
    }

    /** The name of the schema that {@code schema} refers to, or null. */
    static @Nullable String refName(JsonElement schema) {
        if (!(schema instanceof JsonObject object) || !object.has("$ref")) {
            return null;
        }
        String ref = object.get("$ref").getAsString();
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** The object at {@code key}, or an empty one. */
    static JsonObject object(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonObject object ? object : new JsonObject();
    }

    /** The elements of the array at {@code key}, or none. */
    static List<JsonElement> list(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonArray array ? array.asList() : List.of();
    }

    /** An operation; {@code line} is its method and path. */
    record Operation(String line, JsonObject json) {

        /** The statuses that the document describes. */
        List<String> statuses() {
            return new ArrayList<>(object(json, "responses").keySet());
        }

        /** The statuses of success that it describes; {@code default} where it describes no other. */
        List<String> successes() {
            List<String> successes = new ArrayList<>(statuses());
            successes.removeIf(status -> !status.startsWith("2"));
            if (successes.isEmpty()) {
                successes.add("default");
            }
            return successes;
        }

        /** The schema of a status's JSON body, or null if it has none. */
        @Nullable
        JsonElement responseSchema(String status) {
            return schema(object(object(json, "responses"), status), "application/json");
        }

        /** The content types of a status's body, with what is said of each. */
        JsonObject responseContent(String status) {
            return object(object(object(json, "responses"), status), "content");
        }

        /** The schema of the request body of that content type, or null if there is none. */
        @Nullable
        JsonElement requestSchema(String contentType) {
            return schema(object(json, "requestBody"), contentType);
        }

        /** The content types of the request body. */
        List<String> requestTypes() {
            return new ArrayList<>(
                    object(object(json, "requestBody"), "content").keySet());
        }

        /** The names of the cookies, in order. */
        List<String> cookies() {
            return list(json, "parameters").stream()
                    .map(JsonElement::getAsJsonObject)
                    .filter(parameter -> parameter.get("in").getAsString().equals("cookie"))
                    .map(parameter -> parameter.get("name").getAsString())
                    .toList();
        }

        /** The parameter of the path, which is a text if only the path names it. */
        JsonObject pathParameter(String name) {
            boolean declared = list(json, "parameters").stream()
                    .map(JsonElement::getAsJsonObject)
                    .anyMatch(parameter -> parameter.get("in").getAsString().equals("path")
                            && parameter.get("name").getAsString().equals(name));
            if (declared) {
                return parameter("path", name);
            }
            JsonObject text = new JsonObject();
            text.addProperty("type", "string");
            JsonObject parameter = new JsonObject();
            parameter.add("schema", text);
            return parameter;
        }

        /** The parameter of that place and name. */
        JsonObject parameter(String in, String name) {
            for (JsonElement parameter : list(json, "parameters")) {
                JsonObject object = parameter.getAsJsonObject();
                if (object.get("in").getAsString().equals(in)
                        && object.get("name").getAsString().equals(name)) {
                    return object;
                }
            }
            throw new AssertionError(line + " declares no " + in + " parameter " + name);
        }

        /** The schema of a parameter, whichever way it's said. */
        static JsonElement parameterSchema(JsonObject parameter) {
            for (JsonElement media : object(parameter, "content").asMap().values()) {
                return media.getAsJsonObject().has("schema")
                        ? media.getAsJsonObject().get("schema")
                        : new JsonObject();
            }
            return parameter.has("schema") ? parameter.get("schema") : new JsonObject();
        }

        private static @Nullable JsonElement schema(JsonObject holder, String contentType) {
            return object(object(holder, "content"), contentType).get("schema");
        }
    }
}
