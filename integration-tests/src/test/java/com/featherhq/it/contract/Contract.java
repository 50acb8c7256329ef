package com.featherhq.it.contract;

import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a document says about exchanges. */
final class Contract {

    /** The place of a deviation of the content type. */
    static final String CONTENT_TYPE = "header content-type";

    private final JsonObject document;
    private final BodySchemas schemas;

    Contract(JsonObject document) {
        this.document = document;
        this.schemas = new BodySchemas(document);
    }

    /** Where an exchange departs from what the document says about the operation at {@code path}, the status aside. */
    List<Deviation> check(String path, String verb, Exchange exchange) {
        JsonObject operation = operation(path, verb);
        String pointer = JsonPointers.of("paths", path, verb.toLowerCase(Locale.ROOT));
        List<Deviation> deviations = new ArrayList<>(requests(path, verb, pointer, exchange));
        String status = declaredStatus(object(operation, "responses"), exchange.status());
        if (status != null) {
            JsonObject response = resolve(object(operation, "responses").get(status));
            String at =
                    pointer(object(operation, "responses"), status, JsonPointers.child(pointer, "responses", status));
            deviations.addAll(headers(response, at, exchange));
            deviations.addAll(body(response, at, exchange));
        }
        return deviations;
    }

    /** Whether a status is the document's, exactly, by its class, or as the default. */
    boolean declares(String path, String verb, int status) {
        return declaredStatus(object(operation(path, verb), "responses"), status) != null;
    }

    Deviation undeclared(String path, String verb, int status) {
        String declared =
                String.join(", ", object(operation(path, verb), "responses").keySet());
        return new Deviation("status", "one of " + declared, String.valueOf(status));
    }

    /** Whether an operation wants a credential. */
    boolean isSecured(String path, String verb) {
        JsonElement own = operation(path, verb).get("security");
        JsonElement security = own == null ? document.get("security") : own;
        return security instanceof JsonArray alternatives
                && !alternatives.isEmpty()
                && alternatives.asList().stream().noneMatch(alternative -> alternative.equals(new JsonObject()));
    }

    /** The parameters of an operation, those of its path included. */
    List<JsonObject> parameters(String path, String verb) {
        Map<String, JsonObject> parameters = new LinkedHashMap<>();
        for (JsonObject holder : List.of(object(object(document, "paths"), path), operation(path, verb))) {
            if (holder.get("parameters") instanceof JsonArray array) {
                array.forEach(element -> {
                    JsonObject parameter = resolve(element);
                    parameters.put(parameter.get("in") + " " + parameter.get("name"), parameter);
                });
            }
        }
        return List.copyOf(parameters.values());
    }

    /** A parameter of an operation; an empty object if only the path names it. */
    JsonObject parameter(String path, String verb, String in, String name) {
        return parameters(path, verb).stream()
                .filter(parameter -> is(parameter, in, name))
                .findFirst()
                .orElseGet(JsonObject::new);
    }

    /** What an element is or refers to; whatever isn't an object is an empty one. */
    JsonObject resolve(@Nullable JsonElement element) {
        JsonElement found = element;
        for (int i = 0;
                i < 20 && found instanceof JsonObject object && object.get("$ref") instanceof JsonPrimitive ref;
                i++) {
            found = at(ref.getAsString());
        }
        return found instanceof JsonObject object ? object : new JsonObject();
    }

    private @Nullable JsonElement at(String reference) {
        JsonElement found = document;
        for (String segment : reference.replaceFirst("^#/", "").split("/", -1)) {
            String key = segment.replace("~1", "/").replace("~0", "~");
            found = found instanceof JsonObject object ? object.get(key) : null;
        }
        return found;
    }

    /** Where a member of {@code holder} is described: there, or where it refers to. */
    private static String pointer(JsonObject holder, String key, String here) {
        return holder.get(key) instanceof JsonObject object && object.get("$ref") instanceof JsonPrimitive ref
                ? ref.getAsString().replaceFirst("^#", "")
                : here;
    }

