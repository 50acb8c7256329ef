package com.featherhq.it;

import com.featherhq.it.MadeUpJson.Extent;
import com.featherhq.it.OpenApiDocument.Operation;
import com.featherhq.json.Cookie;
import com.featherhq.json.FeatherJson;
import com.featherhq.json.FilePart;
import com.featherhq.json.Form;
import com.featherhq.json.QueryParams;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.Field;
import retrofit2.http.Header;
import retrofit2.http.HeaderMap;
import retrofit2.http.Part;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/** Arguments for a generated method, made up from the document, and what the request has to say with them. */
final class MadeUpCall {

    private static final int TRIES = 20;
    private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

    private final OpenApiDocument document;
    private final Operation operation;
    private final Extent extent;
    private final MadeUpJson values;
    private final @Nullable Object[] arguments;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final Map<String, String> cookies = new HashMap<>();
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
            arguments[i] = argument(method, parameters[i], i);
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
    Map<String, List<String>> headers() {
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

    private @Nullable Object argument(ApiMethod method, Parameter parameter, int index) {
        if (parameter.isAnnotationPresent(QueryMap.class)) {
            return filled(parameter.getType());
        } else if (parameter.isAnnotationPresent(HeaderMap.class)) {
            return ((QueryParams) Objects.requireNonNull(arguments[index - 1])).headers();
        } else if (Form.class.isAssignableFrom(parameter.getType())) {
            contentType = operation.requestTypes().contains("multipart/form-data")
                    ? "multipart/form-data"
                    : "application/x-www-form-urlencoded";
            Object form = filled(parameter.getType());
            contentType = parts.isEmpty() && contentType.startsWith("multipart") ? "" : contentType;
            return form;
        } else if (parameter.isAnnotationPresent(Path.class)) {
            return pathArgument(method, parameter, index);
        }
        return argument(parameter);
    }

    /** The parameter of the path that stands in that place of it: Retrofit doesn't take every name. */
    private @Nullable Object pathArgument(ApiMethod method, Parameter parameter, int index) {
        Matcher names =
                Pattern.compile("\\{([^}]*)}").matcher(method.operation().line());
        Set<String> inOrder = new LinkedHashSet<>();
        while (names.find()) {
            inOrder.add(names.group(1));
        }
        String name = List.copyOf(inOrder).get(index);
        JsonElement value = pathValue(operation.pathParameter(name));
        path.put(name, value.getAsString());
        return java(parameter, value);
    }

    /** An object with a value for each of its setters; of two for one name, the last. */
    private Object filled(Class<?> type) {
        try {
            Object filled = type.getConstructor().newInstance();
            for (Method setter : type.getDeclaredMethods()) {
                // What is not annotated is for the client: the place of a page, an idempotency key.
                boolean isSent =
                        setter.getParameterCount() == 1 && setter.getParameters()[0].getAnnotations().length > 0;
                if (isSent && setter.getReturnType() == type) {
                    Object value = argument(setter.getParameters()[0]);
                    if (value != null) {
                        setter.invoke(filled, value);
                    }
                }
            }
            return filled;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " can't be filled", e);
        }
    }

