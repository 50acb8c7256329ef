package com.featherhq.spec.bump;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came and went by the name of the generated type that has it; types that are in one version only are left out. */
record SurfaceDiff(
        Map<String, Set<String>> propertiesAdded,
        Map<String, Set<String>> propertiesRemoved,
        Map<String, Set<String>> valuesAdded,
        Map<String, Set<String>> valuesRemoved) {

    static SurfaceDiff of(Comparison comparison) {
        Map<String, Set<String>> oldProperties = names(comparison.before());
        Map<String, Set<String>> newProperties = names(comparison.after());
        Map<String, Set<String>> oldValues = comparison.before().surface().enumValues();
        Map<String, Set<String>> newValues = comparison.after().surface().enumValues();
        return new SurfaceDiff(
                more(newProperties, oldProperties),
                more(oldProperties, newProperties),
                more(newValues, oldValues),
                more(oldValues, newValues));
    }

    static int count(Map<String, Set<String>> names) {
        return names.values().stream().mapToInt(Collection::size).sum();
    }

    private static Map<String, Set<String>> names(Comparison.Side side) {
        Map<String, Set<String>> names = new TreeMap<>();
        side.surface().properties().forEach((type, accessors) -> names.put(type, accessors.keySet()));
        return names;
    }

    /** What {@code left} has and {@code right} hasn't, of the types that both have. */
    private static Map<String, Set<String>> more(Map<String, Set<String>> left, Map<String, Set<String>> right) {
        Map<String, Set<String>> more = new TreeMap<>();
        left.forEach((type, names) -> {
            Set<String> only = new LinkedHashSet<>(names);
            only.removeAll(right.getOrDefault(type, names));
            if (!only.isEmpty()) {
                more.put(type, only);
            }
        });
        return more;
    }
}
