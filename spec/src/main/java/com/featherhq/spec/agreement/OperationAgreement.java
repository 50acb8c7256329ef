package com.featherhq.spec.agreement;

import com.featherhq.spec.agreement.Document.Operation;
import com.featherhq.spec.agreement.HttpMethod.Place;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether every operation has methods that take what it takes and return what it returns. */
final class OperationAgreement {

    private final Document document;
    private final TypeAgreement types;
    private final Set<String> refused;
    private final List<String> problems;
    private final Map<String, List<HttpMethod>> methods = new HashMap<>();

    OperationAgreement(
            Document document,
            List<Class<?>> interfaces,
            TypeAgreement types,
            Set<String> refused,
            List<String> problems) {
        this.document = document;
        this.types = types;
        this.refused = refused;
        this.problems = problems;
        for (Class<?> api : interfaces) {
            HttpMethod.of(api)
                    .forEach(method -> methods.computeIfAbsent(method.line(), line -> new ArrayList<>())
                            .add(method));
        }
    }

    void check() {
        Set<String> known = new HashSet<>();
        Map<String, Class<?>> interfaceOfTag = new HashMap<>();
        for (Operation operation : document.operations()) {
            known.add(HttpMethod.line(operation));
            List<HttpMethod> own = methods.getOrDefault(HttpMethod.line(operation), List.of());
            if (!own.isEmpty()) {
                checkTag(operation, own, interfaceOfTag);
                checkOperation(operation, own);
            } else if (!refused.contains(operation.pointer())) {
                problems.add(operation.pointer() + " has no method");
            }
        }
        methods.forEach((line, own) -> {
            if (!known.contains(line)) {
                problems.add(own.get(0).method() + " calls " + line + ", which is not in the document");
            }
        });
    }

    /** Operations with one tag are found in one place. */
    private void checkTag(Operation operation, List<HttpMethod> own, Map<String, Class<?>> interfaceOfTag) {
        List<String> tags = JsonFields.strings(operation.json(), "tags");
        String tag = tags.isEmpty() ? "" : tags.get(0);
        for (HttpMethod method : own) {
            Class<?> api = method.method().getDeclaringClass();
            Class<?> first = interfaceOfTag.putIfAbsent(tag, api);
            if (first != null && first != api) {
                problems.add(operation.pointer() + " has the tag \"" + tag + "\", but is in " + api.getSimpleName()
                        + " and not in " + first.getSimpleName() + " like others");
            }
        }
    }

    private void checkOperation(Operation operation, List<HttpMethod> own) {
        document.parameters(operation).forEach((key, parameter) -> checkParameter(operation, own, parameter));
        own.forEach(method -> checkResult(operation, method));
        JsonObject body = document.resolve(
                operation.json().has("requestBody") ? operation.json().get("requestBody") : new JsonObject());
        if (!JsonFields.object(body, "content").isEmpty() && !refused.contains(operation.pointer() + "/requestBody")) {
            checkBody(operation, own, body);
        }
    }

    /** A required parameter is in every method, any other in one. */
    private void checkParameter(Operation operation, List<HttpMethod> own, JsonObject parameter) {
        String name = JsonFields.string(parameter, "name", "");
        String in = JsonFields.string(parameter, "in", "");
        String kind = in.isEmpty() ? "" : in.substring(0, 1).toUpperCase(Locale.ROOT) + in.substring(1);
        String pointer = operation.pointer() + "/parameters/" + name;
        int found = 0;
        for (HttpMethod method : own) {
            String wire = kind.equals("Path") ? method.pathName(operation.path(), name) : name;
            List<Type> places = method.places().stream()
                    .filter(place -> place.kind().equals(kind) && place.name().equals(wire))
                    .map(Place::type)
                    .toList();
            if (!places.isEmpty()) {
                types.checkAny(schemaOf(parameter), places, pointer);
                found++;
            }
        }
        boolean ofThePath = kind.equals("Path") && own.get(0).pathName(operation.path(), name) == null;
        if (found < (JsonFields.isTrue(parameter, "required") ? own.size() : 1) && !ofThePath) {
            problems.add(pointer + " has no " + kind + " parameter in "
                    + own.get(0).method().getName());
        }
    }

    private static JsonElement schemaOf(JsonObject holder) {
        return holder.has("schema") ? holder.get("schema") : new JsonObject();
    }

