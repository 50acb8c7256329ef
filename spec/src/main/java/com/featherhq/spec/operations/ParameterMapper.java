package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ContentTypes;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.GenerationWarning.Kind;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.normalize.SharedParts;
import com.featherhq.spec.types.Docs;
import com.featherhq.spec.types.JavaType;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an operation. What is required and can't be mistaken for another stands in the method; the rest goes by name,
 * so that a parameter that is added, or another order in the document, changes no signature.
 */
final class ParameterMapper {

    private final TypeMapper types;
    private final List<GenerationWarning> warnings;

    /** @param warnings gets one for each optional parameter that no rule knows how to send */
    ParameterMapper(TypeMapper types, List<GenerationWarning> warnings) {
        this.types = types;
        this.warnings = warnings;
    }

    /** Where a parameter is sent. */
    enum Place {
        PATH,
        QUERY,
        HEADER,
        COOKIE
    }

    /** A parameter that the document declares, or that only its path names. */
    record Parameter(
            Place place,
            String name,
            JavaType type,
            ParameterShape shape,
            ParameterStyle style,
            boolean required,
            boolean deprecated,
            String description) {

        /** Whether Retrofit has an annotation that sends every value: it has none for cookies, nor for one or several texts. */
        boolean fitsAnnotation() {
            return place == Place.PATH
                    || (place != Place.COOKIE && shape != ParameterShape.EITHER && style == ParameterStyle.REPEATED);
        }

        boolean isSame(Parameter other) {
            return place == other.place && name.equals(other.name);
        }

        String retrofitName() {
            return switch (place) {
                case PATH -> "Path";
                case QUERY -> "Query";
                case HEADER -> "Header";
                case COOKIE -> "Cookie";
            };
        }
    }

    /** What stands in the method, in its order, and what goes by name, in the document's. */
    record Parameters(List<Parameter> positional, List<Parameter> named) {}

    Parameters map(ApiOperation operation, PathTemplate path, String hint) {
        Map<String, Parameter> inPath = new HashMap<>();
        List<Parameter> others = new ArrayList<>();
        JsonArray declared = operation.json().getAsJsonArray("parameters");
        for (int i = 0; declared != null && i < declared.size(); i++) {
            JsonObject json = declared.get(i).getAsJsonObject();
            String at = JsonPointers.child(operation.pointer(), "parameters", String.valueOf(i));
            Parameter parameter = parameterOrWarning(json, SharedParts.pointer(json, at), hint);
            if (parameter != null && parameter.place() == Place.PATH) {
                inPath.put(parameter.name(), parameter);
            } else if (parameter != null && others.stream().noneMatch(parameter::isSame)) {
                others.add(parameter);
            }
        }
        List<Parameter> positional = new ArrayList<>();
        path.names().keySet().forEach(name -> positional.add(inPath.getOrDefault(name, onlyInPath(name))));
        List<Parameter> named = new ArrayList<>();
        others.forEach(parameter -> (standsAlone(parameter, others) ? positional : named).add(parameter));
        return new Parameters(positional, named);
    }

    /** A function need not take what its path names. */
    private static Parameter onlyInPath(String name) {
        return new Parameter(
                Place.PATH, name, JavaType.STRING, ParameterShape.ONE, ParameterStyle.REPEATED, true, false, "");
    }

    /** Two required parameters of one type could be swapped, by the caller or by the next document, and nobody would notice. */
    private static boolean standsAlone(Parameter parameter, List<Parameter> others) {
        long alike = others.stream()
                .filter(Parameter::required)
                .filter(other -> other.type().name().equals(parameter.type().name()))
                .count();
        return parameter.required() && parameter.fitsAnnotation() && alike == 1;
    }

