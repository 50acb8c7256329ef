package com.featherhq.spec.wire;

import com.featherhq.spec.wire.Doc.Resolved;
import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/** Finds for each member of a union the one that it is in the other version. */
final class UnionComparison {

    private final Fit fits;
    private final Deeper deeper;
    private final Findings findings;
    private final Spot spot;

    UnionComparison(Fit fits, Deeper deeper, Findings findings, Spot spot) {
        this.fits = fits;
        this.deeper = deeper;
        this.findings = findings;
        this.spot = spot;
    }

    /** Whether nothing breaks from one schema to another. */
    interface Fit {
        boolean test(Resolved old, Resolved current, Spot spot);
    }

    /** Compares two members that are one and the same. */
    interface Deeper {
        void compare(Resolved old, Resolved current, Spot spot);
    }

    void compare(List<Resolved> before, List<Resolved> after) {
        List<Resolved> olds = new ArrayList<>(before);
        List<Resolved> currents = new ArrayList<>(after);
        pair(olds, currents, (old, current) -> old.name() != null && Objects.equals(old.name(), current.name()));
        pair(olds, currents, (old, current) -> old.json().equals(current.json()));
        pair(olds, currents, UnionComparison::haveOneConstant);
        if (spot.isRequest()) {
            olds.removeIf(old -> after.stream().anyMatch(current -> fits.test(old, current, spot)));
        } else {
            currents.removeIf(current -> before.stream().anyMatch(old -> fits.test(old, current, spot)));
        }
        pair(
                olds,
                currents,
                (old, current) -> isOnlyOfItsKind(old, olds)
                        && isOnlyOfItsKind(current, currents)
                        && ValueComparison.kind(old.json()).equals(ValueComparison.kind(current.json())));
        olds.forEach(old -> member("member-removed", old, spot.isRequest() ? Impact.BREAKING : Impact.PATCH, false));
        currents.forEach(
                current -> member("member-added", current, spot.isRequest() ? Impact.ADDITION : Impact.BREAKING, true));
    }

    private void pair(List<Resolved> olds, List<Resolved> currents, BiPredicate<Resolved, Resolved> same) {
        for (Resolved old : List.copyOf(olds)) {
            currents.stream()
                    .filter(current -> same.test(old, current))
                    .findFirst()
                    .ifPresent(current -> {
                        deeper.compare(old, current, spot);
                        olds.remove(old);
                        currents.remove(current);
                    });
        }
    }

    private void member(String rule, Resolved member, Impact impact, boolean added) {
        String name = member.name() == null ? Brief.of(member.json()) : member.name();
        String phrase = spot.isRequest()
                ? (added ? " takes `" + name + "` as well" : " no longer takes `" + name + "`")
                : (added ? " may be `" + name + "` now" : " is never `" + name + "` now");
        findings.add(rule, impact, spot, spot.named("the value") + phrase, added ? null : name, added ? name : null);
    }

    /** Whether a property says of both which member they are. */
    private static boolean haveOneConstant(Resolved old, Resolved current) {
        JsonObject properties = Doc.object(old.json(), "properties");
        JsonObject others = Doc.object(current.json(), "properties");
        return properties.keySet().stream().anyMatch(name -> {
            Object constant = constant(Doc.object(properties, name));
            return constant != null && constant.equals(constant(Doc.object(others, name)));
        });
    }

    private static @org.jspecify.annotations.Nullable Object constant(JsonObject schema) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        return Doc.array(schema, "enum").size() == 1 ? Doc.array(schema, "enum").get(0) : null;
    }

    private static boolean isOnlyOfItsKind(Resolved schema, List<Resolved> all) {
        return all.stream()
                        .filter(other -> ValueComparison.kind(other.json()).equals(ValueComparison.kind(schema.json())))
                        .count()
                == 1;
    }
}
