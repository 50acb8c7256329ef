package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.normalize.SpecNormalizer;
import com.featherhq.spec.types.TypeMapper;
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
        return of(SpecNormalizer.normalize(ApiSpec.read(document)));
    }

    /** Like {@link #of(Path)} for a normalized document. */
    static Map<String, String> of(ApiSpec spec) {
        TypeMapper mapper = new TypeMapper(spec);
        Map<String, String> types = new LinkedHashMap<>();
        for (String schema : spec.schemas().keySet()) {
            String type = mapper.typeOf(schema);
            if (type != null) {
                types.put(schema, type);
            }
        }
        return types;
    }
}
