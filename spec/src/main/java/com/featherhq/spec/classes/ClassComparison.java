package com.featherhq.spec.classes;

import com.featherhq.spec.classes.JavaChange.Effect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares the public API of two compiled clients. */
public final class ClassComparison {

    private ClassComparison() {}

    /** A compiled client: the folder of its classes, and a jar of them. */
    public record Compiled(Path classes, Path jar) {}

    /**
     * Returns what differs, the worst first: what does something else under the same name, what doesn't compile, what
     * doesn't link, and what is new.
     *
     * @param libraries what both need on their class path
     */
    public static List<JavaChange> compare(Compiled before, Compiled after, List<Path> libraries) {
        List<JavaChange> changes = new ArrayList<>(BinaryChanges.of(before.jar(), after.jar(), libraries));
        Set<String> known = new HashSet<>();
        changes.stream().filter(JavaChange::breaking).forEach(change -> known.add(key(change)));
        try (CompiledTypes old = CompiledTypes.load(before.classes());
                CompiledTypes current = CompiledTypes.load(after.classes())) {
            new MeaningChanges(old, current)
                    .all().stream()
                            .filter(change -> change.effect() == Effect.SILENT || !known.contains(key(change)))
                            .forEach(changes::add);
        }
        changes.sort(JavaChange.WORST_FIRST);
        return List.copyOf(changes);
    }

    private static String key(JavaChange change) {
        return change.type() + "." + change.name() + change.descriptor();
    }
}
