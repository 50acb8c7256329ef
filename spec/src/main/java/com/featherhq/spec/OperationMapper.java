package com.featherhq.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the interface template is given for an operation. */
final class OperationMapper {

    private final ApiSpec spec;
    private final TypeMapper types;
    private final ResponseMapper responses;

    OperationMapper(ApiSpec spec, TypeMapper types) {
        this.spec = spec;
        this.types = types;
        this.responses = new ResponseMapper(types);
    }

    /** One method; two if the request body may be left out, since Retrofit takes no null for a body. */
    JsonArray map(ApiSpec.Operation operation) {
        List<Parameter> parameters = parameters(operation);
        JsonObject body = ApiSpec.object(operation.json(), "requestBody");
        JsonArray methods = new JsonArray();
        if (body.size() == 0) {
            methods.add(method(operation, parameters, ""));
            return methods;
        }
        BodyMapper.Body mapped = BodyMapper.map(types, operation, body, hint(operation));
        if (mapped.optional()) {
            methods.add(method(operation, parameters, ""));
        }
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(mapped.parameters());
        methods.add(method(operation, all, mapped.encoding()));
        return methods;
    }

    /** A parameter of the Java method; {@code order} is where it stands: path, required, body, optional. */
    record Parameter(int order, String annotation, String type, String name, boolean nullable, String doc) {

        static final int PATH = 0;
        static final int REQUIRED = 1;
        static final int BODY = 2;
        static final int OPTIONAL = 3;
    }

    private JsonObject method(ApiSpec.Operation operation, List<Parameter> parameters, String encoding) {
        ResponseMapper.Result result = responses.map(operation, hint(operation));
        JsonObject method = new JsonObject();
        method.addProperty("name", JavaNames.identifier(operation.id()));
        method.add("doc", doc(operation));
        method.addProperty("http", http(operation, parameters));
        method.addProperty("line", operation.method().toUpperCase(Locale.ROOT) + " " + Javadoc.line(operation.path()));
        method.addProperty("returns", result.type());
        method.addProperty("streaming", result.streaming());
        if (!result.accept().isEmpty()) {
            method.addProperty("accept", Javadoc.literal("Accept: " + result.accept()));
        }
        if (!encoding.isEmpty()) {
            method.addProperty("encoding", encoding);
        }
        method.addProperty("open", SecurityMapper.isOpen(spec, operation));
        method.addProperty(
                "deprecated",
                operation.json().has("deprecated")
                        && operation.json().get("deprecated").getAsBoolean());
        method.add("parameters", json(parameters));
        return method;
    }

    private static JsonArray json(List<Parameter> parameters) {
        JsonArray array = new JsonArray();
        Set<String> taken = new HashSet<>();
        parameters.stream().sorted(Comparator.comparing(Parameter::order)).forEach(parameter -> {
            String name = distinct(parameter.name(), taken);
            JsonObject json = new JsonObject();
            json.addProperty(
                    "declaration",
                    parameter.annotation() + (parameter.nullable() ? " @Nullable " : " ") + parameter.type() + " "
                            + name);
            json.addProperty("name", name);
            json.addProperty("doc", parameter.doc().isEmpty() ? optional(parameter) : parameter.doc());
            array.add(json);
        });
        for (int i = 0; i < array.size(); i++) {
            array.get(i).getAsJsonObject().addProperty("separator", i + 1 < array.size() ? "," : "");
        }
        return array;
    }

