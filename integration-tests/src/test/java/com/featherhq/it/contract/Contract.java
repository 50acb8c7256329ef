package com.featherhq.it.contract;

import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a document says about exchanges. */
final class Contract {

    private final JsonObject document;
    private final BodySchemas schemas;

    Contract(JsonObject document) {
        this.document = document;
        this.schemas = new BodySchemas(document.toString());
    }

    /** Where a response departs from what the document says about the operation at {@code path}. */
    List<Deviation> check(String path, String verb, Exchange exchange) {
        JsonObject operation = operation(path, verb);
        String pointer = JsonPointers.of("paths", path, verb.toLowerCase(Locale.ROOT));
        List<Deviation> deviations = new ArrayList<>(requests(operation, pointer, exchange));
        String status = declaredStatus(operation.getAsJsonObject("responses"), exchange.status());
        if (status == null) {
            String declared =
                    String.join(", ", operation.getAsJsonObject("responses").keySet());
            deviations.add(new Deviation("status", "one of " + declared, String.valueOf(exchange.status())));
            return deviations;
        }
        JsonObject response = operation.getAsJsonObject("responses").getAsJsonObject(status);
        String at = JsonPointers.child(pointer, "responses", status);
        deviations.addAll(headers(response, at, exchange));
        deviations.addAll(body(response, at, exchange));
        return deviations;
    }

    /** Whether a status is the document's, exactly, by its class, or as the default. */
    boolean declares(String path, String verb, int status) {
        return declaredStatus(operation(path, verb).getAsJsonObject("responses"), status) != null;
    }

    private JsonObject operation(String path, String verb) {
        return document.getAsJsonObject("paths").getAsJsonObject(path).getAsJsonObject(verb.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String declaredStatus(JsonObject responses, int status) {
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return key;
            }
        }
        return null;
    }

    private List<Deviation> requests(JsonObject operation, String pointer, Exchange exchange) {
        List<Deviation> deviations = new ArrayList<>();
        for (String name : exchange.url().queryParameterNames()) {
            if (!hasParameter(operation, "query", name)) {
                deviations.add(new Deviation("query " + name, "no such parameter", "a parameter"));
            }
        }
        JsonObject content = object(object(operation, "requestBody"), "content");
        if (content.has("application/json") && !exchange.requestBody().isEmpty()) {
            String schema = JsonPointers.child(pointer, "requestBody", "content", "application/json", "schema");
            schemas.validate(schema, exchange.requestBody())
                    .forEach(found ->
                            deviations.add(new Deviation("request " + found.place(), found.expected(), found.seen())));
        }
        return deviations;
    }

    private static boolean hasParameter(JsonObject operation, String in, String name) {
        if (operation.has("parameters")) {
            for (JsonElement element : operation.getAsJsonArray("parameters")) {
                JsonObject parameter = element.getAsJsonObject();
                if (new JsonPrimitive(in).equals(parameter.get("in"))
                        && new JsonPrimitive(name).equals(parameter.get("name"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Deviation> headers(JsonObject response, String pointer, Exchange exchange) {
        List<Deviation> deviations = new ArrayList<>();
        for (Map.Entry<String, JsonElement> header : object(response, "headers").entrySet()) {
            String value = exchange.headers().get(header.getKey());
            JsonObject json = header.getValue().getAsJsonObject();
            if (value == null && new JsonPrimitive(true).equals(json.get("required"))) {
                deviations.add(new Deviation("header " + header.getKey(), "a required header", "nothing"));
            } else if (value != null && json.has("schema")) {
                String schema = JsonPointers.child(pointer, "headers", header.getKey(), "schema");
                schemas.validate(schema, literal(value))
                        .forEach(found -> deviations.add(
                                new Deviation("header " + header.getKey(), found.expected(), found.seen())));
            }
        }
        return deviations;
    }

    /** A header's text as the JSON that it stands for. */
    private static String literal(String value) {
        return value.matches("-?\\d+(\\.\\d+)?|true|false") ? value : new JsonPrimitive(value).toString();
    }

    private List<Deviation> body(JsonObject response, String pointer, Exchange exchange) {
        JsonObject content = object(response, "content");
        if (content.isEmpty()) {
            return exchange.body().isEmpty() || exchange.body().equals("null")
                    ? List.of()
                    : List.of(new Deviation("/", "no body", "a body"));
        }
        String type = String.valueOf(exchange.headers().get("content-type"))
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!content.has(type)) {
            String declared = String.join(", ", content.keySet());
            return List.of(
                    new Deviation("header content-type", declared, type.equals("null") ? "nothing" : "another type"));
        }
        if (!type.endsWith("json") || !content.getAsJsonObject(type).has("schema")) {
            return List.of();
        }
        if (!isJson(exchange.body())) {
            return List.of(new Deviation("/", "JSON", exchange.body().isEmpty() ? "nothing" : "no whole JSON value"));
        }
        return schemas.validate(JsonPointers.child(pointer, "content", type, "schema"), exchange.body());
    }

    private static boolean isJson(String body) {
        try (JsonReader reader = new JsonReader(new StringReader(body))) {
            reader.setStrictness(Strictness.STRICT);
            reader.skipValue();
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonObject object(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonObject object ? object : new JsonObject();
    }
}