    private JsonObject operation(String path, String verb) {
        return object(object(object(document, "paths"), path), verb.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String declaredStatus(JsonObject responses, int status) {
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", status / 100 + "xx", "default")) {
            if (responses.has(key)) {
                return key;
            }
        }
        return null;
    }

    private List<Deviation> requests(String path, String verb, String pointer, Exchange exchange) {
        List<Deviation> deviations = new ArrayList<>();
        for (String name : exchange.url().queryParameterNames()) {
            if (parameter(path, verb, "query", name).isEmpty()) {
                deviations.add(new Deviation("query " + name, "no such parameter", "a parameter"));
            }
        }
        JsonObject content = object(object(operation(path, verb), "requestBody"), "content");
        if (content.has("application/json") && !exchange.requestBody().isEmpty()) {
            String schema = JsonPointers.child(pointer, "requestBody", "content", "application/json", "schema");
            schemas.validate(schema, exchange.requestBody())
                    .forEach(found ->
                            deviations.add(new Deviation("request " + found.place(), found.expected(), found.seen())));
        }
        return deviations;
    }

    private static boolean is(JsonObject parameter, String in, String name) {
        return new JsonPrimitive(in).equals(parameter.get("in"))
                && new JsonPrimitive(name).equals(parameter.get("name"));
    }

    private List<Deviation> headers(JsonObject response, String pointer, Exchange exchange) {
        List<Deviation> deviations = new ArrayList<>();
        for (Map.Entry<String, JsonElement> header : object(response, "headers").entrySet()) {
            String value = exchange.headers().get(header.getKey());
            if (header.getKey().equalsIgnoreCase("content-type")) {
                continue; // OpenAPI: ignored here
            }
            JsonObject json = resolve(header.getValue());
            if (value == null && new JsonPrimitive(true).equals(json.get("required"))) {
                deviations.add(new Deviation("header " + header.getKey(), "a required header", "nothing"));
            } else if (value != null && json.has("schema")) {
                String here = JsonPointers.child(pointer, "headers", header.getKey());
                String schema = pointer(object(response, "headers"), header.getKey(), here) + "/schema";
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

    /** A response without content says nothing of the body that may come: FastAPI writes so for streams and files. */
    private List<Deviation> body(JsonObject response, String pointer, Exchange exchange) {
        JsonObject content = object(response, "content");
        if (content.isEmpty() || exchange.status() == 204) {
            return List.of();
        }
        String declared = declaredType(content, exchange.contentType());
        if (declared == null) {
            String types = String.join(", ", content.keySet());
            String seen = exchange.contentType().isEmpty() ? "nothing" : "another type";
            return List.of(new Deviation(CONTENT_TYPE, types, seen));
        }
        if (exchange.end() != Exchange.End.WHOLE || !exchange.contentType().endsWith("json")) {
            return List.of();
        }
        if (!exchange.isUtf8()) {
            return List.of(new Deviation("/", "UTF-8 (RFC 8259, section 8.1)", "other bytes"));
        }
        if (!BodySchemas.isJson(exchange.text())) {
            return List.of(new Deviation("/", "JSON", exchange.text().isEmpty() ? "nothing" : "no whole JSON value"));
        }
        return content.getAsJsonObject(declared).has("schema")
                ? schemas.validate(JsonPointers.child(pointer, "content", declared, "schema"), exchange.text())
                : List.of();
    }

    /** The key that a content type goes by; ranges such as {@code text/*} count. */
    private static @Nullable String declaredType(JsonObject content, String type) {
        for (String key : content.keySet()) {
            String declared = key.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            boolean matches = declared.endsWith("*")
                    ? declared.equals("*/*") || type.startsWith(declared.substring(0, declared.length() - 1))
                    : declared.equals(type);
            if (matches && !type.isEmpty()) {
                return key;
            }
        }
        return null;
    }

    private static JsonObject object(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonObject object ? object : new JsonObject();
    }
}
