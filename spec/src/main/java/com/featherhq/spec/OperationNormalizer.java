package com.featherhq.spec;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules for operations: one interface and one method name for each. */
final class OperationNormalizer {

    private OperationNormalizer() {}

    /** Rewrites the operations of {@code spec}, which {@link SpecNormalizer} has copied. */
    static void normalize(ApiSpec spec) {
        spec.forEachOperation(OperationNormalizer::keepFirstTag);
        shortenIds(spec);
        requireDistinctMethods(spec);
    }

    /** An operation belongs to one interface; a second tag, or the same tag again, would give a second method. */
    static void keepFirstTag(ApiSpec.Operation operation) {
        List<String> tags = Schemas.strings(operation.json(), "tags");
        JsonArray first = new JsonArray();
        first.add(tags.isEmpty() ? "default" : tags.get(0));
        operation.json().add("tags", first);
    }

    /** Operations of one interface whose short names are the same keep their long ones: those are unique. */
    private static void shortenIds(ApiSpec spec) {
        Map<String, List<ApiSpec.Operation>> byMethod = new LinkedHashMap<>();
        spec.forEachOperation(
                operation -> byMethod.computeIfAbsent(method(operation, shortId(operation)), key -> new ArrayList<>())
                        .add(operation));
        byMethod.values().stream()
                .filter(operations -> operations.size() == 1)
                .map(operations -> operations.get(0))
                .forEach(operation -> operation.json().addProperty("operationId", shortId(operation)));
    }

    /**
     * FastAPI makes an operationId of the function's name, the path and the method; only the name says something, and it
     * doesn't change when the path moves.
     */
    static String shortId(ApiSpec.Operation operation) {
        String suffix = "_" + operation.path().replaceAll("\\W", "_").replaceAll("^_", "") + "_" + operation.method();
        String id = operation.id();
        boolean says = id.endsWith(suffix) && id.length() > suffix.length();
        return says ? id.substring(0, id.length() - suffix.length()) : id;
    }

    /** Two ids may differ only in what a Java name leaves out. */
    private static void requireDistinctMethods(ApiSpec spec) {
        Map<String, String> seen = new LinkedHashMap<>();
        spec.forEachOperation(operation -> {
            String method = method(operation, operation.id());
            String first = seen.putIfAbsent(method, operation.pointer());
            if (first != null) {
                throw new SpecException(operation.pointer() + " and " + first + " would both become the Java method "
                        + method + "; add a rule to OperationNormalizer.");
            }
        });
    }

    private static String method(ApiSpec.Operation operation, String id) {
        return JavaNames.api(Schemas.strings(operation.json(), "tags").get(0)) + "." + JavaNames.identifier(id);
    }
}
