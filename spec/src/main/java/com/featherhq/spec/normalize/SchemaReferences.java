package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.JavaNames;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule for references that don't lead to a named schema: what they lead to becomes one. {@code #/$defs/Inner}, which pydantic
 * writes into a schema that was made by itself, is looked for in the schemas around it.
 */
final class SchemaReferences {

    private static final String LOCAL = "#/(\\$defs|definitions)/[^/]+";

    private final JsonObject root;
    private final JsonObject schemas;
    private final Map<String, String> nameByPointer = new HashMap<>();

    SchemaReferences(ApiSpec spec) {
        this.root = spec.root();
        this.schemas = spec.schemas();
    }

    /** As a {@link Schemas.Rule}. */
    JsonObject nameTarget(JsonObject schema, String pointer) {
        String ref = JsonFields.stringOrNull(schema, "$ref");
        if (ref != null) {
            schema.addProperty("$ref", named(ref, pointer));
        }
        JsonObject mapping = JsonFields.object(JsonFields.object(schema, "discriminator"), "mapping");
        for (String tag : List.copyOf(mapping.keySet())) {
            String leadsTo = JsonFields.string(mapping, tag, ""); // a reference, or the name of a schema
            if (!leadsTo.isEmpty()) {
                mapping.addProperty(tag, schemas.has(leadsTo) ? Schemas.REF_PREFIX + leadsTo : named(leadsTo, pointer));
            }
        }
        return schema;
    }

    /** The reference to the named schema that {@code ref} leads to. */
    private String named(String ref, String pointer) {
        if (isName(ref)) {
            return ref;
        }
        String target = target(ref, pointer);
        String name = nameByPointer.get(target);
        return Schemas.REF_PREFIX + JsonPointers.segment(name == null ? add(target) : name);
    }

    private boolean isName(String ref) {
        return ref.startsWith(Schemas.REF_PREFIX)
                && schemas.has(JsonPointers.key(ref.substring(Schemas.REF_PREFIX.length())));
    }

    /** The pointer to what a reference leads to. */
    private String target(String ref, String pointer) {
        if (ref.matches(LOCAL)) {
            for (String around = pointer; !around.isEmpty(); around = around.substring(0, around.lastIndexOf('/'))) {
                if (at(around + ref.substring(1)) != null) {
                    return around + ref.substring(1);
                }
            }
        }
        String decoded = URLDecoder.decode(ref.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (ref.startsWith("#/") && at(decoded.substring(1)) != null) {
            return decoded.substring(1);
        }
        throw new SpecException(pointer + " refers to " + ref + ", which is not in the document.");
    }

    private @Nullable JsonObject at(String pointer) {
        JsonElement found = JsonPointers.resolve(root, pointer);
        return found instanceof JsonObject object ? object : null;
    }

    private String add(String target) {
        JsonObject schema = Objects.requireNonNull(at(target)).deepCopy();
        String name = freeName(target, schema);
        nameByPointer.put(target, name);
        schemas.add(name, schema);
        schemas.add(name, Schemas.rewrite(schema, target, this::nameTarget));
        return name;
    }

    /** A schema that is there already, as pydantic writes the same one for each use, is that one. */
    private String freeName(String target, JsonObject schema) {
        String wanted = target.matches(".*/(\\$defs|definitions)/[^/]+")
                ? JsonPointers.key(target.substring(target.lastIndexOf('/') + 1))
                : target.replaceFirst("^/components/schemas/", "").replaceAll("/(properties/)?", "_");
        JsonElement there = schemas.get(wanted);
        return there == null || there.equals(schema) ? wanted : wanted + "_" + JavaNames.digest(schema.toString());
    }
}
