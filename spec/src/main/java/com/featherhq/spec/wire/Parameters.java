package com.featherhq.spec.wire;

import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.OperationPair.Place;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares the parameters of an operation by what they are called on the wire; those of the path by where they stand. */
final class Parameters {

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]*)}");

    private final Doc before;
    private final Doc after;
    private final Findings findings;

    Parameters(Doc before, Doc after, Findings findings) {
        this.before = before;
        this.after = after;
        this.findings = findings;
    }

    private record Parameter(JsonObject json, String declared) {

        String text() {
            return Doc.string(json, "in") + " parameter `" + Doc.string(json, "name") + "`";
        }
    }

    void compare(OperationPair pair, Spot request) {
        Map<String, Parameter> olds = parameters(before, pair.before());
        Map<String, Parameter> currents = parameters(after, pair.after());
        olds.forEach((key, old) -> {
            Parameter current = currents.get(key);
            if (current == null) {
                findings.add(
                        "parameter-removed",
                        Impact.BREAKING,
                        at(request, old),
                        old.text() + " was removed",
                        Brief.of(schema(old.json())),
                        null);
            } else {
                compare(old, current, at(request, old));
            }
        });
        currents.forEach((key, current) -> {
            if (!olds.containsKey(key)) {
                added(current, at(request, current));
            }
        });
    }

    private static Spot at(Spot request, Parameter parameter) {
        return new Spot(request.use(), parameter.declared(), Doc.string(parameter.json(), "name"));
    }

    private void added(Parameter parameter, Spot spot) {
        boolean required = Doc.flag(parameter.json(), "required");
        findings.add(
                required ? "parameter-required" : "parameter-added",
                required ? Impact.BREAKING : Impact.ADDITION,
                spot,
                "new " + (required ? "required " : "") + parameter.text(),
                null,
                Brief.of(schema(parameter.json())));
    }

    private void compare(Parameter old, Parameter current, Spot spot) {
        boolean was = Doc.flag(old.json(), "required");
        boolean is = Doc.flag(current.json(), "required");
        if (was != is) {
            findings.add(
                    is ? "parameter-required" : "parameter-optional",
                    is ? Impact.BREAKING : Impact.PATCH,
                    spot,
                    old.text() + (is ? " became required" : " is no longer required"),
                    was ? "required" : "optional",
                    is ? "required" : "optional");
        }
        String style = style(old.json());
        if (!style.equals(style(current.json()))) {
            findings.add(
                    "parameter-style-changed",
                    Impact.BREAKING,
                    spot,
                    old.text() + " is written in another way",
                    style,
                    style(current.json()));
        }
        if (Doc.flag(current.json(), "deprecated") && !Doc.flag(old.json(), "deprecated")) {
            findings.add("deprecated", Impact.PATCH, spot, old.text() + " is deprecated", null, null);
        }
        new SchemaComparison(before, after, findings).compare(schema(old.json()), schema(current.json()), spot);
    }

    private static JsonElement schema(JsonObject parameter) {
        JsonObject content = Doc.object(parameter, "content");
        JsonObject holder = content.isEmpty()
                ? parameter
                : Doc.object(content, content.keySet().iterator().next());
        return holder.has("schema") ? holder.get("schema") : new JsonObject();
    }

    private static String style(JsonObject parameter) {
        JsonObject content = Doc.object(parameter, "content");
        if (!content.isEmpty()) {
            return content.keySet().iterator().next();
        }
        boolean form = List.of("query", "cookie").contains(Doc.string(parameter, "in"));
        String style = parameter.has("style") ? Doc.string(parameter, "style") : form ? "form" : "simple";
        boolean exploded = parameter.has("explode") ? Doc.flag(parameter, "explode") : style.equals("form");
        return style + (exploded ? ", exploded" : "");
    }

    private static Map<String, Parameter> parameters(Doc doc, Place place) {
        List<String> inPath = IN_PATH.matcher(place.path())
                .results()
                .map(match -> match.group(1))
                .toList();
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (boolean shared : new boolean[] {true, false}) {
            JsonObject holder = shared ? doc.pathItem(place) : doc.operation(place);
            String pointer = shared ? JsonPointers.of("paths", place.path()) : place.pointer();
            List<JsonElement> all =
                    new ArrayList<>(Doc.array(holder, "parameters").asList());
            for (int i = 0; i < all.size(); i++) {
                Parameter parameter = new Parameter(
                        doc.resolved(all.get(i)), pointer + JsonPointers.of("parameters", String.valueOf(i)));
                parameters.put(key(parameter.json(), inPath), parameter);
            }
        }
        return parameters;
    }

    private static String key(JsonObject parameter, List<String> inPath) {
        String name = Doc.string(parameter, "name");
        return switch (Doc.string(parameter, "in")) {
            case "path" -> "path " + inPath.indexOf(name);
            case "header" -> "header " + name.toLowerCase(Locale.ROOT);
            default -> Doc.string(parameter, "in") + " " + name;
        };
    }
}
