package com.featherhq.spec.names;

import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java class names of a document's named schemas. */
public final class TypeNames {

    /**
     * A name that pydantic numbered, since two classes have the same one: which of them gets which number depends on what else is
     * in the document.
     */
    private static final Pattern NUMBERED = Pattern.compile("(?<name>.*[A-Za-z_])__(?<number>[1-9]\\d?)");

    private final Map<String, String> names;

    public TypeNames(JsonObject schemas) {
        this.names = DistinctNames.types(schemas.keySet(), name -> shortName(name, schemas));
    }

    /** The class name of a named schema. */
    public String of(String schema) {
        return Objects.requireNonNull(names.get(schema));
    }

    /** Whether a schema has that name, in upper or lower case. */
    public boolean isTaken(String className) {
        return names.values().stream().anyMatch(className::equalsIgnoreCase);
    }

    private static String shortName(String schema, JsonObject schemas) {
        Matcher numbered = NUMBERED.matcher(schema);
        return numbered.matches()
                ? withoutNumber(schema, numbered.group("name"), schemas)
                : JavaNames.shortType(schema);
    }

    /** What tells numbered schemas from each other are the schemas that they refer to: their names take the number's place. */
    private static String withoutNumber(String schema, String name, JsonObject schemas) {
        String told = name;
        for (String reference : references(schemas.get(schema))) {
            String simple = reference.substring(reference.lastIndexOf("__") + (reference.contains("__") ? 2 : 0));
            told = told.replaceFirst(
                    "(?<=_)" + Pattern.quote(simple) + "(?=_)",
                    Matcher.quoteReplacement(JavaNames.shortType(reference)));
        }
        return told.equals(name)
                ? JavaNames.shortType(name) + "_" + JavaNames.digest(shape(schemas.get(schema)))
                : JavaNames.shortType(told);
    }

    private static List<String> references(JsonElement schema) {
        List<String> references = new ArrayList<>();
        addReferences(schema, references);
        return references;
    }

    private static void addReferences(JsonElement schema, List<String> references) {
        if (schema instanceof JsonArray array) {
            array.forEach(element -> addReferences(element, references));
        } else if (schema instanceof JsonObject object) {
            String ref = JsonFields.stringOrNull(object, "$ref");
            if (ref != null && ref.startsWith(Schemas.REF_PREFIX)) {
                references.add(ref.substring(Schemas.REF_PREFIX.length()));
            }
            object.asMap().values().forEach(element -> addReferences(element, references));
        }
    }

    /** The names of the properties and what they refer to: of two versions of one schema most likely the same. */
    private static String shape(JsonElement schema) {
        Set<String> parts = new TreeSet<>(references(schema));
        if (schema instanceof JsonObject object) {
            parts.addAll(JsonFields.object(object, "properties").keySet());
        }
        return String.join(" ", parts);
    }
}
