package com.featherhq.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which Java types are generated for a document's named schemas: for tests that hold the one against the other. */
public final class SchemaTypes {

    private SchemaTypes() {}

    /**
     * The simple name of the type by the schema's name, in document order. A schema that is only another name for a type, such
     * as a list's, is not in it.
     *
     * @throws SpecException if the document can't be used
     */
    public static Map<String, String> of(Path document) {
        ApiSpec spec = SpecNormalizer.normalize(ApiSpec.read(document));
        GeneratedTypes generated = new TypeMapper(spec).generated();
        Map<String, String> types = new LinkedHashMap<>();
        for (String schema : spec.schemas().keySet()) {
            if (generated.isNamed(schema)) {
                types.put(schema, generated.javaName(schema));
            }
        }
        return types;
    }
}
