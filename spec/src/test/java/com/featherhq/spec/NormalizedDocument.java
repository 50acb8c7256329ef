package com.featherhq.spec;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A document after normalizing, whatever Java can be made of it. */
public record NormalizedDocument(JsonObject root, List<JavaSurface.Operation> operations) {

    /** Normalizes a parsed document. */
    public static NormalizedDocument of(JsonObject document) {
        ApiSpec normalized = SpecNormalizer.normalize(ApiSpec.of(document, "the document"));
        List<JavaSurface.Operation> operations = new ArrayList<>();
        normalized.forEachOperation(operation -> operations.add(new JavaSurface.Operation(
                operation.id(),
                Schemas.strings(operation.json(), "tags").get(0),
                operation.method().toUpperCase(Locale.ROOT),
                operation.path(),
                "",
                List.of(operation.id() + "()"))));
        return new NormalizedDocument(normalized.root(), operations);
    }
}
