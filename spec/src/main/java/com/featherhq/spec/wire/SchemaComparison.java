package com.featherhq.spec.wire;

import com.featherhq.spec.wire.Doc.Resolved;
import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares two schemas in one direction. In a request all that the old schema allows must still be accepted; in a response
 * all that the new schema allows must still be understood, by a client that reads unknown properties and enum values and
 * doesn't look at limits.
 */
final class SchemaComparison {

    private static final int DETAILS = 5;

    private final Doc before;
    private final Doc after;
    private final Findings findings;

    /** Pairs of named schemas that are being compared or were: schemas may contain themselves. */
    private final Set<String> seen;

    SchemaComparison(Doc before, Doc after, Findings findings) {
        this(before, after, findings, new HashSet<>());
    }

    private SchemaComparison(Doc before, Doc after, Findings findings, Set<String> seen) {
        this.before = before;
        this.after = after;
        this.findings = findings;
        this.seen = seen;
    }

    /** @param spot where the schemas are used */
    void compare(JsonElement old, JsonElement current, Spot spot) {
        if (old.isJsonObject() && current.isJsonObject()) {
            annotations(old.getAsJsonObject(), current.getAsJsonObject(), spot);
        }
        compare(before.schema(old), after.schema(current), spot);
    }

    /** What is said where a schema is used, beside a reference too. */
    private void annotations(JsonObject old, JsonObject current, Spot spot) {
        if (Doc.flag(current, "deprecated") && !Doc.flag(old, "deprecated")) {
            findings.add("deprecated", Impact.PATCH, spot, spot.named("the value") + " is deprecated", null, null);
        }
        JsonElement was = old.get("default");
        JsonElement is = current.get("default");
        if (spot.isRequest() && !Objects.equals(was, is)) {
            findings.add(
                    "default-changed",
                    Impact.PATCH,
                    spot,
                    "default of " + spot.named("the value") + " changed",
                    was == null ? null : Brief.of(was),
                    is == null ? null : Brief.of(is));
        }
    }

    /** Whether nothing breaks from the one schema to the other. */
    private boolean fits(Resolved old, Resolved current, Spot spot) {
        Findings trial = new Findings();
        new SchemaComparison(before, after, trial, new HashSet<>(seen)).compare(old, current, spot);
        return !trial.breaks();
    }

    private void compare(Resolved old, Resolved current, Spot spot) {
        if (old.name() != null || current.name() != null) {
            if (!seen.add(spot.use().direction() + " " + key(old) + " " + key(current))) {
                return;
            }
        }
        nullness(old, current, spot);
        if (isReplaced(old, current)) {
            replaced(old, current, spot);
        } else {
            content(old, current, old.name() == null ? spot : spot.inSchema(old.name()));
        }
    }

    /** The name of a named schema, else the schema's identity: an inline one that is met again on the way is the same. */
    private static String key(Resolved schema) {
        return schema.name() == null ? "inline " + System.identityHashCode(schema.json()) : "named " + schema.name();
    }

    private void nullness(Resolved old, Resolved current, Spot spot) {
        boolean was = isNullable(before, old);
        boolean is = isNullable(after, current);
        if (was == is) {
            return;
        }
        boolean breaks = is != spot.isRequest();
        if (spot.isRequest()) {
            findings.add(
                    is ? "null-accepted" : "null-refused",
                    breaks ? Impact.BREAKING : Impact.ADDITION,
                    spot,
                    spot.named("the value") + (is ? " may be null now" : " no longer takes null"),
                    null,
                    null);
        } else {
            findings.add(
                    is ? "null-sent" : "null-no-longer-sent",
                    breaks ? Impact.BREAKING : Impact.PATCH,
                    spot,
                    spot.named("the value") + (is ? " may be null now" : " is never null now"),
                    null,
                    null);
        }
    }

    private static boolean isNullable(Doc doc, Resolved schema) {
        return schema.nullable() || doc.alternatives(schema).stream().anyMatch(Resolved::nullable);
    }

