package com.featherhq.spec.agreement;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares a document with the compiled classes that were generated from it: every operation has its methods, every parameter,
 * body and property a place that can hold every value that the document allows. Stateless.
 */
public final class Agreement {

    private Agreement() {}

    /**
     * Returns where document and classes disagree, a sentence with a JSON Pointer for each place; empty if nowhere.
     *
     * @param document the document as its author wrote it; it isn't changed
     * @param classes where {@code com.featherhq.api} and {@code com.featherhq.model} are found
     * @param refused the pointers of the operations and request bodies that the build has left out with a warning
     */
    public static List<String> problems(JsonObject document, ClassLoader classes, Set<String> refused) {
        List<String> problems = new ArrayList<>();
        Document raw = new Document(document);
        GeneratedClasses generated = GeneratedClasses.of(classes);
        TypeAgreement types = new TypeAgreement(raw, generated, problems);
        new OperationAgreement(raw, generated.interfaces(), types, refused, problems).check();
        raw.schemas().asMap().forEach(types::checkNamed);
        return List.copyOf(problems);
    }
}
