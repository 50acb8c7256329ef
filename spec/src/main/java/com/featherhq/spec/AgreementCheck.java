package com.featherhq.spec;

import com.featherhq.spec.agreement.Agreement;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The build's step behind the compiler: refuses classes that don't agree with the document that they were generated from. */
public final class AgreementCheck {

    private AgreementCheck() {}

    /**
     * Checks the classes on this class's class path; prints what was compared.
     *
     * @param args the document
     * @throws SpecException if document and classes disagree; the message names every place
     */
    public static void main(String[] args) {
        ApiSpec spec = ApiSpec.read(Path.of(args[0]));
        List<String> problems = problems(spec, Thread.currentThread().getContextClassLoader());
        if (!problems.isEmpty()) {
            throw new SpecException("The generated classes don't agree with " + args[0] + " in " + problems.size()
                    + " places; add or fix a generation rule:\n  " + String.join("\n  ", problems));
        }
        int[] operations = {0};
        spec.forEachOperation(operation -> operations[0]++);
        System.out.println("Document and classes agree: " + operations[0] + " operations, "
                + spec.schemas().size() + " schemas.");
    }

    /** Where document and classes disagree, each with a JSON Pointer; empty if nowhere. */
    public static List<String> problems(ApiSpec spec, ClassLoader classes) {
        Set<String> refused = GeneratorInput.generate(spec, "").warnings().stream()
                .filter(warning -> warning.kind() != GenerationWarning.Kind.UNKNOWN_KEYWORD)
                .map(GenerationWarning::pointer)
                .collect(Collectors.toSet());
        return Agreement.problems(spec.root(), classes, refused);
    }
}
