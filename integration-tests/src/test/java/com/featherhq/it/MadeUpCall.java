package com.featherhq.it;

import com.featherhq.it.MadeUpJson.Extent;
import com.featherhq.json.FeatherJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.Field;
import retrofit2.http.Header;
import retrofit2.http.Part;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Arguments for a generated method, made up from the document, and what the request has to say with them. */
final class MadeUpCall {

    private static final int TRIES = 20;
    private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

    private final OpenApiDocument document;
    private final OpenApiDocument.Operation operation;
    private final Extent extent;
    private final MadeUpJson values;
    private final @Nullable Object[] arguments;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, List<String>> parts = new LinkedHashMap<>();
    private String contentType = "";
    private @Nullable JsonElement body;
    private @Nullable String text;

    MadeUpCall(OpenApiDocument document, ApiMethod method, Extent extent, long seed) {
        this.document = document;
        this.operation = method.operation();
        this.extent = extent;
        this.values = new MadeUpJson(document, extent, new Random(seed));
        Parameter[] parameters = method.method().getParameters();
        arguments = new @Nullable Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = argument(parameters[i]);
        }
    }

    @Nullable
    Object[] arguments() {
        return arguments;
    }

    /** The segments of the path that the request must have. */
    List<String> path() {
        List<String> segments = new ArrayList<>();
        String template = operation.line().substring(operation.line().indexOf('/') + 1);
        for (String segment : template.split("/", -1)) {
            String text = segment;
            for (Map.Entry<String, String> value : path.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            segments.add(text);
        }
        return segments;
    }

    /** The query parameters that the request must have, and no others. */
    Map<String, List<String>> query() {
        return query;
    }

    /** The headers that the request must have. */
    Map<String, String> headers() {
        return headers;
    }

    /** What the parts of a form must say, by their names; of a file it's the file's name. */
    Map<String, List<String>> parts() {
        return parts;
    }

    /** The content type that the request must have; empty if it has no body. */
    String contentType() {
        return contentType;
    }

    /** What a body that isn't JSON must say, or null. */
    @Nullable
    String text() {
        return text;
    }

    /** The JSON that the request must have as its body, or null. */
    @Nullable
    JsonElement body() {
        return body;
    }

    private @Nullable Object argument(Parameter parameter) {
        for (Annotation annotation : parameter.getAnnotations()) {
            if (annotation instanceof Path name) {
                JsonElement value = pathValue(operation.parameter("path", name.value()));
                path.put(name.value(), value.getAsString());
                return java(parameter, value);
            } else if (annotation instanceof Query name) {
                return java(parameter, queryValue(name.value()));
            } else if (annotation instanceof Header name) {
                JsonElement value = headerValue(operation.parameter("header", name.value()));
                if (value != null) {
                    headers.put(name.value(), value.getAsString());
                }
                return java(parameter, value);
            } else if (annotation instanceof Body) {
                return bodyArgument(parameter);
            } else if (annotation instanceof Part || annotation instanceof Field) {
                return part(parameter, annotation);
            }
        }
        throw new AssertionError(operation.line() + " has a parameter of no known kind: " + parameter);
    }

    /** A path can't hold an empty text, and Prism takes an escaped slash for a slash. */
    private JsonElement pathValue(JsonObject parameter) {
        JsonElement value = scalar(parameter.get("schema"));
        return isPlainText(parameter)
                ? new JsonPrimitive("id-" + value.getAsString().replaceAll("[/?]", ""))
                : value;
    }

    /** A value of one text: neither null nor a container, where the schema allows others. */
    private JsonElement scalar(JsonElement schema) {
        for (int i = 0; i < TRIES; i++) {
            JsonElement value = values.value(schema);
            if (value.isJsonPrimitive()) {
                return value;
            }
        }
        return new JsonPrimitive("text"); // anything
    }

    private @Nullable JsonElement queryValue(String name) {
        JsonObject parameter = operation.parameter("query", name);
        if (isLeftOut(parameter)) {
            return null;
        }
        JsonElement value = values.value(parameter.get("schema"));
        if (value.isJsonNull()) {
            return null;
        }
        if (value instanceof JsonArray array) {
            if (array.isEmpty() && isRequired(parameter)) {
                array.add(values.value(
                        document.resolve(parameter.get("schema")).get("items"))); // an empty array isn't there at all
            }
            if (array.size() == 1) {
                array.add(array.get(0)); // Prism takes what comes once for a single value, and refuses that in an anyOf
            }
            if (!array.isEmpty()) {
                query.put(
                        name,
                        array.asList().stream().map(JsonElement::getAsString).toList());
            }
        } else {
            value = value.isJsonObject() ? scalar(parameter.get("schema")) : value;
            query.put(name, List.of(value.getAsString()));
        }
        return value;
    }

    /** HTTP has only printable ASCII in headers. */
    private @Nullable JsonElement headerValue(JsonObject parameter) {
        JsonElement value = isLeftOut(parameter) ? null : values.value(parameter.get("schema"));
        if (value == null || value.isJsonNull()) {
            return null;
        }
        return value.getAsJsonPrimitive().isString()
                ? new JsonPrimitive("h" + value.getAsString().replaceAll("[^!-~]", ""))
                : value;
    }

    private boolean isLeftOut(JsonObject parameter) {
        return !isRequired(parameter) && extent == Extent.LEAST;
    }

    private static boolean isRequired(JsonObject parameter) {
        return parameter.has("required") && parameter.get("required").getAsBoolean();
    }

    private boolean isPlainText(JsonObject parameter) {
        JsonObject schema = document.resolve(parameter.get("schema"));
        return schema.keySet().stream().noneMatch(List.of("format", "pattern", "enum", "const", "anyOf")::contains)
                && Objects.equals(schema.get("type"), new JsonPrimitive("string"));
    }

    private @Nullable Object bodyArgument(Parameter parameter) {
        if (parameter.getType() == RequestBody.class) {
            text = "content";
            contentType = operation.requestTypes().get(0).replace("*/*", "text/plain");
            return RequestBody.create("content", MediaType.get(contentType));
        }
        contentType = operation.requestTypes().stream()
                .filter(type -> type.endsWith("json"))
                .findFirst()
                .orElseThrow();
        JsonElement schema = operation.requestSchema(contentType);
        JsonElement declared = schema == null ? new JsonObject() : schema;
        body = values.value(declared);
        if (body.isJsonNull()) { // Retrofit takes no null for a body: there's another method for that
            body = new MadeUpJson(document, Extent.MOST, new Random(0)).value(declared);
        }
        return java(parameter, body);
    }

    private @Nullable Object part(Parameter parameter, Annotation annotation) {
        boolean multipart = annotation instanceof Part;
        contentType = multipart ? "multipart/form-data" : "application/x-www-form-urlencoded";
        JsonObject properties = OpenApiDocument.object(formSchema(), "properties");
        if (parameter.getParameterizedType().getTypeName().contains("MultipartBody$Part")) {
            return files(parameter);
        }
        String name = annotation instanceof Part part ? part.value() : ((Field) annotation).value();
        JsonElement value = values.value(properties.get(name));
        if (value.isJsonNull()) {
            return null;
        }
        if (value instanceof JsonArray array) {
            if (!array.isEmpty()) {
                parts.put(name, array.asList().stream().map(MadeUpCall::plain).toList());
            }
        } else {
            parts.put(name, List.of(plain(value)));
        }
        return java(parameter, value);
    }

    private static String plain(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    private Object files(Parameter parameter) {
        String name = filePart();
        MultipartBody.Part file =
                MultipartBody.Part.createFormData(name, "call 1.wav", RequestBody.create("content", TEXT));
        if (parameter.getType() == MultipartBody.Part.class) {
            parts.put(name, List.of("call 1.wav"));
            return file;
        }
        parts.put(name, List.of("call 1.wav", "call 1.wav"));
        return List.of(file, file);
    }

    private JsonObject formSchema() {
        JsonElement schema = operation.requestSchema("multipart/form-data");
        JsonElement other = operation.requestSchema("application/x-www-form-urlencoded");
        return document.resolve(schema == null ? Objects.requireNonNull(other) : schema);
    }

    /** The next property that holds a file or a list of files. */
    private String filePart() {
        return OpenApiDocument.object(formSchema(), "properties").entrySet().stream()
                .filter(property -> property.getValue().toString().contains("\"contentMediaType\"")
                        || property.getValue().toString().contains("\"binary\""))
                .filter(property -> !parts.containsKey(property.getKey()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static @Nullable Object java(Parameter parameter, @Nullable JsonElement value) {
        return value == null
                ? null
                : FeatherJson.gson()
                        .getAdapter(TypeToken.get(parameter.getParameterizedType()))
                        .fromJsonTree(value);
    }
}
