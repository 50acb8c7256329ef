package com.featherhq.spec.agreement;

import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An OpenAPI document as its author wrote it, with references followed where something is asked for. */
final class Document {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final int LONGEST_CHAIN = 50;

    private final JsonObject root;

    Document(JsonObject root) {
        this.root = root.deepCopy();
        anchor(this.root, "");
    }

    /** pydantic's {@code #/$defs/Name} means the definitions of the schema around it: such a reference gets its whole pointer. */
    private void anchor(JsonElement element, String pointer) {
        if (element instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                anchor(array.get(i), pointer + "/" + i);
            }
        } else if (element instanceof JsonObject object) {
            object.asMap().forEach((key, value) -> anchor(value, JsonPointers.child(pointer, key)));
            String ref = JsonFields.string(object, "$ref", "");
            for (String around = pointer; ref.startsWith("#/$defs/") && !around.isEmpty(); ) {
                if (JsonPointers.resolve(root, around + ref.substring(1)) != null) {
                    object.addProperty("$ref", "#" + around + ref.substring(1));
                    return;
                }
                around = around.substring(0, around.lastIndexOf('/'));
            }
        }
    }

    /** An operation; {@code shared} are the parameters that its path declares for all of them. */
    record DocumentedOperation(String path, String method, JsonObject json, List<JsonElement> shared) {

        String pointer() {
            return JsonPointers.of("paths", path, method);
        }

        String httpMethod() {
            return method.toUpperCase(Locale.ROOT);
        }
    }

    /** The operations, in the document's order. */
    List<DocumentedOperation> operations() {
        List<DocumentedOperation> operations = new ArrayList<>();
        JsonFields.object(root, "paths").asMap().forEach((path, value) -> {
            JsonObject item = resolve(value);
            for (String method : METHODS) {
                if (item.has(method)) {
                    operations.add(new DocumentedOperation(
                            path, method, item.getAsJsonObject(method), JsonFields.list(item, "parameters")));
                }
            }
        });
        return operations;
    }

    /** The named schemas. */
    JsonObject schemas() {
        return JsonFields.object(JsonFields.object(root, "components"), "schemas");
    }

    /** A parameter and where it's declared. */
    record DocumentedParameter(JsonObject json, String pointer) {

        String name() {
            return JsonFields.string(json, "name", "");
        }

        /** Where it's sent: path, query, header or cookie. */
        String in() {
            return JsonFields.string(json, "in", "");
        }
    }

    /** An operation's parameters: its own take the place of those of its path. */
    List<DocumentedParameter> parameters(DocumentedOperation operation) {
        Map<String, DocumentedParameter> parameters = new LinkedHashMap<>();
        add(operation.shared(), JsonPointers.of("paths", operation.path()), parameters);
        add(JsonFields.list(operation.json(), "parameters"), operation.pointer(), parameters);
        return List.copyOf(parameters.values());
    }

    private void add(List<JsonElement> declared, String pointer, Map<String, DocumentedParameter> parameters) {
        for (int i = 0; i < declared.size(); i++) {
            String at = JsonPointers.child(pointer, "parameters", String.valueOf(i));
            DocumentedParameter parameter = new DocumentedParameter(resolve(declared.get(i)), at);
            parameters.put(parameter.in() + " " + parameter.name(), parameter);
        }
    }

    /** What {@code value} is or leads to by {@code $ref}; anything else than an object counts as an empty one. */
    JsonObject resolve(JsonElement value) {
        JsonElement found = value;
        for (int i = 0; i < LONGEST_CHAIN && found instanceof JsonObject object; i++) {
            String ref = JsonFields.stringOrNull(object, "$ref");
            if (ref == null) {
                return object;
            }
            found = target(ref);
        }
        return new JsonObject();
    }

    private JsonElement target(String ref) {
        String pointer = URLDecoder.decode(ref.replaceFirst("^#", "").replace("+", "%2B"), StandardCharsets.UTF_8);
        JsonElement target = JsonPointers.resolve(root, pointer);
        return target == null ? new JsonObject() : target;
    }

    /** The last {@code $ref} of the chain that starts at {@code schema}: a schema that only names another one is the other. */
    String lastRef(JsonObject schema) {
        String last = JsonFields.string(schema, "$ref", "");
        for (int i = 0; i < LONGEST_CHAIN && target(last) instanceof JsonObject next && next.has("$ref"); i++) {
            last = JsonFields.string(next, "$ref", "");
        }
        return last;
    }
}
