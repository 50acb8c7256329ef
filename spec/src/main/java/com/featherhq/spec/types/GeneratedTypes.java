package com.featherhq.spec.types;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.names.TypeNames;
import com.featherhq.spec.types.JavaType.Kind;
import com.featherhq.spec.types.TypeData.EnumData;
import com.featherhq.spec.types.TypeData.UnionData;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The types that are generated for a document's schemas, named and inline ones, by name. */
final class GeneratedTypes {

    /** Stands for a type whose parts are being mapped. */
    private static final TypeData RESERVED = new EnumData("", List.of(), List.of(), null, List.of());

    private final JsonObject schemas;
    private final TypeNames names;
    private final Map<String, TypeData> byName = new LinkedHashMap<>();
    private final Map<Set<String>, String> enumsNamedOnce;
    private final Map<String, PageAnswer> pages = new HashMap<>();
    private final Map<String, Optional<Kind>> kinds = new HashMap<>();

    GeneratedTypes(ApiSpec spec) {
        this.schemas = spec.schemas();
        this.names = new TypeNames(schemas);
        this.enumsNamedOnce = enumsNamedOnce(schemas);
    }

    /** Whether the named schema has a type of its own; else it's another name for a type. */
    boolean isNamed(String schemaName) {
        return kind(schemaName) != null;
    }

    JavaType named(String schemaName) {
        Kind kind = kind(schemaName);
        return JavaType.generated(javaName(schemaName), kind == null ? Kind.ANY : kind);
    }

    String javaName(String schemaName) {
        return names.of(schemaName);
    }

    /** The named schema with the values of {@code schema}, if there's one of that name only. */
    @Nullable
    String enumNamed(JsonObject schema) {
        return enumsNamedOnce.get(new TreeSet<>(JsonFields.strings(schema, "enum")));
    }

    /** A name that no other type has; {@code hint} unless there's one already. */
    String freeName(String hint) {
        String wanted = JavaNames.type(hint);
        String name = wanted;
        for (int i = 1; isTaken(name); i++) {
            name = wanted + (i == 1 ? "Value" : "Value" + i);
        }
        return name;
    }

    /** Whether a type has that name, in upper or lower case. */
    boolean isTaken(String name) {
        return names.isTaken(name) || byName.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Takes the name before the parts of the type ask for theirs. */
    void reserve(String name) {
        byName.put(name, RESERVED);
    }

    void put(String name, TypeData data) {
        byName.put(name, data);
    }

    /** Adds a type of that name; one with the same content is used again. Returns the name that it has. */
    String putShared(String hint, TypeData data) {
        String wanted = JavaNames.type(hint);
        String name = data.equals(byName.get(wanted)) ? wanted : freeName(wanted);
        put(name, data);
        return name;
    }

    /** Notes that the type of that name is the answer of an operation that lists in pages. */
    void isPage(String name, PageAnswer answer) {
        pages.put(name, answer);
    }

    /** Every generated type by its simple name, as the model template's data. */
    Map<String, JsonObject> data() {
        Map<String, Map<String, UnionData>> unionsByModel = new HashMap<>();
        byName.forEach((name, data) -> {
            if (data instanceof UnionData union && union.sealed() != null) {
                union.members()
                        .forEach(member -> unionsByModel
                                .computeIfAbsent(member.type(), model -> new TreeMap<>())
                                .put(name, union));
            }
        });
        Map<String, JsonObject> all = new LinkedHashMap<>();
        byName.forEach((name, data) -> all.put(
                name,
                data.named(name)
                        .within(unionsByModel.getOrDefault(name, Map.of()), pages.get(name))
                        .toJson()));
        return all;
    }

    private @Nullable Kind kind(String schemaName) {
        return kinds.computeIfAbsent(
                        schemaName,
                        name -> Optional.ofNullable(new SchemaShape(schemas).named(schemas.getAsJsonObject(name))))
                .orElse(null);
    }

    private static Map<Set<String>, String> enumsNamedOnce(JsonObject schemas) {
        Map<Set<String>, String> byValues = new HashMap<>();
        for (Map.Entry<String, JsonElement> schema : schemas.entrySet()) {
            JsonObject json = schema.getValue().getAsJsonObject();
            if (SchemaShape.isTextEnum(json)) {
                Set<String> values = new TreeSet<>(JsonFields.strings(json, "enum"));
                byValues.put(values, byValues.containsKey(values) ? "" : schema.getKey());
            }
        }
        byValues.values().removeIf(List.of("")::contains);
        return byValues;
    }
}
