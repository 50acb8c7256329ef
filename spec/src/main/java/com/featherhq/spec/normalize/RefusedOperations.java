package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.GenerationWarning.Kind;
import com.featherhq.spec.document.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Operations that no rule knows how to generate: each leaves the document, with a warning, and the rest is built. */
public final class RefusedOperations {

    private RefusedOperations() {}

    /** Takes {@code step} for every operation, and removes from {@code spec} those for which it fails. */
    public static void removeWhereFails(ApiSpec spec, List<GenerationWarning> warnings, Consumer<ApiOperation> step) {
        List<ApiOperation> operations = new ArrayList<>();
        spec.forEachOperation(operations::add);
        for (ApiOperation operation : operations) {
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
