package com.featherhq.spec.agreement;

import com.featherhq.spec.agreement.Document.DocumentedOperation;
import com.featherhq.spec.agreement.Document.DocumentedParameter;
import com.featherhq.spec.agreement.HttpMethod.Place;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
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
        for (DocumentedOperation operation : document.operations()) {
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
    private void checkTag(DocumentedOperation operation, List<HttpMethod> own, Map<String, Class<?>> interfaceOfTag) {
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

    private void checkOperation(DocumentedOperation operation, List<HttpMethod> own) {
        for (DocumentedParameter parameter : document.parameters(operation)) {
            if (!refused.contains(parameter.pointer())) {
                checkParameter(operation, own, parameter);
            }
        }
        own.forEach(method -> checkResult(operation, method));
        JsonObject body = document.resolve(JsonFields.object(operation.json(), "requestBody"));
        String pointer = operation.pointer() + "/requestBody";
        if (!JsonFields.object(body, "content").isEmpty() && !refused.contains(pointer)) {
            new BodyAgreement(types, problems, body, pointer).check(own);
        }
    }

    /** A required parameter is in every method, any other in one. */
    private void checkParameter(DocumentedOperation operation, List<HttpMethod> own, DocumentedParameter parameter) {
        String name = parameter.name();
        String in = parameter.in();
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
                types.checkAny(BodyAgreement.schemaOf(parameter.json()), places, pointer);
                found++;
            }
        }
        boolean ofThePath = kind.equals("Path") && own.get(0).pathName(operation.path(), name) == null;
        if (found < (JsonFields.isTrue(parameter.json(), "required") ? own.size() : 1) && !ofThePath) {
            problems.add(pointer + " has no " + kind + " parameter in "
                    + own.get(0).method().getName());
        }
    }

    private void checkResult(DocumentedOperation operation, HttpMethod method) {
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
            if (BodyAgreement.isJson(contentType)) {
                types.check(BodyAgreement.schemaOf(media.getAsJsonObject()), type, at);
            } else if (type != String.class || !contentType.startsWith("text/")) {
                problems.add(at + " is no JSON, but read as " + type.getTypeName());
            }
        });
    }
}
