package com.featherhq.testing;

import com.featherhq.testing.MockedOperation.Parameter;
import com.featherhq.testing.MockedOperation.RequestBody;
import com.featherhq.testing.MockedOperation.Success;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of a document, found by method and path. */
final class MockedOperations {

    private final List<MockedOperation> operations = new ArrayList<>();
    private final ExampleJson examples;
    private final JsonObject document;

    MockedOperations(JsonObject document) {
        this.document = document;
        this.examples = new ExampleJson(document);
        document.getAsJsonObject("paths").entrySet().forEach(path -> {
            JsonObject item = path.getValue().getAsJsonObject();
            item.entrySet().forEach(entry -> {
                if (entry.getValue() instanceof JsonObject json && json.has("responses")) {
                    operations.add(operation(path.getKey(), entry.getKey(), item, json));
                }
            });
        });
        operations.sort(Comparator.comparing(MockedOperation::openness));
    }

    /** An operation with the values of its path parameters. */
    record Found(MockedOperation operation, Map<String, String> pathParameters) {}

    @Nullable
    Found find(String verb, String rawPath) {
        for (MockedOperation operation : operations) {
            Map<String, String> values = operation.verb().equals(verb) ? operation.match(rawPath) : null;
            if (values != null) {
                return new Found(operation, values);
            }
        }
        return null;
    }

    @Nullable
    MockedOperation byLine(String line) {
        return operations.stream()
                .filter(operation -> operation.line().equals(line))
                .findFirst()
                .orElse(null);
    }

    private MockedOperation operation(String template, String verb, JsonObject item, JsonObject json) {
        String path = "/paths/" + DocumentSchemas.escaped(template);
        String pointer = path + "/" + verb;
        List<Parameter> parameters = new ArrayList<>(parameters(json, pointer));
        parameters.addAll(parameters(item, path));
        return new MockedOperation(
                verb.toUpperCase(Locale.ROOT),
                template,
                pointer,
                isOpen(json),
                parameters,
                json.get("requestBody") instanceof JsonObject body ? requestBody(body, pointer) : null,
                json.getAsJsonObject("responses"),
                success(json.getAsJsonObject("responses")));
    }

    private boolean isOpen(JsonObject operation) {
        JsonElement security = operation.has("security") ? operation.get("security") : document.get("security");
        return !(security instanceof JsonArray alternatives)
                || alternatives.isEmpty()
                || alternatives.contains(new JsonObject());
    }

    private static List<Parameter> parameters(JsonObject owner, String pointer) {
        List<Parameter> parameters = new ArrayList<>();
        JsonArray declared = owner.has("parameters") ? owner.getAsJsonArray("parameters") : new JsonArray();
        for (int i = 0; i < declared.size(); i++) {
            JsonObject parameter = declared.get(i).getAsJsonObject();
            if (parameter.get("schema") instanceof JsonObject schema) {
                parameters.add(new Parameter(
                        parameter.get("in").getAsString(),
                        parameter.get("name").getAsString(),
                        parameter.has("required") && parameter.get("required").getAsBoolean(),
                        schema,
                        pointer + "/parameters/" + i + "/schema"));
            }
        }
        return parameters;
    }

    private static RequestBody requestBody(JsonObject body, String pointer) {
        boolean required = body.has("required") && body.get("required").getAsBoolean();
        return new RequestBody(required, MockedOperation.jsonSchema(body, pointer + "/requestBody"));
    }

    private Success success(JsonObject responses) {
        Map.Entry<String, JsonElement> success = responses.entrySet().stream()
                .filter(response -> response.getKey().matches("2\\d\\d"))
                .findFirst()
                .orElse(Map.entry("200", new JsonObject()));
        int status = Integer.parseInt(success.getKey());
        if (success.getValue().getAsJsonObject().get("content") instanceof JsonObject content && !content.isEmpty()) {
            String type = content.keySet().iterator().next();
            return new Success(status, type, body(content.getAsJsonObject(type)));
        }
        return new Success(status, "", new JsonPrimitive(""));
    }

    private JsonElement body(JsonObject media) {
        if (media.has("example")) {
            return media.get("example");
        }
        return media.get("schema") instanceof JsonObject schema ? examples.of(schema) : new JsonObject();
    }
}