    /** Whether a place now refers to another of the schemas that are in both documents, which may not have changed at all. */
    private boolean isReplaced(Resolved old, Resolved current) {
        String was = old.name();
        String is = current.name();
        return was != null && is != null && !was.equals(is) && (after.hasSchema(was) || before.hasSchema(is));
    }

    private void replaced(Resolved old, Resolved current, Spot spot) {
        Findings inside = new Findings();
        new SchemaComparison(before, after, inside, new HashSet<>(seen)).content(old, current, spot);
        if (!inside.breaks()) {
            return;
        }
        List<String> all = inside.changes().stream()
                .filter(WireChange::breaking)
                .map(WireChange::message)
                .distinct()
                .toList();
        String details = all.stream().limit(DETAILS).collect(Collectors.joining("; "))
                + (all.size() > DETAILS ? "; and " + (all.size() - DETAILS) + " more" : "");
        findings.add(
                "type-replaced",
                Impact.BREAKING,
                spot,
                spot.named("the body") + " is now `" + current.name() + "`, was `" + old.name() + "`: " + details,
                old.name(),
                current.name());
    }

    private void content(Resolved old, Resolved current, Spot spot) {
        List<Resolved> olds = before.alternatives(old);
        List<Resolved> currents = after.alternatives(current);
        discriminator(old.json(), current.json(), spot);
        if (olds.size() == 1 && currents.size() == 1) {
            new ValueComparison(this, findings, spot)
                    .compare(olds.get(0).json(), currents.get(0).json());
        } else {
            new UnionComparison(this::fits, this::compare, findings, spot).compare(olds, currents);
        }
    }

    /** The values by which the members of a union are told apart. */
    private void discriminator(JsonObject old, JsonObject current, Spot spot) {
        JsonObject was = Doc.object(old, "discriminator");
        JsonObject is = Doc.object(current, "discriminator");
        if (was.isEmpty() || is.isEmpty()) {
            return;
        }
        String property = Doc.string(was, "propertyName");
        if (!property.equals(Doc.string(is, "propertyName"))) {
            findings.add(
                    "discriminator-changed",
                    Impact.BREAKING,
                    spot,
                    "the members of " + spot.named("the union") + " are told apart by another property",
                    property,
                    Doc.string(is, "propertyName"));
        }
        JsonObject values = Doc.object(was, "mapping");
        JsonObject currents = Doc.object(is, "mapping");
        for (String value : values.keySet()) {
            boolean other = currents.has(value) && !values.get(value).equals(currents.get(value));
            boolean gone = !currents.has(value)
                    && !isConstant(values.get(value), property) // which is told of where it's declared
                    && (spot.isRequest() || currents.asMap().containsValue(values.get(value)));
            if (other || gone) {
                findings.add(
                        "discriminator-changed",
                        Impact.BREAKING,
                        spot,
                        "`" + value + "` in `" + property + "` no longer stands for what it did",
                        Brief.of(values.get(value)),
                        other ? Brief.of(currents.get(value)) : null);
            }
        }
    }

    private boolean isConstant(JsonElement ref, String property) {
        JsonObject member = before.resolved(reference(ref.getAsString()));
        JsonObject schema = Doc.object(Doc.object(member, "properties"), property);
        return schema.has("const") || schema.has("enum");
    }

    private static JsonObject reference(String ref) {
        JsonObject reference = new JsonObject();
        reference.addProperty("$ref", ref);
        return reference;
    }

    /** Places of a tuple, one by one. */
    void compareTuples(JsonArray old, JsonArray current, Spot spot) {
        if (old.size() != current.size()) {
            findings.add(
                    "type-changed",
                    Impact.BREAKING,
                    spot,
                    spot.named("the array") + " has another number of places",
                    String.valueOf(old.size()),
                    String.valueOf(current.size()));
        }
        for (int i = 0; i < Math.min(old.size(), current.size()); i++) {
            compare(old.get(i), current.get(i), spot.child("[" + i + "]", "prefixItems", String.valueOf(i)));
        }
    }
}
