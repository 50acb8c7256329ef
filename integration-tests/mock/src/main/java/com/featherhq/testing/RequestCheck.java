package com.featherhq.testing;

import com.featherhq.testing.DocumentSchemas.Problem;
import com.featherhq.testing.MockedOperation.Parameter;
import com.featherhq.testing.MockedOperation.RequestBody;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the document forbids about a request, as the 422 that FastAPI answers with. */
final class RequestCheck {

    private final DocumentSchemas schemas;

    RequestCheck(DocumentSchemas schemas) {
        this.schemas = schemas;
    }

    private record Violation(String path, String message) {}

    /** The refusal, or none if the document allows the request. */
    Optional<Reply> refusal(MockedOperation operation, ReceivedRequest request) {
        List<Violation> violations = new ArrayList<>();
        operation.parameters().forEach(parameter -> check(parameter, request, violations));
        checkUnknown(operation, request, violations);
        if (operation.requestBody() != null) {
            checkBody(operation.requestBody(), request, violations);
        }
        @Nullable Reply refusal = null;
        for (Violation violation : violations) {
            refusal = refusal == null
                    ? Reply.invalid(violation.path(), violation.message())
                    : refusal.violation(violation.path(), violation.message());
        }
        return Optional.ofNullable(refusal);
    }

    private void check(Parameter parameter, ReceivedRequest request, List<Violation> violations) {
        List<String> values =
                switch (parameter.in()) {
                    case "path" -> List.of(request.pathParameter(parameter.name()));
                    case "query" -> request.query(parameter.name());
                    case "header" ->
                        request.header(parameter.name()).map(List::of).orElse(List.of());
                    default -> List.<String>of();
                };
        String place = parameter.in() + "." + parameter.name();
        if (!values.isEmpty()) {
            problem(parameter, values).ifPresent(problem -> violations.add(new Violation(place, problem)));
        } else if (parameter.required() && !parameter.in().equals("cookie")) {
            violations.add(new Violation(place, "Field required"));
        }
    }

    /** FastAPI itself passes over parameters that it doesn't know; in a test, one is a typing error or a drifted document. */
    private static void checkUnknown(MockedOperation operation, ReceivedRequest request, List<Violation> violations) {
        Set<String> known = operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Parameter::name)
                .collect(Collectors.toSet());
        request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(new Violation("query." + name, "The document has no such parameter")));
    }

    /** A parameter is text on the wire: it is right if it is right as any of the JSON values that the text may stand for. */
    private Optional<String> problem(Parameter parameter, List<String> values) {
        List<JsonElement> readings = new ArrayList<>();
        JsonArray texts = new JsonArray();
        JsonArray literals = new JsonArray();
        values.forEach(texts::add);
        values.forEach(value -> literals.add(literal(value)));
        if (values.size() == 1) {
            readings.add(texts.get(0));
            readings.add(literals.get(0));
        }
        readings.add(texts);
        readings.add(literals);
        List<Problem> first = List.of();
        for (JsonElement reading : readings) {
            List<Problem> problems = schemas.problems(parameter.pointer(), reading.toString());
            if (problems.isEmpty()) {
                return Optional.empty();
            }
            first = first.isEmpty() ? problems : first;
        }
        return Optional.of(first.get(0).message());
    }

    private static JsonElement literal(String value) {
        if (value.equals("true") || value.equals("false")) {
            return new JsonPrimitive(Boolean.valueOf(value));
        }
        if (value.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
            return new JsonPrimitive(new java.math.BigDecimal(value));
        }
        return new JsonPrimitive(value);
    }

    private void checkBody(RequestBody body, ReceivedRequest request, List<Violation> violations) {
        String text = request.body();
        boolean json = request.header("Content-Type").orElse("").contains("json");
        if (text.isEmpty()) {
            if (body.required()) {
                violations.add(new Violation("body", "Field required"));
            }
        } else if (json && body.jsonPointer() != null) {
            checkJson(body.jsonPointer(), text, violations);
        }
    }

    private void checkJson(String pointer, String text, List<Violation> violations) {
        if (!DocumentSchemas.isJson(text)) {
            violations.add(new Violation("body", "JSON decode error"));
            return;
        }
        for (Problem problem : schemas.problems(pointer, text)) {
            violations.add(new Violation("body" + path(problem.location()), problem.message()));
        }
    }

    /** A JSON Pointer as a path: {@code /items/0/name} is {@code .items[0].name}. */
    private static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String part : pointer.split("/", -1)) {
            if (!part.isEmpty()) {
                path.append(part.matches("\\d+") ? "[" + part + "]" : "." + part);
            }
        }
        return path.toString();
    }
}
