package com.featherhq.spec.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * Java names for things that stand beside each other. Each name follows from its thing alone, whatever the order: where two
 * would have the same one, neither gets it, so that no name ever comes to mean the other thing.
 */
public final class DistinctNames {

    private final UnaryOperator<String> key;
    private final BiPredicate<String, String> keeps;

    /**
     * @param key what must differ between two names
     * @param keeps whether a thing has a right to a name that others want too
     */
    private DistinctNames(UnaryOperator<String> key, BiPredicate<String, String> keeps) {
        this.key = key;
        this.keeps = keeps;
    }

    /** The constants of an enum by the text of their values, in the order of the values. */
    public static Map<String, String> constants(Collection<String> values) {
        return new DistinctNames(UnaryOperator.identity(), (value, name) -> false)
                .of(values, List.of(JavaNames::constant, JavaNames::constantSpelledOut));
    }

    /** What follows "get" in the accessors of an object, by the name of the property, in the order of the properties. */
    public static Map<String, String> accessorSuffixes(Collection<String> properties) {
        return new DistinctNames(UnaryOperator.identity(), (property, name) -> false)
                .of(properties, List.of(JavaNames::accessorSuffix, JavaNames::accessorSuffixSpelledOut));
    }

    /**
     * Classes by the name of the schema; a schema that is called like the class keeps the name. No two names are the same in
     * lower case, since a class has a file.
     */
    static Map<String, String> types(Collection<String> schemas, UnaryOperator<String> shortName) {
        return new DistinctNames(name -> name.toLowerCase(Locale.ROOT), String::equals)
                .of(schemas, List.of(shortName, JavaNames::type, JavaNames::exactType));
    }

    /** @param rules how a name is made, the best first; a digest of the thing is added to the first one's if none is free */
    private Map<String, String> of(Collection<String> things, List<UnaryOperator<String>> rules) {
        Map<String, String> names = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        List<String> left = new ArrayList<>(new LinkedHashSet<>(things));
        for (UnaryOperator<String> rule : rules) {
            Map<String, List<String>> byKey = new LinkedHashMap<>();
            left.forEach(thing -> byKey.computeIfAbsent(key.apply(rule.apply(thing)), name -> new ArrayList<>())
                    .add(thing));
            byKey.keySet().removeAll(wanted);
            byKey.values()
                    .forEach(same -> same.stream()
                            .filter(thing -> same.size() == 1 || isOnlyKeeper(thing, same, rule))
                            .forEach(thing -> names.put(thing, rule.apply(thing))));
            wanted.addAll(byKey.keySet());
            left.removeAll(names.keySet());
        }
        left.forEach(thing -> names.put(thing, rules.get(0).apply(thing) + "_" + JavaNames.digest(thing)));
        Map<String, String> ordered = new LinkedHashMap<>();
        things.forEach(thing -> ordered.put(thing, names.get(thing)));
        return ordered;
    }

    private boolean isOnlyKeeper(String thing, List<String> same, UnaryOperator<String> rule) {
        long keepers = same.stream()
                .filter(other -> keeps.test(other, rule.apply(other)))
                .count();
        return keepers == 1 && keeps.test(thing, rule.apply(thing));
    }
}
