package com.featherhq.spec;

import com.featherhq.spec.JavaType.Kind;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps unions: to a sealed interface that their models implement, or to one with a record for each kind of value. */
final class UnionMapper {

    /** "StringOrInteger" reads better than "IntegerOrString". */
    private static final Comparator<JavaType> STRINGS_FIRST = Comparator.comparing(type -> type.kind() != Kind.STRING);

    private final TypeMapper types;
    private final GeneratedTypes generated;

    UnionMapper(TypeMapper types, GeneratedTypes generated) {
        this.types = types;
        this.generated = generated;
    }

    JavaType map(JsonObject schema, String pointer, String hint) {
        List<JavaType> members = members(schema, pointer, hint);
        if (members.size() == 1) {
            return members.get(0);
        }
        if (members.stream().allMatch(member -> member.kind() == Kind.MODEL)) {
            return generated.union(hint, sealedUnion(schema, pointer, members));
        }
        boolean plain = members.stream().allMatch(JavaType::isPlain);
        String name = plain ? members.stream().map(JavaType::label).collect(Collectors.joining("Or")) : hint;
        return generated.union(name, wrappingUnion(schema, members));
    }

    /** The distinct types of the members; where JSON can't tell two of them apart, one that takes the values of both. */
    private List<JavaType> members(JsonObject schema, String pointer, String hint) {
        JsonArray schemas = schema.getAsJsonArray("anyOf");
        Map<Kind, Set<JavaType>> byKind = new EnumMap<>(Kind.class);
        for (int i = 0; i < schemas.size(); i++) {
            String at = JsonPointers.child(pointer, "anyOf", String.valueOf(i));
            JavaType type = types.map(
                    schemas.get(i).getAsJsonObject(),
                    at,
                    memberHint(schemas.get(i).getAsJsonObject(), hint, i));
            byKind.computeIfAbsent(type.kind(), kind -> new LinkedHashSet<>()).add(type);
        }
        if (byKind.containsKey(Kind.ANY)) {
            return List.of(JavaType.ANY);
        }
        Set<JavaType> strings = byKind.getOrDefault(Kind.STRING, Set.of());
        Set<JavaType> enums = byKind.getOrDefault(Kind.ENUM, Set.of());
        if (enums.size() > 1) {
            byKind.remove(Kind.ENUM);
            byKind.put(Kind.STRING, Set.of(JavaType.STRING));
        } else if (enums.size() == 1) {
            if (byKind.remove(Kind.STRING) != null) {
                byKind.put(Kind.ENUM, Set.of(enums.iterator().next().open()));
            }
        } else if (strings.size() > 1) {
            byKind.put(Kind.STRING, Set.of(JavaType.STRING));
        }
        byKind.computeIfPresent(Kind.INTEGER, (kind, all) -> oneOf(all, JavaType.LONG));
        byKind.computeIfPresent(Kind.NUMBER, (kind, all) -> oneOf(all, JavaType.NUMBER));
        byKind.computeIfPresent(Kind.ARRAY, (kind, all) -> oneOf(all, JavaType.ANY_LIST));
        byKind.computeIfPresent(Kind.MAP, (kind, all) -> oneOf(all, JavaType.ANY_MAP));
        return byKind.values().stream()
                .flatMap(Set::stream)
                .sorted(STRINGS_FIRST.thenComparing(JavaType::kind))
                .toList();
    }

    private static String memberHint(JsonObject schema, String hint, int index) {
        boolean needsOwnName = schema.has("properties") || schema.has("anyOf");
        return needsOwnName ? hint + "Option" + (index + 1) : hint + (schema.has("enum") ? "Value" : "");
    }

    private static Set<JavaType> oneOf(Set<JavaType> all, JavaType widest) {
        return all.size() == 1 ? all : Set.of(widest);
    }

    private JsonObject sealedUnion(JsonObject schema, String pointer, List<JavaType> members) {
        JsonObject union = union(schema, members);
        union.addProperty("sealed", true);
        JsonObject discriminator = discriminator(schema, pointer, members);
        if (discriminator != null) {
            union.add("discriminator", discriminator);
        }
        return union;
    }

    private static JsonObject wrappingUnion(JsonObject schema, List<JavaType> members) {
        JsonObject union = union(schema, members);
        List<JavaType> ordered = new ArrayList<>(members);
        ordered.sort(Comparator.comparing(JavaType::kind));
        JsonArray checks = new JsonArray();
        ordered.forEach(member -> checks.add(check(member, members)));
        union.add("checks", checks);
        return union;
    }

    private static JsonObject union(JsonObject schema, List<JavaType> members) {
        JsonObject union = new JsonObject();
        union.add("doc", Javadoc.lines(ApiSpec.string(schema, "description", "")));
        JsonArray array = new JsonArray();
        for (JavaType member : members) {
            JsonObject json = new JsonObject();
            json.addProperty("label", member.label());
            json.addProperty("type", member.name());
            json.addProperty("adapter", member.adapter());
            array.add(json);
        }
        union.add("members", array);
        union.addProperty("adapters", adapters(members));
        return union;
    }