    private void checkResult(Operation operation, HttpMethod method) {
        Type result = method.result();
        if (result.getTypeName().startsWith("okhttp3.") || operation.method().equals("head")) {
            return; // holds anything; or there is nothing to hold
        }
        JsonFields.object(operation.json(), "responses").asMap().forEach((status, response) -> {
            if (status.startsWith("2")) {
                String pointer = operation.pointer() + "/responses/" + status;
                checkContent(document.resolve(response), result, pointer);
            }
        });
    }

    private void checkContent(JsonObject holder, Type type, String pointer) {
        JsonFields.object(holder, "content").asMap().forEach((contentType, media) -> {
            String at = JsonPointers.child(pointer, "content", contentType);
            if (isJson(contentType)) {
                types.check(schemaOf(media.getAsJsonObject()), type, at);
            } else if (type != String.class || !contentType.startsWith("text/")) {
                problems.add(at + " is no JSON, but read as " + type.getTypeName());
            }
        });
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    private static boolean isForm(String contentType) {
        return contentType.startsWith("multipart/form-data")
                || contentType.startsWith("application/x-www-form-urlencoded");
    }

    /** One way to send the body is enough, but it has to take every value. */
    private void checkBody(Operation operation, List<HttpMethod> own, JsonObject body) {
        String pointer = operation.pointer() + "/requestBody";
        int with = 0;
        for (HttpMethod method : own) {
            List<Place> places = method.places();
            List<Place> fields = places.stream()
                    .filter(place -> List.of("Field", "Part").contains(place.kind()))
                    .toList();
            List<Place> bodies =
                    places.stream().filter(place -> place.kind().equals("Body")).toList();
            with += fields.isEmpty() && bodies.isEmpty() ? 0 : 1;
            if (!fields.isEmpty()) {
                checkForm(body, fields, pointer);
            } else if (!bodies.isEmpty()) {
                checkJsonBody(body, bodies.get(0).type(), pointer);
            }
        }
        if (with == 0) {
            problems.add(pointer + " can't be sent with any method");
        } else if (with < own.size() && JsonFields.isTrue(body, "required") && !allowsNull(body)) {
            problems.add(pointer + " is required, but can be left out");
        } else if (with == own.size() && !JsonFields.isTrue(body, "required") && !isFormOnly(body)) {
            problems.add(pointer + " is optional, but can't be left out");
        }
    }

    private static boolean isFormOnly(JsonObject body) {
        return JsonFields.object(body, "content").keySet().stream().allMatch(OperationAgreement::isForm);
    }

    private boolean allowsNull(JsonObject body) {
        return JsonFields.object(body, "content").asMap().values().stream()
                .anyMatch(media -> types.allowsNull(schemaOf(media.getAsJsonObject())));
    }

    private void checkJsonBody(JsonObject body, Type type, String pointer) {
        if (type.getTypeName().startsWith("okhttp3.") || isOpenForm(type)) {
            return;
        }
        JsonFields.object(body, "content").asMap().forEach((contentType, media) -> {
            if (isJson(contentType)) {
                types.check(
                        schemaOf(media.getAsJsonObject()), type, JsonPointers.child(pointer, "content", contentType));
            }
        });
    }

    /** A form that names no field of its own. */
    private static boolean isOpenForm(Type type) {
        return type instanceof Class<?> named && named.getName().startsWith("com.featherhq.api.");
    }

    /** A file that carries its own name. */
    private static boolean isNamelessFile(Place place) {
        return place.name().isEmpty() && place.type().getTypeName().contains("MultipartBody");
    }

    /** Every field has a place. */
    private void checkForm(JsonObject body, List<Place> fields, String pointer) {
        JsonFields.object(body, "content").asMap().forEach((contentType, media) -> {
            if (!isForm(contentType)) {
                return;
            }
            JsonObject schema = types.merged(schemaOf(media.getAsJsonObject()));
            JsonFields.object(schema, "properties").asMap().forEach((name, property) -> {
                String at = JsonPointers.child(pointer, "content", contentType, name);
                List<Type> own = fields.stream()
                        .filter(place -> place.name().equals(name))
                        .map(Place::type)
                        .toList();
                if (!own.isEmpty()) {
                    types.checkAny(property, own, at);
                } else if (fields.stream().noneMatch(OperationAgreement::isNamelessFile)) {
                    problems.add(at + " has no place in the form");
                }
            });
        });
    }
}