    /** A path and a query parameter may have one name. */
    private static String distinct(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + i;
        }
        return free;
    }

    private static String optional(Parameter parameter) {
        return parameter.nullable() ? "optional; null leaves it out" : "required";
    }

    private static JsonArray doc(ApiSpec.Operation operation) {
        String summary = ApiSpec.string(operation.json(), "summary", operation.id());
        JsonArray doc = Javadoc.lines(summary.endsWith(".") ? summary : summary + ".");
        String description = ApiSpec.string(operation.json(), "description", "");
        if (!description.isBlank() && !description.equals(summary)) {
            doc.add("");
            doc.add("<p>");
            doc.addAll(Javadoc.lines(description));
        }
        return doc;
    }

    private static String http(ApiSpec.Operation operation, List<Parameter> parameters) {
        String method = operation.method().toUpperCase(Locale.ROOT);
        String path = Javadoc.literal(operation.path().replaceFirst("^/", ""));
        boolean hasBody = parameters.stream().anyMatch(parameter -> parameter.order() == Parameter.BODY);
        boolean takesBody = List.of("POST", "PUT", "PATCH").contains(method);
        if (method.equals("TRACE") || (hasBody && !takesBody)) {
            return "HTTP(method = \"" + method + "\", path = " + path + ", hasBody = " + hasBody + ")";
        }
        return method + "(" + path + ")";
    }

    private List<Parameter> parameters(ApiSpec.Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        JsonArray declared = operation.json().getAsJsonArray("parameters");
        for (int i = 0; declared != null && i < declared.size(); i++) {
            String pointer = JsonPointers.child(operation.pointer(), "parameters", String.valueOf(i));
            parameters.add(parameter(operation, declared.get(i).getAsJsonObject(), pointer));
        }
        return parameters;
    }

    private Parameter parameter(ApiSpec.Operation operation, JsonObject json, String pointer) {
        requireKnownStyle(json, pointer);
        String name = ApiSpec.string(json, "name", "");
        String in = ApiSpec.string(json, "in", "");
        boolean required = json.has("required") && json.get("required").getAsBoolean();
        String annotation =
                switch (in) {
                    case "path" -> "@Path(" + Javadoc.literal(name) + ")";
                    case "query" -> "@Query(" + Javadoc.literal(name) + ")";
                    case "header" -> "@Header(" + Javadoc.literal(name) + ")";
                    default ->
                        throw new SpecException(JsonPointers.child(pointer, "in") + " is \"" + in
                                + "\"; the generation rules know path, query and header parameters.");
                };
        JavaType type = types.map(
                json.getAsJsonObject("schema"),
                JsonPointers.child(pointer, "schema"),
                hint(operation) + JavaNames.upperCamel(name));
        int order = in.equals("path") ? Parameter.PATH : required ? Parameter.REQUIRED : Parameter.OPTIONAL;
        return new Parameter(
                order, annotation, type.name(), JavaNames.identifier(name), !required, doc(json, required));
    }

    /** The service's own default isn't sent, but who leaves the parameter out wants to know it. */
    private static String doc(JsonObject parameter, boolean required) {
        String doc = Javadoc.line(ApiSpec.string(parameter, "description", ""));
        JsonElement value = ApiSpec.object(parameter, "schema").get("default");
        if (required || value == null || !value.isJsonPrimitive()) {
            return doc;
        }
        String end = doc.isEmpty() ? "optional" : doc.replaceAll("\\.$", "");
        return end + "; by default " + Javadoc.line(value.getAsString());
    }

    private static void requireKnownStyle(JsonObject parameter, String pointer) {
        String style = ApiSpec.string(parameter, "style", "");
        boolean exploded = !parameter.has("explode") || parameter.get("explode").getAsBoolean();
        boolean known = style.equals("simple") || (exploded && (style.isEmpty() || style.equals("form")));
        if (!known) {
            throw new SpecException(pointer + " has style \"" + style + "\", explode " + exploded
                    + "; the generation rules know only the default styles.");
        }
    }

    private static String hint(ApiSpec.Operation operation) {
        return JavaNames.upperCamel(operation.id());
    }

    /** The distinct content types of a body or response, in document order. */
    static List<String> contentTypes(JsonObject holder) {
        return ApiSpec.object(holder, "content").entrySet().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    static JsonElement schemaOf(JsonObject holder, String contentType) {
        JsonObject media = ApiSpec.object(ApiSpec.object(holder, "content"), contentType);
        return media.has("schema") ? media.get("schema") : new JsonObject();
    }
}