    /** The Java condition under which a JSON tree is a value of {@code member}. */
    private static JsonObject check(JavaType member, List<JavaType> members) {
        boolean aloneAmongObjects =
                members.stream().filter(m -> isObject(m.kind())).count() == 1;
        String condition =
                switch (member.kind()) {
                    case INTEGER -> "Json.isInteger(tree)";
                    case NUMBER -> "Json.isNumber(tree)";
                    case BOOLEAN -> "Json.isBoolean(tree)";
                    case STRING, ENUM -> "Json.isString(tree)";
                    case ARRAY -> "tree.isJsonArray()";
                    case MODEL, UNION ->
                        aloneAmongObjects && member.kind() == Kind.MODEL
                                ? "tree.isJsonObject()"
                                : "Json.fits(tree, " + member.adapter() + adaptersAfter(member, members) + ")";
                    case MAP, ANY -> "tree.isJsonObject()";
                };
        JsonObject check = new JsonObject();
        check.addProperty("condition", condition);
        check.addProperty("label", member.label());
        check.addProperty("adapter", member.adapter());
        return check;
    }

    private static boolean isObject(Kind kind) {
        return kind == Kind.MODEL || kind == Kind.UNION || kind == Kind.MAP;
    }

    private static String adaptersAfter(JavaType member, List<JavaType> members) {
        return members.stream()
                .filter(other -> other.kind() == Kind.MODEL && !other.equals(member))
                .map(other -> ", " + other.adapter())
                .collect(Collectors.joining());
    }

    private static String adapters(List<JavaType> members) {
        return members.stream().map(JavaType::adapter).collect(Collectors.joining(", "));
    }

    /** The declared discriminator, or a property that has another constant in each member. */
    private @Nullable JsonObject discriminator(JsonObject schema, String pointer, List<JavaType> members) {
        String property = ApiSpec.stringOrNull(ApiSpec.object(schema, "discriminator"), "propertyName");
        if (property != null) {
            Map<String, String> cases = declaredCases(schema, pointer);
            return discriminator(property, cases.isEmpty() ? constants(schema, pointer, property) : cases);
        }
        for (String candidate : commonConstants(schema, pointer)) {
            Map<String, String> cases = constants(schema, pointer, candidate);
            if (cases.size() == members.size()) {
                return discriminator(candidate, cases);
            }
        }
        return null;
    }

    private static JsonObject discriminator(String property, Map<String, String> cases) {
        JsonObject discriminator = new JsonObject();
        discriminator.addProperty("property", property);
        JsonArray array = new JsonArray();
        cases.forEach((value, type) -> {
            JsonObject json = new JsonObject();
            json.addProperty("value", Javadoc.literal(value));
            json.addProperty("type", type);
            array.add(json);
        });
        discriminator.add("cases", array);
        return discriminator;
    }

    private Map<String, String> declaredCases(JsonObject schema, String pointer) {
        Map<String, String> cases = new LinkedHashMap<>();
        JsonObject mapping = ApiSpec.object(ApiSpec.object(schema, "discriminator"), "mapping");
        for (Map.Entry<String, JsonElement> entry : mapping.entrySet()) {
            JsonObject ref = new JsonObject();
            ref.add("$ref", entry.getValue());
            String at = JsonPointers.child(pointer, "discriminator", "mapping", entry.getKey());
            cases.put(entry.getKey(), types.map(ref, at, entry.getKey()).name());
        }
        return cases;
    }

    private Set<String> commonConstants(JsonObject schema, String pointer) {
        Set<String> common = new LinkedHashSet<>();
        boolean first = true;
        for (JsonElement member : schema.getAsJsonArray("anyOf")) {
            Set<String> own = new LinkedHashSet<>();
            JsonObject properties = ApiSpec.object(resolve(member, pointer), "properties");
            properties.keySet().stream()
                    .filter(name -> constant(properties, name) != null)
                    .forEach(own::add);
            if (first) {
                common.addAll(own);
            } else {
                common.retainAll(own);
            }
            first = false;
        }
        return common;
    }

    private Map<String, String> constants(JsonObject schema, String pointer, String property) {
        Map<String, String> cases = new LinkedHashMap<>();
        for (JsonElement member : schema.getAsJsonArray("anyOf")) {
            String value = constant(ApiSpec.object(resolve(member, pointer), "properties"), property);
            if (value != null) {
                cases.put(
                        value,
                        types.map(member.getAsJsonObject(), pointer, property).name());
            }
        }
        return cases;
    }

    private JsonObject resolve(JsonElement member, String pointer) {
        String ref = Schemas.refName(member.getAsJsonObject(), pointer);
        return ref == null ? member.getAsJsonObject() : types.target(ref, pointer);
    }

    private static @Nullable String constant(JsonObject properties, String name) {
        JsonObject property = ApiSpec.object(properties, name);
        List<String> values = Schemas.strings(property, "enum");
        return values.size() == 1 ? values.get(0) : ApiSpec.stringOrNull(property, "const");
    }
}