    /** A parameter that no rule knows costs the operation only if there's no call without it. */
    private @Nullable Parameter parameterOrWarning(JsonObject json, String pointer, String hint) {
        try {
            return parameter(json, pointer, hint);
        } catch (SpecException e) {
            if (JsonFields.isTrue(json, "required")) {
                throw e;
            }
            warnings.add(new GenerationWarning(Kind.NO_PARAMETER, pointer, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private Parameter parameter(JsonObject json, String pointer, String hint) {
        String name = JsonFields.string(json, "name", "");
        Place place = place(json, pointer);
        String contentType = ContentTypes.of(json).stream().findFirst().orElse("");
        JsonObject schema =
                contentType.isEmpty() ? JsonFields.object(json, "schema") : ContentTypes.schema(json, contentType);
        String at = contentType.isEmpty()
                ? JsonPointers.child(pointer, "schema")
                : JsonPointers.child(pointer, "content", contentType, "schema");
        JavaType type = types.map(schema, at, hint + JavaNames.upperCamel(name));
        ParameterShape shape = contentType.isEmpty() ? shape(schema, place, type, at) : ParameterShape.ONE;
        ParameterStyle style = contentType.isEmpty()
                ? ParameterStyle.of(json, place, shape, pointer)
                : ofContent(contentType, place, pointer);
        boolean required = JsonFields.isTrue(json, "required");
        return new Parameter(
                place,
                name,
                type,
                shape,
                style,
                required,
                JsonFields.isTrue(json, "deprecated"),
                doc(json, schema, required));
    }

    /** A path has one text, whatever the schema says. */
    private ParameterShape shape(JsonObject schema, Place place, JavaType type, String pointer) {
        boolean any = place == Place.PATH && type.equals(JavaType.ANY);
        return any ? ParameterShape.ONE : ParameterShape.of(types, schema, pointer);
    }

    /** OpenAPI 3.1, Parameter Object: with "content" the value is a text of that media type. */
    private static ParameterStyle ofContent(String contentType, Place place, String pointer) {
        if (ContentTypes.isJson(contentType) && place != Place.PATH) {
            return ParameterStyle.JSON;
        }
        throw new SpecException(pointer + " is " + contentType + " in a "
                + place.name().toLowerCase(Locale.ROOT) + "; the generation rules know JSON only, and not in a path.");
    }

    private static Place place(JsonObject json, String pointer) {
        String in = JsonFields.string(json, "in", "");
        return switch (in) {
            case "path" -> Place.PATH;
            case "query" -> Place.QUERY;
            case "header" -> Place.HEADER;
            case "cookie" -> Place.COOKIE;
            default ->
                throw new SpecException(JsonPointers.child(pointer, "in") + " is \"" + in
                        + "\"; the generation rules know path, query, header and cookie parameters.");
        };
    }

    /** The service's own default isn't sent, but who leaves the parameter out wants to know it. */
    private static String doc(JsonObject parameter, JsonObject schema, boolean required) {
        String description = JsonFields.string(parameter, "description", JsonFields.string(schema, "description", ""));
        return Docs.withLimits(description, schema, !required);
    }

    /** The Java names of {@code parameters}, of which some may differ only in what Java leaves out, whatever their order. */
    static Map<Parameter, String> javaNames(List<Parameter> parameters, Set<String> taken) {
        Map<Parameter, String> names = new HashMap<>();
        Set<String> used = new HashSet<>();
        parameters.stream()
                .sorted(Comparator.comparing(Parameter::place).thenComparing(Parameter::name))
                .forEach(parameter -> {
                    String name = JavaNames.identifier(parameter.name());
                    boolean elsewhere = names.entrySet().stream()
                            .anyMatch(other -> other.getKey().place() != parameter.place()
                                    && other.getValue().equals(name));
                    String first =
                            elsewhere ? name + parameter.retrofitName() : taken.contains(name) ? name + "_" : name;
                    String free = first;
                    for (int i = 2; !used.add(free); i++) {
                        free = first + i;
                    }
                    names.put(parameter, free);
                });
        return names;
    }
}
