package com.featherhq.spec.wire;

import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two schemas that are no unions. */
final class ValueComparison {

    /** What the client reads into a type that holds nothing else. */
    private static final Set<String> MAPPED = Set.of("uuid", "date", "date-time", "int32");

    /** Formats that say nothing about which values there are. */
    private static final Set<String> IGNORED = Set.of("password", "int64", "double", "float", "binary", "decimal");

    private static final Map<String, String> WITHIN =
            Map.of("uuid1", "uuid", "uuid3", "uuid", "uuid4", "uuid", "uuid5", "uuid");

    private final SchemaComparison schemas;
    private final Findings findings;
    private final Spot spot;

    ValueComparison(SchemaComparison schemas, Findings findings, Spot spot) {
        this.schemas = schemas;
        this.findings = findings;
        this.spot = spot;
    }

    void compare(JsonObject old, JsonObject current) {
        String was = kind(old);
        String is = kind(current);
        if (!was.equals(is)) {
            kinds(old, was, current, is);
            return;
        }
        switch (was) {
            case "object" -> new ObjectComparison(schemas, findings, spot).compare(old, current);
            case "array" -> arrays(old, current);
            default -> scalars(old, current);
        }
        if (spot.isRequest()) {
            Limits.narrowed(old, current)
                    .forEach((limit, what) -> breaking("limit-narrowed", what, limit, old, current));
        }
    }

    private void breaking(String rule, String what, String limit, JsonObject old, JsonObject current) {
        findings.add(
                rule,
                Impact.BREAKING,
                spot,
                what + " of " + spot.named("the value") + " is narrower",
                old.has(limit) ? Brief.of(old.get(limit)) : null,
                current.has(limit) ? Brief.of(current.get(limit)) : null);
    }

    /** The JSON type, or {@code any}. */
    static String kind(JsonObject schema) {
        String type = Doc.string(schema, "type");
        return type.isEmpty() ? "any" : type;
    }

    private void kinds(JsonObject old, String was, JsonObject current, String is) {
        String narrow = spot.isRequest() ? was : is;
        String wide = spot.isRequest() ? is : was;
        boolean fits =
                wide.equals("any") || narrow.equals("null") || (narrow.equals("integer") && wide.equals("number"));
        findings.add(
                "type-changed",
                fits ? (spot.isRequest() ? Impact.ADDITION : Impact.PATCH) : Impact.BREAKING,
                spot,
                "type of " + spot.named("the value") + " changed",
                Brief.of(old),
                Brief.of(current));
    }

    private void scalars(JsonObject old, JsonObject current) {
        values(old, current);
        String was = format(old);
        String is = format(current);
        if (!isWithin(spot.isRequest() ? was : is, spot.isRequest() ? is : was)) {
            findings.add(
                    "format-changed",
                    Impact.BREAKING,
                    spot,
                    "format of " + spot.named("the value") + " changed",
                    was,
                    is);
        }
        if (!Doc.string(old, "contentEncoding").equals(Doc.string(current, "contentEncoding"))) {
            findings.add(
                    "encoding-changed",
                    Impact.BREAKING,
                    spot,
                    "encoding of " + spot.named("the value") + " changed",
                    Doc.string(old, "contentEncoding"),
                    Doc.string(current, "contentEncoding"));
        }
    }

    private static String format(JsonObject schema) {
        String format = Doc.string(schema, "format");
        return IGNORED.contains(format) ? "" : format;
    }

    /** Whether the values of one format are all good for a reader of the other; the client reads most as plain text. */
    private boolean isWithin(String narrow, String wide) {
        return wide.isEmpty()
                || wide.equals(narrow)
                || wide.equals(WITHIN.get(narrow))
                || (!spot.isRequest() && !MAPPED.contains(wide));
    }

    private void values(JsonObject old, JsonObject current) {
        Set<JsonElement> was = values(old);
        Set<JsonElement> is = values(current);
        if (was != null && is != null) {
            changedValues(was, is);
        } else if (is != null) {
            findings.add(
                    "values-limited",
                    spot.isRequest() ? Impact.BREAKING : Impact.PATCH,
                    spot,
                    spot.named("the value") + " is one of few values now",
                    null,
                    Brief.of(current));
        } else if (was != null) {
            findings.add(
                    "values-freed",
                    Impact.ADDITION,
                    spot,
                    spot.named("the value") + " may be any value now",
                    Brief.of(old),
                    null);
        }
    }

    private void changedValues(Set<JsonElement> was, Set<JsonElement> is) {
        Set<JsonElement> added = without(is, was);
        Set<JsonElement> removed = without(was, is);
        boolean other = removed.size() == was.size();
        if (!removed.isEmpty()) {
            findings.add(
                    "values-removed",
                    spot.isRequest() || other ? Impact.BREAKING : Impact.PATCH,
                    spot,
                    spot.named("the value") + " no longer knows " + list(removed),
                    list(was),
                    list(is));
        }
        if (!added.isEmpty()) {
            findings.add(
                    "values-added",
                    Impact.ADDITION,
                    spot,
                    spot.named("the value") + " knows " + list(added) + " as well",
                    list(was),
                    list(is));
        }
    }

    private static Set<JsonElement> without(Set<JsonElement> all, Set<JsonElement> others) {
        Set<JsonElement> rest = new LinkedHashSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static String list(Set<JsonElement> values) {
        return String.join(
                ", ", values.stream().map(value -> "`" + Brief.of(value) + "`").toList());
    }

    private static @Nullable Set<JsonElement> values(JsonObject schema) {
        Set<JsonElement> values = new LinkedHashSet<>(Doc.array(schema, "enum").asList());
        if (schema.has("const")) {
            values = Set.of(schema.get("const"));
        }
        return values.isEmpty() ? null : values;
    }

    private void arrays(JsonObject old, JsonObject current) {
        boolean wasTuple = old.has("prefixItems");
        boolean isTuple = current.has("prefixItems");
        if (wasTuple && isTuple) {
            schemas.compareTuples(Doc.array(old, "prefixItems"), Doc.array(current, "prefixItems"), spot);
        } else if (wasTuple || isTuple) {
            findings.add(
                    "type-changed",
                    Impact.BREAKING,
                    spot,
                    spot.named("the array")
                            + (isTuple ? " has places of their own now" : " no longer has places of their own"),
                    Brief.of(old),
                    Brief.of(current));
        } else {
            schemas.compare(items(old), items(current), spot.child("[]", "items"));
        }
    }

    private static JsonElement items(JsonObject schema) {
        return schema.has("items") ? schema.get("items") : new JsonObject();
    }
}