    private @Nullable Object argument(Parameter parameter) {
        for (Annotation annotation : parameter.getAnnotations()) {
            if (annotation instanceof Query name) {
                return java(parameter, queryValue(name.value()));
            } else if (annotation instanceof Header name) {
                return java(parameter, header(name.value()));
            } else if (annotation instanceof Cookie name) {
                return java(parameter, cookie(name.value()));
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
        JsonElement value = scalar(Operation.parameterSchema(parameter));
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
        ParameterTexts texts = new ParameterTexts(parameter);
        JsonElement schema = Operation.parameterSchema(parameter);
        JsonElement value = texts.sendable(values.value(schema));
        if (value.isJsonNull()) {
            return null;
        }
        if (value instanceof JsonArray array && !parameter.has("content")) {
            if (array.isEmpty() && isRequired(parameter)) {
                array.add(values.value(document.resolve(schema).get("items"))); // an empty array isn't there at all
            }
            if (array.size() == 1) {
                array.add(array.get(0)); // Prism takes what comes once for a single value, and refuses that in an anyOf
            }
        } else if (value.isJsonObject() && isAnything(schema)) {
            value = scalar(schema);
        }
        query.putAll(texts.of(value));
        return value;
    }

    /** A query has no objects, unless the schema says so. */
    private boolean isAnything(JsonElement schema) {
        JsonObject json = document.resolve(schema);
        return List.of("type", "properties", "anyOf", "oneOf", "allOf").stream().noneMatch(json::has);
    }

    private @Nullable JsonElement header(String name) {
        JsonObject parameter = operation.parameter("header", name);
        JsonElement value = headerValue(parameter);
        if (value instanceof JsonArray array) {
            if (!array.isEmpty()) {
                headers.put(
                        name,
                        array.asList().stream().map(JsonElement::getAsString).toList());
            }
        } else if (value != null) {
            headers.put(name, List.of(plain(value)));
        }
        return value;
    }

    /** All cookies are in one header, in the order in which the document has them. */
    private @Nullable JsonElement cookie(String name) {
        JsonElement value = headerValue(operation.parameter("cookie", name));
        if (value == null || value instanceof JsonArray) {
            return null;
        }
        JsonElement sent = value.getAsJsonPrimitive().isString()
                ? new JsonPrimitive(value.getAsString().replaceAll("[^A-Za-z0-9-]", ""))
                : value;
        cookies.put(name, sent.getAsString());
        headers.put(
                "Cookie",
                List.of(operation.cookies().stream()
                        .filter(cookies::containsKey)
                        .map(cookie -> cookie + "=" + cookies.get(cookie))
                        .collect(Collectors.joining("; "))));
        return sent;
    }

    private @Nullable JsonElement headerValue(JsonObject parameter) {
        JsonElement value = isLeftOut(parameter) ? null : values.value(Operation.parameterSchema(parameter));
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (value instanceof JsonArray array) {
            JsonArray printable = new JsonArray();
            array.forEach(element -> printable.add(printable(element)));
            return printable;
        }
        if (parameter.has("content")) {
            return value.isJsonObject() && value.toString().matches("[ -~]+") ? value : null;
        }
        return printable(value.isJsonObject() ? scalar(Operation.parameterSchema(parameter)) : value);
    }

    /** HTTP has only printable ASCII in headers. */
    private static JsonElement printable(JsonElement value) {
        boolean isText = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        return isText && !value.getAsString().matches("[!-~]+")
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
        JsonObject schema = document.resolve(Operation.parameterSchema(parameter));
        return schema.keySet().stream().noneMatch(List.of("format", "pattern", "enum", "const", "anyOf")::contains)
                && Objects.equals(schema.get("type"), new JsonPrimitive("string"));
    }

    private @Nullable Object bodyArgument(Parameter parameter) {
        if (parameter.getType() == RequestBody.class) {
            text = "content";
            contentType = operation.requestTypes().get(0).replace("*/*", "text/plain");
            return RequestBody.create("content", MediaType.get(contentType));
        }
        if (parameter.getType() == String.class && operation.requestTypes().equals(List.of("text/plain"))) {
            text = "content";
            contentType = "text/plain";
            return text;
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
        String name = annotation instanceof Part part ? part.value() : ((Field) annotation).value();
        if (parameter.getParameterizedType().getTypeName().contains("FilePart")) {
            return files(parameter, name);
        }
        JsonElement value = values.value(fieldSchema(name));
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

    private Object files(Parameter parameter, String name) {
        FilePart file = FilePart.of("call 1.wav", RequestBody.create("content", TEXT));
        if (parameter.getType() == FilePart.class) {
            parts.put(name, List.of("call 1.wav"));
            return file;
        }
        parts.put(name, List.of("call 1.wav", "call 1.wav"));
        return List.of(file, file);
    }

    private JsonElement fieldSchema(String name) {
        List<JsonElement> forms = new ArrayList<>(List.of(formSchema()));
        forms.addAll(OpenApiDocument.list(formSchema(), "allOf"));
        forms.addAll(OpenApiDocument.list(formSchema(), "anyOf"));
        forms.addAll(OpenApiDocument.list(formSchema(), "oneOf"));
        return forms.stream()
                .map(form -> OpenApiDocument.object(document.resolve(form), "properties")
                        .get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private JsonObject formSchema() {
        JsonElement schema = operation.requestSchema("multipart/form-data");
        JsonElement other = operation.requestSchema("application/x-www-form-urlencoded");
        return document.resolve(schema == null ? Objects.requireNonNull(other) : schema);
    }

    private static @Nullable Object java(Parameter parameter, @Nullable JsonElement value) {
        return value == null
                ? null
                : FeatherJson.gson()
                        .getAdapter(TypeToken.get(parameter.getParameterizedType()))
                        .fromJsonTree(value);
    }
}
