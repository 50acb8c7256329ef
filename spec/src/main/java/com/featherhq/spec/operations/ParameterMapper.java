package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.types.JavaType;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of an operation. What is required and can't be mistaken for another stands in the method; the rest goes by name,
 * so that a parameter that is added, or another order in the document, changes no signature.
 */
final class ParameterMapper {

    private final TypeMapper types;

    ParameterMapper(TypeMapper types) {
        this.types = types;
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
            boolean required,
            boolean deprecated,
            String description) {

        /** Whether Retrofit has an annotation that sends every value: it has none for cookies, nor for one or several texts. */
        boolean fitsAnnotation() {
            return place == Place.PATH || (place != Place.COOKIE && shape != ParameterShape.EITHER);
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
            String pointer = JsonPointers.child(operation.pointer(), "parameters", String.valueOf(i));
            Parameter parameter = parameter(declared.get(i).getAsJsonObject(), pointer, hint);
            if (parameter.place() == Place.PATH) {
                inPath.put(parameter.name(), parameter);
            } else if (others.stream().noneMatch(parameter::isSame)) {
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
        return new Parameter(Place.PATH, name, JavaType.STRING, ParameterShape.ONE, true, false, "");
    }

    /** Two required parameters of one type could be swapped, by the caller or by the next document, and nobody would notice. */
    private static boolean standsAlone(Parameter parameter, List<Parameter> others) {
        long alike = others.stream()
                .filter(Parameter::required)
                .filter(other -> other.type().name().equals(parameter.type().name()))
                .count();
        return parameter.required() && parameter.fitsAnnotation() && alike == 1;
    }

    private Parameter parameter(JsonObject json, String pointer, String hint) {
        String name = JsonFields.string(json, "name", "");
        Place place = place(json, pointer);
        JsonObject schema = json.getAsJsonObject("schema");
        String at = JsonPointers.child(pointer, "schema");
        ParameterShape shape = ParameterShape.of(types, schema, at);
        JavaType type = types.map(schema, at, hint + JavaNames.upperCamel(name));
        boolean inOneText = shape == ParameterShape.ONE || (place == Place.PATH && type.equals(JavaType.ANY));
        requireKnownStyle(json, place, inOneText, pointer);
        boolean required = isTrue(json, "required");
        return new Parameter(place, name, type, shape, required, isTrue(json, "deprecated"), doc(json, required));
    }

    private static boolean isTrue(JsonObject json, String key) {
        return json.has(key) && json.get(key).getAsBoolean();
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

    /** OpenAPI's default styles, the only ones that FastAPI reads; a single value looks the same exploded or not. */
    private static void requireKnownStyle(JsonObject parameter, Place place, boolean inOneText, String pointer) {
        boolean form = place == Place.QUERY || place == Place.COOKIE;
        String usual = form ? "form" : "simple";
        String style = JsonFields.string(parameter, "style", usual);
        boolean exploded = parameter.has("explode") ? isTrue(parameter, "explode") : form;
        boolean severalInOne = !inOneText && (place == Place.PATH || (form && !exploded));
        if (!style.equals(usual) || severalInOne) {
            throw new SpecException(pointer + " has style \"" + style + "\", explode " + exploded
                    + "; the generation rules know only the default styles.");
        }
    }

    /** The service's own default isn't sent, but who leaves the parameter out wants to know it. */
    private static String doc(JsonObject parameter, boolean required) {
        String doc = JsonFields.string(parameter, "description", "");
        JsonElement value = JsonFields.object(parameter, "schema").get("default");
        if (required || value == null || !value.isJsonPrimitive()) {
            return doc;
        }
        String sentence = doc.isEmpty() || doc.endsWith(".") ? doc : doc + ".";
        return (sentence + " Default: " + value.getAsString() + ".").strip();
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
