package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ContentTypes;
import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.normalize.SpecNormalizer;
import com.featherhq.spec.operations.ApiMethods.Setter;
import com.featherhq.spec.types.Docs;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The class for a form: a method for each field, which need not be a Java value but may be a file. */
final class FormMapper {

    private static final String FILE = "com.featherhq.json.FilePart"; // a schema may be called so too

    private final TypeMapper types;
    private final boolean multipart;

    FormMapper(TypeMapper types, boolean multipart) {
        this.types = types;
        this.multipart = multipart;
    }

    /** The fields of a form, whichever way the schema says them. */
    private static final class Fields {

        private final Map<String, JsonObject> schemas = new LinkedHashMap<>();
        private @Nullable Set<String> required;
        private boolean open;
    }

    ApiMethods.Named map(ApiOperation operation, JsonObject schema, String pointer, String hint) {
        Fields fields = new Fields();
        collect(schema, pointer, fields, new HashSet<>());
        List<String> names = new ArrayList<>();
        List<Setter> setters = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Set<String> required = fields.required == null ? Set.of() : fields.required;
        fields.schemas.forEach((name, field) -> {
            String at = JsonPointers.child(pointer, "properties", name);
            boolean needed = required.contains(name);
            String kind = multipart ? "part" : "field";
            names.add((needed ? "required" + JavaNames.upperCamel(kind) : kind) + "(" + Javadoc.literal(name) + ")");
            setters.addAll(setters(name, field, at, needed, names.size() - 1, hint, NamedClasses.free(name, taken)));
        });
        String type = JavaNames.upperCamel(operation.id()) + "Form";
        return new ApiMethods.Named(
                        type,
                        "Form",
                        multipart ? "NAMES, true" : "NAMES, false",
                        JavaNames.method(operation.id()),
                        names,
                        setters,
                        fields.open ? true : null,
                        null,
                        NamedClasses.keyed(setters),
                        null)
                .withType(type);
    }

    /** Any of a union's forms can be filled in; required is what each of them requires. */
    private void collect(JsonObject schema, String pointer, Fields fields, Set<String> seen) {
        String ref = Schemas.refName(schema, pointer);
        JsonArray members = Schemas.members(schema);
        if (ref != null) {
            if (seen.add(ref)) {
                collect(types.target(ref, pointer), pointer, fields, seen);
            }
        } else if (members != null) {
            members.forEach(member -> collect(member.getAsJsonObject(), pointer, fields, new HashSet<>(seen)));
        } else {
            collectObject(schema, fields);
        }
    }

    private static void collectObject(JsonObject schema, Fields fields) {
        JsonElement others = schema.get("additionalProperties");
        boolean closed = schema.has("properties") && others == null;
        boolean forbidden = others != null && Schemas.isBoolean(others) && !others.getAsBoolean();
        fields.open |= !closed && !forbidden;
        for (Map.Entry<String, JsonElement> property :
                JsonFields.object(schema, "properties").entrySet()) {
            JsonObject field = property.getValue().getAsJsonObject();
            fields.schemas.merge(property.getKey(), field, FormMapper::either);
        }
        Set<String> required = new LinkedHashSet<>(JsonFields.strings(schema, "required"));
        if (fields.required == null) {
            fields.required = required;
        } else {
            fields.required.retainAll(required);
        }
    }

    private static JsonObject either(JsonObject one, JsonObject other) {
        if (one.equals(other)) {
            return one;
        }
        JsonArray members = new JsonArray();
        members.add(one);
        members.add(other);
        JsonObject union = new JsonObject();
        union.add("anyOf", members);
        return SpecNormalizer.flattenUnion(union, "");
    }

    /** One method; two for a field that is a file or something else. */
    private List<Setter> setters(
            String name, JsonObject schema, String pointer, boolean required, int index, String hint, String method) {
        List<JsonObject> files = new ArrayList<>();
        JsonArray others = new JsonArray();
        JsonArray members = Schemas.members(schema);
        JsonArray alternatives = new JsonArray();
        if (members == null) {
            alternatives.add(schema);
        } else {
            alternatives.addAll(members);
        }
        for (JsonElement alternative : alternatives) {
            JsonObject json = alternative.getAsJsonObject();
            if (multipart && (isFile(json) || isFile(JsonFields.object(json, "items")))) {
                files.add(json);
            } else {
                others.add(json);
            }
        }
        Set<String> typeNames = new LinkedHashSet<>();
        files.forEach(file -> typeNames.add(isFile(file) ? FILE : "List<" + FILE + ">"));
        if (files.isEmpty()) {
            typeNames.add(types.map(schema, pointer, hint + JavaNames.upperCamel(name))
                    .name());
        } else if (!others.isEmpty()) {
            typeNames.add(others(others, pointer, hint + JavaNames.upperCamel(name)));
        }
        String wire = (multipart ? "Part(" : "Field(") + Javadoc.literal(name) + ")";
        List<String> doc = NamedClasses.doc(
                Docs.withLimits(JsonFields.string(schema, "description", ""), schema, !required), method, required);
        return typeNames.stream()
                .map(type -> new Setter(method, wire, NamedClasses.withNullness(type, required), index, doc, null))
                .toList();
    }

    private String others(JsonArray members, String pointer, String hint) {
        if (members.size() == 1) {
            return types.map(members.get(0).getAsJsonObject(), pointer, hint).name();
        }
        JsonObject union = new JsonObject();
        union.add("anyOf", members);
        return types.map(union, pointer, hint).name();
    }

    /** Bytes as they are; text that says JSON or Base64 is text. */
    private static boolean isFile(JsonObject schema) {
        String media = JsonFields.string(schema, "contentMediaType", "");
        boolean bytes = !media.isEmpty() && !ContentTypes.isJson(media) && !schema.has("contentEncoding");
        return bytes || "binary".equals(JsonFields.string(schema, "format", ""));
    }
}
