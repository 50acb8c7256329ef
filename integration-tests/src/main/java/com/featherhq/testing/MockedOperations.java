package com.featherhq.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of a document, found by method and path, each with a conforming answer. */
final class MockedOperations {

    private final List<MockedOperation> operations = new ArrayList<>();
    private final ExampleJson examples;

    MockedOperations(JsonObject document) {
        this.examples = new ExampleJson(document);
        document.getAsJsonObject("paths")
                .entrySet()
                .forEach(path -> path.getValue().getAsJsonObject().entrySet().forEach(entry -> {
                    if (entry.getValue() instanceof JsonObject json && json.has("responses")) {
                        operations.add(operation(entry.getKey(), path.getKey(), json));
                    }
                }));
        // A literal path wins over a template: /things/newest over /things/{id}.
        operations.sort(Comparator.comparing(operation -> operation.template().split("\\{", -1).length));
    }

    /**
     * An operation with its answer.
     *
     * @param open whether it takes no key
     */
    record MockedOperation(
            String verb,
            String template,
            Pattern path,
            boolean open,
            int status,
            String contentType,
            JsonElement body) {

        String line() {
            return verb + " " + template;
        }

        boolean hasBody() {
            return !contentType.isEmpty();
        }
    }

    @Nullable
    MockedOperation find(String verb, String path) {
        return operations.stream()
                .filter(operation -> operation.verb().equals(verb)
                        && operation.path().matcher(path).matches())
                .findFirst()
                .orElse(null);
    }

    @Nullable
    MockedOperation byLine(String line) {
        return operations.stream()
                .filter(operation -> operation.line().equals(line))
                .findFirst()
                .orElse(null);
    }

    private MockedOperation operation(String verb, String template, JsonObject json) {
        boolean open = json.has("security") && json.getAsJsonArray("security").isEmpty();
        String regex = Pattern.quote(template).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q");
        Map.Entry<String, JsonElement> success = success(json.getAsJsonObject("responses"));
        JsonElement body = new JsonPrimitive("");
        String type = "";
        if (success.getValue().getAsJsonObject().get("content") instanceof JsonObject content && !content.isEmpty()) {
            type = content.keySet().iterator().next();
            JsonObject media = content.getAsJsonObject(type);
            body = body(media);
        }
        return new MockedOperation(
                verb.toUpperCase(java.util.Locale.ROOT),
                template,
                Pattern.compile(regex),
                open,
                Integer.parseInt(success.getKey()),
                type,
                body);
    }

    private JsonElement body(JsonObject media) {
        if (media.has("example")) {
            return media.get("example");
        }
        return media.get("schema") instanceof JsonObject schema ? examples.of(schema) : new JsonObject();
    }

    private static Map.Entry<String, JsonElement> success(JsonObject responses) {
        return responses.entrySet().stream()
                .filter(response -> response.getKey().matches("2\\d\\d"))
                .findFirst()
                .orElse(Map.entry("200", new JsonObject()));
    }
}
