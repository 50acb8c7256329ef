package com.featherhq.spec.wire;

import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.wire.WireChange.Direction;
import com.featherhq.spec.wire.WireChange.Impact;
import com.featherhq.spec.wire.WireChange.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found so far: one and the same fact, seen in several places, is one change with several uses. */
final class Findings {

    private record Fact(
            String rule,
            String message,
            String declared,
            @Nullable String was,
            @Nullable String is) {}

    private final Map<Fact, Map<Impact, Set<Use>>> facts = new LinkedHashMap<>();

    void add(String rule, Impact impact, Spot spot, String message, @Nullable String was, @Nullable String is) {
        facts.computeIfAbsent(new Fact(rule, message, spot.declared(), was, is), fact -> new LinkedHashMap<>())
                .computeIfAbsent(impact, key -> new LinkedHashSet<>())
                .add(spot.use());
    }

    boolean breaks() {
        return facts.values().stream().anyMatch(uses -> uses.containsKey(Impact.BREAKING));
    }

    /** One change for each fact, with the uses in which it has its greatest impact. */
    List<WireChange> changes() {
        List<WireChange> changes = new ArrayList<>();
        facts.forEach((fact, uses) -> {
            Impact impact = uses.keySet().stream().max(Impact::compareTo).orElse(Impact.PATCH);
            changes.add(new WireChange(
                    fact.rule(),
                    impact,
                    fact.message(),
                    fact.declared(),
                    fact.was(),
                    fact.is(),
                    List.copyOf(uses.getOrDefault(impact, Set.of()))));
        });
        return changes;
    }

    /**
     * Where two schemas are compared.
     *
     * @param declared the JSON Pointer
     * @param subject what is there, in words that fit below the name of its holder; empty for the holder itself
     */
    record Spot(Use use, String declared, String subject) {

        boolean isRequest() {
            return use.direction() == Direction.REQUEST;
        }

        Spot child(String name, String... keys) {
            String at = subject.isEmpty() ? name : name.startsWith("[") ? subject + name : subject + "." + name;
            return new Spot(use, declared + JsonPointers.of(keys), at);
        }

        Spot inSchema(String name) {
            return new Spot(use, JsonPointers.of("components", "schemas", name), "");
        }

        /** The subject as code, or {@code otherwise} if it's the holder itself. */
        String named(String otherwise) {
            return subject.isEmpty() ? otherwise : "`" + subject + "`";
        }
    }
}
