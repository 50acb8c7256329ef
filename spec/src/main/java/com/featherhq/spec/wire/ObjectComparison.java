package com.featherhq.spec.wire;

import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two objects, models or maps, by what goes in one direction: no {@code readOnly} in a request. */
final class ObjectComparison {

    private static final JsonPrimitive CLOSED = new JsonPrimitive(false);

    private final SchemaComparison schemas;
    private final Findings findings;
    private final Spot spot;

    ObjectComparison(SchemaComparison schemas, Findings findings, Spot spot) {
        this.schemas = schemas;
        this.findings = findings;
        this.spot = spot;
    }

    void compare(JsonObject old, JsonObject current) {
        Set<String> was = properties(old);
        Set<String> is = properties(current);
        for (String name : was) {
            if (is.contains(name)) {
                property(name, old, current);
            } else {
                findings.add(
                        "property-removed",
                        Impact.BREAKING,
                        at(name),
                        "property `" + name + "` was removed" + in(),
                        Brief.of(property(old, name)),
                        null);
            }
        }
        for (String name : is) {
            if (!was.contains(name)) {
                added(name, old, current);
            }
        }
        others(old, current);
    }

    private Set<String> properties(JsonObject schema) {
        Set<String> names = new LinkedHashSet<>(Doc.object(schema, "properties").keySet());
        names.removeIf(name -> Doc.flag(Doc.object(Doc.object(schema, "properties"), name), hidden()));
        return names;
    }

    private String hidden() {
        return spot.isRequest() ? "readOnly" : "writeOnly";
    }

    private String in() {
        return spot.subject().isEmpty() ? "" : " from `" + spot.subject() + "`";
    }

    private Spot at(String name) {
        return spot.child(name, "properties", name);
    }

    private static JsonElement property(JsonObject schema, String name) {
        return Doc.object(schema, "properties").get(name);
    }

    private void property(String name, JsonObject old, JsonObject current) {
        boolean was = Doc.strings(old, "required").contains(name);
        boolean is = Doc.strings(current, "required").contains(name);
        if (!was && is) {
            findings.add(
                    "property-required",
                    spot.isRequest() ? Impact.BREAKING : Impact.PATCH,
                    at(name),
                    "property `" + name + "` became required" + in(),
                    "optional",
                    "required");
        } else if (was && !is) {
            findings.add(
                    "property-optional",
                    spot.isRequest() ? Impact.PATCH : Impact.BREAKING,
                    at(name),
                    "property `" + name + "` is no longer required" + in(),
                    "required",
                    "optional");
        }
        schemas.compare(property(old, name), property(current, name), at(name));
    }

    private void added(String name, JsonObject old, JsonObject current) {
        boolean required = Doc.strings(current, "required").contains(name);
        Impact impact = required && spot.isRequest() ? Impact.BREAKING : Impact.ADDITION;
        findings.add(
                impact == Impact.BREAKING ? "property-required" : "property-added",
                impact,
                at(name),
                (required ? "new required property `" : "new property `") + name + "`" + in(),
                null,
                Brief.of(property(current, name)));
        JsonElement values = values(old);
        if (isMap(old) && values != null) {
            schemas.compare(
                    values, property(current, name), at(name)); // what was any entry of the map has a type of its own
        }
    }

    /** What may be beside the declared properties: an empty schema if anything, null if nothing. */
    private static @Nullable JsonElement values(JsonObject schema) {
        JsonElement values = schema.get("additionalProperties");
        if (CLOSED.equals(values)) {
            return null;
        }
        return values == null || !values.isJsonObject() ? new JsonObject() : values;
    }

    private static boolean isMap(JsonObject schema) {
        return Doc.object(schema, "properties").isEmpty();
    }

    private void others(JsonObject old, JsonObject current) {
        JsonElement was = values(old);
        JsonElement is = values(current);
        Spot values = spot.child("{}", "additionalProperties");
        if (was != null && is != null) {
            boolean declared = isMap(old) || old.has("additionalProperties");
            if (spot.isRequest() || (declared && (isMap(current) || current.has("additionalProperties")))) {
                schemas.compare(was, is, values);
            }
        } else if (was != null && spot.isRequest()) {
            findings.add(
                    "object-closed",
                    Impact.BREAKING,
                    values,
                    spot.named("the object") + " no longer takes properties that aren't declared",
                    null,
                    null);
        } else if (is != null) {
            findings.add(
                    "object-opened",
                    Impact.PATCH,
                    values,
                    spot.named("the object") + " may have properties that aren't declared",
                    null,
                    null);
        }
        if (spot.isRequest()
                && current.has("propertyNames")
                && !current.get("propertyNames").equals(old.get("propertyNames"))) {
            findings.add(
                    "limit-narrowed",
                    Impact.BREAKING,
                    values,
                    "names of properties in " + spot.named("the object") + " are limited",
                    null,
                    null);
        }
    }
}
