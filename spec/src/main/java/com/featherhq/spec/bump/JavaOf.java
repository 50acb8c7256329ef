package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.JavaSurface.JavaOperation;
import com.featherhq.spec.wire.WireChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Java that a change on the wire touches: an accessor or a type for what is in a schema, else methods. */
record JavaOf(Comparison comparison) {

    /** Signatures as the report shows them, those of the old version where it has them. */
    List<String> signatures(WireChange change) {
        String[] keys = change.declared().split("/", -1);
        if (keys.length > 3 && keys[1].equals("components") && keys[2].equals("schemas")) {
            return inSchema(keys);
        }
        Set<String> signatures = new LinkedHashSet<>();
        change.uses().forEach(use -> operations(use).forEach(operation -> signatures.addAll(operation.signatures())));
        return List.copyOf(signatures);
    }

    private Stream<JavaOperation> operations(WireChange.Use use) {
        String line = use.verb() + " " + use.path();
        Operations operations = comparison.operations();
        return Stream.concat(
                        operations.pairs().stream()
                                .filter(pair -> Operations.line(pair.after()).equals(line))
                                .map(Operations.Pair::before),
                        Stream.concat(operations.removed().stream(), operations.added().stream())
                                .filter(operation -> Operations.line(operation).equals(line)))
                .limit(1);
    }

    private List<String> inSchema(String[] keys) {
        for (JavaSurface surface :
                List.of(comparison.before().surface(), comparison.after().surface())) {
            String type = surface.typeOf(keys[3]);
            if (type != null) {
                String accessor = keys.length > 5 && keys[4].equals("properties") ? accessor(type, keys[5]) : null;
                return List.of(accessor == null ? type : accessor);
            }
        }
        return List.of();
    }

    private @Nullable String accessor(String type, String property) {
        String name = property.replace("~1", "/").replace("~0", "~");
        for (JavaSurface surface :
                List.of(comparison.before().surface(), comparison.after().surface())) {
            String accessor =
                    surface.properties().getOrDefault(type, java.util.Map.of()).get(name);
            if (accessor != null) {
                return accessor;
            }
        }
        return null;
    }
}
