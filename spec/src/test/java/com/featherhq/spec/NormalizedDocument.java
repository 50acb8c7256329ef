package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.normalize.SpecNormalizer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A document after normalizing, whatever Java can be made of it. */
public record NormalizedDocument(JsonObject root, List<JavaSurface.JavaOperation> operations) {

    /** Normalizes a parsed document. */
    public static NormalizedDocument of(JsonObject document) {
        ApiSpec normalized = SpecNormalizer.normalize(ApiSpec.of(document, "the document"));
        List<JavaSurface.JavaOperation> operations = new ArrayList<>();
        normalized.forEachOperation(operation -> operations.add(new JavaSurface.JavaOperation(
                operation.id(),
                JsonFields.strings(operation.json(), "tags").get(0),
                operation.method().toUpperCase(Locale.ROOT),
                operation.path(),
                "",
                List.of(operation.id() + "()"))));
        return new NormalizedDocument(normalized.root(), operations);
    }
}
