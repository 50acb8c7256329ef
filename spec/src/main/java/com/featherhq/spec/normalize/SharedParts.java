package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.GenerationWarning.Kind;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rule for what operations share: each gets a copy of its own of the parameters that its path declares for all methods, and of
 * the parameters, bodies and responses that it refers to.
 */
public final class SharedParts {

    /** Set on a parameter that the document has in another place; no keyword that a vendor would write. */
    private static final String POINTER = "x-java-pointer";

    private static final int LONGEST_CHAIN = 50;

    private final JsonObject root;

    private SharedParts(ApiSpec spec) {
        this.root = spec.root();
    }

    /** Writes them out in {@code spec}, which {@link SpecNormalizer} has copied. */
    static void inline(ApiSpec spec, List<GenerationWarning> warnings) {
        SharedParts parts = new SharedParts(spec);
        parts.inlinePathItems(warnings);
        RefusedOperations.removeWhereFails(spec, warnings, parts::inline);
        parts.paths().asMap().values().forEach(item -> item.getAsJsonObject().remove("parameters"));
    }

    /** Where a parameter stands in the document as its author wrote it; {@code otherwise} if that's where it is. */
    public static String pointer(JsonObject parameter, String otherwise) {
        return JsonFields.string(parameter, POINTER, otherwise);
    }

    private JsonObject paths() {
        return root.getAsJsonObject("paths");
    }

    private void inlinePathItems(List<GenerationWarning> warnings) {
        JsonObject paths = paths();
        paths.keySet().removeIf(path -> path.startsWith("x-"));
        for (String path : new ArrayList<>(paths.keySet())) {
            String pointer = JsonPointers.of("paths", path);
            JsonObject item = itemOrWarning(paths.get(path), pointer, warnings);
            paths.add(path, item);
            for (String key : item.keySet()) {
                if (ApiSpec.isUnknownMethod(key)) {
                    warnings.add(new GenerationWarning(
                            Kind.NO_METHOD,
                            JsonPointers.child(pointer, key),
                            "\"" + key + "\" is no method that OpenAPI 3.1 knows."));
                }
            }
        }
    }

    private JsonObject itemOrWarning(JsonElement item, String pointer, List<GenerationWarning> warnings) {
        try {
            return resolved(item, pointer);
        } catch (SpecException e) {
            warnings.add(new GenerationWarning(Kind.NO_METHOD, pointer, String.valueOf(e.getMessage())));
            return new JsonObject();
        }
    }

    private void inline(ApiOperation operation) {
        inlineParameters(operation);
        JsonObject json = operation.json();
        if (json.has("requestBody")) {
            String pointer = JsonPointers.child(operation.pointer(), "requestBody");
            json.add("requestBody", resolved(json.get("requestBody"), pointer));
        }
        JsonObject responses = JsonFields.object(json, "responses");
        for (String status : new ArrayList<>(responses.keySet())) {
            String pointer = JsonPointers.child(operation.pointer(), "responses", status);
            responses.add(status, resolved(responses.get(status), pointer));
        }
    }

    /** An operation's own parameter takes the place of its path's of that name. */
    private void inlineParameters(ApiOperation operation) {
        JsonArray parameters = new JsonArray();
        Set<String> own = new HashSet<>();
        String pointer = JsonPointers.child(operation.pointer(), "parameters");
        for (JsonElement element : JsonFields.list(operation.json(), "parameters")) {
            JsonObject parameter = resolved(element, JsonPointers.child(pointer, String.valueOf(parameters.size())));
            own.add(place(parameter));
            parameters.add(parameter);
        }
        List<JsonElement> shared = JsonFields.list(operation.pathItem(), "parameters");
        for (int i = 0; i < shared.size(); i++) {
            String at = JsonPointers.of("paths", operation.path(), "parameters", String.valueOf(i));
            JsonObject parameter = resolved(shared.get(i), at);
            if (own.add(place(parameter))) {
                parameter.addProperty(POINTER, at);
                parameters.add(parameter);
            }
        }
        if (!parameters.isEmpty()) {
            operation.json().add("parameters", parameters);
        }
    }

    private static String place(JsonObject parameter) {
        return JsonFields.string(parameter, "in", "") + " " + JsonFields.string(parameter, "name", "");
    }

    /** A copy of what {@code part} is, or refers to. */
    private JsonObject resolved(JsonElement part, String pointer) {
        JsonElement found = part;
        for (int i = 0; i < LONGEST_CHAIN && found instanceof JsonObject object; i++) {
            String ref = JsonFields.stringOrNull(object, "$ref");
            if (ref == null) {
                return object.deepCopy();
            }
            found = ref.startsWith("#/") ? JsonPointers.resolve(root, ref.substring(1)) : null;
        }
        throw new SpecException(pointer + " refers to something that isn't in the document: " + part + ".");
    }
}
