package com.featherhq.spec.wire;

import com.featherhq.spec.json.JsonPointers;
import java.util.Locale;

/** One operation in both documents. */
public record OperationPair(Place before, Place after) {

    /**
     * Where an operation is.
     *
     * @param verb the HTTP method, in upper case
     * @param path the path template
     */
    public record Place(String verb, String path) {

        String key() {
            return verb.toLowerCase(Locale.ROOT);
        }

        /** The JSON Pointer of the operation. */
        public String pointer() {
            return JsonPointers.of("paths", path, key());
        }

        /** Returns {@code GET /v1/things}. */
        public String line() {
            return verb + " " + path;
        }
    }
}
