package com.featherhq.spec.types;

import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.names.Javadoc;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the Javadoc of generated types and properties says: the document's description, and what else it says about the values. */
public final class Docs {

    private static final int LONGEST_VALUE = 200;

    /** How a limit reads, by its keyword. */
    private static final Map<String, String> LIMITS = limits();

    private Docs() {}

    private static Map<String, String> limits() {
        Map<String, String> limits = new LinkedHashMap<>();
        limits.put("minimum", "At least %s.");
        limits.put("exclusiveMinimum", "Greater than %s.");
        limits.put("maximum", "At most %s.");
        limits.put("exclusiveMaximum", "Less than %s.");
        limits.put("multipleOf", "A multiple of %s.");
        limits.put("minLength", "At least %s characters.");
        limits.put("maxLength", "At most %s characters.");
        limits.put("pattern", "Pattern: %s.");
        limits.put("minItems", "At least %s items.");
        limits.put("maxItems", "At most %s items.");
        limits.put("minProperties", "At least %s entries.");
        limits.put("maxProperties", "At most %s entries.");
        limits.put("default", "Default of the service: %s.");
        return limits;
    }

    /** For the type of a named schema. */
    static List<String> ofSchema(JsonObject schema, String name) {
        String description = JsonFields.string(schema, "description", "").strip();
        return Javadoc.lines(description.isEmpty() ? "The schema \"" + name + "\" of the API document." : description);
    }

    /** For a type without a name; {@code pointer} is empty if it stands in several places. */
    static List<String> ofInline(JsonObject schema, String pointer) {
        String description = JsonFields.string(schema, "description", "").strip();
        if (!description.isEmpty()) {
            return Javadoc.lines(description);
        }
        return Javadoc.lines(
                pointer.isEmpty() ? "Part of the API document." : "What the API document has at " + pointer + ".");
    }

    /** For a property: the description, its limits, and what the service takes if it's left out. */
    static List<String> ofProperty(String name, JsonObject schema) {
        String description = JsonFields.string(schema, "description", "").strip();
        return Javadoc.lines(
                withLimits(description.isEmpty() ? "The property \"" + name + "\"." : description, schema, true));
    }

    /**
     * A description and, on a line of its own, what else the schema says about its values.
     *
     * @param withDefault whether a value is left to the service
     */
    public static String withLimits(String description, JsonObject schema, boolean withDefault) {
        List<String> limits = new ArrayList<>();
        LIMITS.forEach((keyword, text) -> {
            boolean said = schema.has(keyword) && !schema.get(keyword).isJsonNull();
            if (said && (withDefault || !keyword.equals("default"))) {
                limits.add(text.formatted(shortened(schema.get(keyword))));
            }
        });
        return (description.strip() + "\n" + String.join(" ", limits)).strip();
    }

    private static String shortened(JsonElement value) {
        String text = value.isJsonPrimitive() ? value.getAsString() : value.toString();
        text = text.isEmpty() ? "\"\"" : text;
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
