package com.featherhq.spec;

import com.featherhq.spec.GenerationWarning.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Operations that no rule knows how to generate: each leaves the document, with a warning, and the rest is built. */
final class RefusedOperations {

    private RefusedOperations() {}

    /** Takes {@code step} for every operation, and removes from {@code spec} those for which it fails. */
    static void removeWhereFails(ApiSpec spec, List<GenerationWarning> warnings, Consumer<ApiSpec.Operation> step) {
        List<ApiSpec.Operation> operations = new ArrayList<>();
        spec.forEachOperation(operations::add);
        for (ApiSpec.Operation operation : operations) {
            try {
                step.accept(operation);
            } catch (SpecException e) {
                operation.pathItem().remove(operation.method());
                warnings.add(
                        new GenerationWarning(Kind.NO_METHOD, operation.pointer(), String.valueOf(e.getMessage())));
            }
        }
    }
}
