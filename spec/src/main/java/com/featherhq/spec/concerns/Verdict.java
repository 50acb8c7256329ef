package com.featherhq.spec.concerns;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which breaking changes concern a consumer.
 *
 * @param consumer the jar or folder
 * @param changes how many breaking changes there are
 * @param hits those that concern it
 */
public record Verdict(String consumer, int changes, List<Hit> hits) {

    private static final int SHOWN = 5;

    /** Copies the hits. */
    public Verdict {
        hits = List.copyOf(hits);
    }

    /**
     * A change with the lines that it hits.
     *
     * @param change what breaks
     * @param where each as {@code com.example.App.run (App.java:12)}
     */
    public record Hit(BreakingChange change, List<String> where) {

        /** Copies the lines. */
        public Hit {
            where = List.copyOf(where);
        }
    }

    static Verdict of(String consumer, List<BreakingChange> changes, List<Reference> references) {
        Map<String, List<Reference>> byType =
                references.stream().collect(Collectors.groupingBy(Reference::type, TreeMap::new, Collectors.toList()));
        Map<String, Set<String>> typesByOwner = references.stream()
                .collect(Collectors.groupingBy(
                        reference -> reference.where().owner(),
                        Collectors.mapping(Reference::type, Collectors.toSet())));
        List<Hit> hits = changes.stream()
                .map(change -> new Hit(change, where(change, byType, typesByOwner)))
                .filter(hit -> !hit.where().isEmpty())
                .toList();
        return new Verdict(consumer, changes.size(), hits);
    }

    private static List<String> where(
            BreakingChange change, Map<String, List<Reference>> byType, Map<String, Set<String>> typesByOwner) {
        Set<String> where = new LinkedHashSet<>();
        for (BreakingChange.Place place : change.places()) {
            byType.getOrDefault(place.type(), List.of()).stream()
                    .filter(reference -> reference.touches(place))
                    .filter(reference -> place.with().isEmpty()
                            || typesByOwner
                                    .getOrDefault(reference.where().owner(), Set.of())
                                    .contains(place.with()))
                    .forEach(reference -> where.add(reference.where().toString()));
        }
        return List.copyOf(where);
    }

    /** {@code 13 breaking changes, 2 concern app.jar}. */
    public String summary() {
        return changes
                + (changes == 1 ? " breaking change, " : " breaking changes, ")
                + hits.size()
                + (hits.size() == 1 ? " concerns " : " concern ")
                + consumer;
    }

    /** The summary and, for each change, what it is and the first five lines that it hits. */
    public String text() {
        StringBuilder text = new StringBuilder(summary()).append(hits.isEmpty() ? ".\n" : ":\n");
        for (Hit hit : hits) {
            text.append("- ")
                    .append(hit.change().text())
                    .append(" [")
                    .append(hit.change().effect())
                    .append("]\n");
            hit.where().stream()
                    .limit(SHOWN)
                    .forEach(line -> text.append("    ").append(line).append('\n'));
            if (hit.where().size() > SHOWN) {
                text.append("    and ").append(hit.where().size() - SHOWN).append(" more\n");
            }
        }
        return text.toString();
    }
}
