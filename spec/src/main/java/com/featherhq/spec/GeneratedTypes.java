package com.featherhq.spec;

import com.featherhq.spec.JavaType.Kind;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The types that are generated for a document's schemas, named and inline ones: what the model template is given. */
final class GeneratedTypes {

    private final ApiSpec spec;
    private final TypeMapper types;
    private final Map<String, String> javaNames = new HashMap<>();
    private final Map<String, JsonObject> byName = new LinkedHashMap<>();
    private final Map<String, Set<String>> unionsOf = new HashMap<>();

    GeneratedTypes(ApiSpec spec) {
        this.spec = spec;
        this.types = new TypeMapper(spec, this);
        nameSchemas();
    }

    TypeMapper types() {
        return types;
    }

    /** Every generated type by its simple name, as the model template's data. */
    Map<String, JsonObject> generate() {
        for (Map.Entry<String, JsonElement> schema : spec.schemas().entrySet()) {
            JsonObject json = schema.getValue().getAsJsonObject();
            String pointer = JsonPointers.of("components", "schemas", schema.getKey());
            if (isModel(json)) {
                put(
                        javaName(schema.getKey()),
                        "model",
                        ModelMapper.map(types, javaName(schema.getKey()), json, pointer));
            } else if (isEnum(json)) {
                put(javaName(schema.getKey()), "enum", enumData(json));
            } else {
                types.map(
                        json,
                        pointer,
                        javaName(schema.getKey())); // names what is inline in it, and finds what can't be mapped
            }
        }
        unionsOf.forEach((model, unions) -> addImplements(Objects.requireNonNull(byName.get(model)), unions));
        return byName;
    }

    private void addImplements(JsonObject data, Set<String> unions) {
        JsonObject model = data.getAsJsonObject("model");
        model.addProperty("implements", String.join(", ", unions));
        model.add("inheritedTwice", inheritedTwice(unions));
    }

    /** The members that several of a model's unions have methods for: Java wants to be told whose to inherit. */
    private JsonArray inheritedTwice(Set<String> unions) {
        Set<String> labels = new LinkedHashSet<>();
        JsonArray twice = new JsonArray();
        for (String union : unions) {
            JsonObject data = Objects.requireNonNull(byName.get(union)).getAsJsonObject("union");
            for (JsonElement element : data.getAsJsonArray("members")) {
                JsonObject member = element.getAsJsonObject().deepCopy();
                if (!labels.add(member.get("label").getAsString()) && !twice.contains(member)) {
                    member.addProperty("union", union);
                    twice.add(member);
                }
            }
        }
        return twice;
    }

    /** Whether the named schema has a type of its own; else it's another name for a type. */
    boolean isNamed(String schemaName) {
        JsonObject schema = types.target(schemaName, Schemas.REF_PREFIX + schemaName);
        return isModel(schema) || isEnum(schema);
    }

    boolean isTaken(String name) {
        return byName.containsKey(name) || javaNames.containsValue(name);
    }

    JavaType named(String schemaName) {
        boolean model = isModel(spec.schemas().getAsJsonObject(schemaName));
        return JavaType.generated(javaName(schemaName), model ? Kind.MODEL : Kind.ENUM);
    }

    String javaName(String schemaName) {
        return Objects.requireNonNull(javaNames.get(schemaName));
    }

    JavaType inlineModel(String hint, JsonObject schema, String pointer) {
        String name = freeName(hint, byName.keySet());
        byName.put(name, new JsonObject()); // takes the name before its own parts ask for theirs
        put(name, "model", ModelMapper.map(types, name, schema, pointer));
        return JavaType.generated(name, Kind.MODEL);
    }

    JavaType inlineEnum(String hint, JsonObject schema) {
        return JavaType.generated(putShared(hint, "enum", enumData(schema)), Kind.ENUM);
    }

    JavaType union(String hint, JsonObject union) {
        String name = putShared(hint, "union", union);
        union.addProperty("name", name);
        if (union.has("sealed")) {
            for (JsonElement member : union.getAsJsonArray("members")) {
                String type = member.getAsJsonObject().get("type").getAsString();
                unionsOf.computeIfAbsent(type, key -> new LinkedHashSet<>()).add(name);
            }
        }
        return JavaType.generated(name, Kind.UNION);
    }

    private static boolean isModel(JsonObject schema) {
        return schema.has("properties") && "object".equals(ApiSpec.string(schema, "type", ""));
    }

    private static boolean isEnum(JsonObject schema) {
        return schema.has("enum") && "string".equals(ApiSpec.string(schema, "type", ""));
    }

    private void put(String name, String kind, JsonObject data) {
        data.addProperty("name", name);
        JsonObject holder = new JsonObject();
        holder.add(kind, data);
        byName.put(name, holder);
    }

    /** Like {@link #put}, but a type of that name with the same content is used again. */
    private String putShared(String hint, String kind, JsonObject data) {
        data.addProperty("name", hint);
        JsonObject existing = byName.get(hint);
        if (existing != null && data.equals(existing.get(kind))) {
            return hint;
        }
        String name = freeName(hint, byName.keySet());
        put(name, kind, data);
        return name;
    }

    private String freeName(String hint, Set<String> taken) {
        String name = JavaNames.type(hint);
        for (int i = 1; taken.contains(name) || javaNames.containsValue(name); i++) {
            name = hint + (i == 1 ? "Value" : "Value" + i);
        }
        return name;
    }

    private void nameSchemas() {
        Map<String, List<String>> byShortName = new LinkedHashMap<>();
        for (String schema : spec.schemas().keySet()) {
            byShortName
                    .computeIfAbsent(JavaNames.shortType(schema), key -> new ArrayList<>())
                    .add(schema);
        }
        byShortName.forEach((name, schemas) -> {
            for (String schema : schemas) {
                String javaName = schemas.size() == 1 ? name : JavaNames.type(schema);
                if (javaNames.containsValue(javaName)) {
                    throw new SpecException(
                            JsonPointers.of("components", "schemas", schema) + " and another schema would"
                                    + " both become the Java class " + javaName + "; add a rule to JavaNames.");
                }
                javaNames.put(schema, javaName);
            }
        });
    }

    private static JsonObject enumData(JsonObject schema) {
        Set<String> names = new LinkedHashSet<>();
        JsonArray constants = new JsonArray();
        for (String value : new LinkedHashSet<>(Schemas.strings(schema, "enum"))) {
            JsonObject constant = new JsonObject();
            constant.addProperty("constant", freeConstant(JavaNames.constant(value), names));
            constant.addProperty("literal", Javadoc.literal(value));
            constant.addProperty("text", Javadoc.line(value));
            constants.add(constant);
        }
        JsonObject data = new JsonObject();
        data.add("doc", Javadoc.lines(ApiSpec.string(schema, "description", "")));
        data.add("constants", constants);
        data.addProperty("sentinel", freeConstant("UNRECOGNIZED", names));
        return data;
    }

    private static String freeConstant(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
