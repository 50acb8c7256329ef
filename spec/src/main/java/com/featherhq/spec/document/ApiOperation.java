package com.featherhq.spec.document;

import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonObject;

/**
 * An operation with its place in the document.
 *
 * @param path the path template
 * @param method the HTTP method, in lower case as the document has it
 * @param pathItem the object that has the operation
 */
public record ApiOperation(String path, String method, JsonObject json, JsonObject pathItem) {

    /** The operationId; empty if there's none. */
    public String id() {
        return JsonFields.string(json, "operationId", "");
    }

    /** The JSON Pointer (RFC 6901) of the operation. */
    public String pointer() {
        return JsonPointers.of("paths", path, method);
    }
}
