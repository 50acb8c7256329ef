package com.featherhq.spec.types;

import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.types.JavaType.Kind;
import com.featherhq.spec.types.TypeData.Member;
import com.featherhq.spec.types.TypeData.UnionData;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps unions: to a sealed interface that their models implement, or to one with a record for each kind of value. */
final class UnionMapper {

    /** "StringOrInteger" reads better than "IntegerOrString". */
    private static final Comparator<JavaType> STRINGS_FIRST = Comparator.comparing(type -> type.kind() != Kind.STRING);

    private UnionMapper() {}

    /** What the model template is given for the union, which has several {@link #members}. */
    static TypeData map(TypeMapper types, JsonObject schema, String pointer, String hint, List<String> doc) {
        List<JavaType> memberTypes = members(types, schema, pointer, hint);
        boolean sealed = memberTypes.stream().allMatch(member -> member.kind() == Kind.MODEL);
        List<Member> members = named(memberTypes);
        List<String> lines = new ArrayList<>(doc);
        lines.add("One of: " + members.stream().map(Member::label).collect(Collectors.joining(", ")) + ".");
        return new UnionData(
                "",
                lines,
                sealed ? true : null,
                members,
                members.stream().sorted(Comparator.comparing(Member::label)).toList(),
                new UnionTags(types, schema, pointer, hint, memberTypes).discriminator());
    }

    private static List<Member> named(List<JavaType> types) {
        Set<String> labels = types.stream()
                .filter(type -> isGenerated(type.kind()))
                .map(JavaType::label)
                .collect(Collectors.toCollection(HashSet::new));
        List<Member> members = new ArrayList<>();
        for (JavaType type : types) {
            String label = type.label();
            if (!isGenerated(type.kind()) && !labels.add(label)) {
                label += "Value";
            }
            members.add(new Member(
                    members.size(),
                    label,
                    type.name(),
                    type.adapter(),
                    code(type.kind()),
                    JavaNames.field("If" + label)));
        }
        return members;
    }

    /** How the binding calls what a member takes. */
    private static String code(Kind kind) {
        return switch (kind) {
            case INTEGER -> "I";
            case NUMBER -> "N";
            case BOOLEAN -> "B";
            case STRING, ENUM -> "S";
            case ARRAY -> "A";
            case MODEL -> "M";
            case UNION -> "U";
            case MAP, ANY -> "O";
        };
    }

    private static boolean isGenerated(Kind kind) {
        return kind == Kind.MODEL || kind == Kind.UNION || kind == Kind.ENUM;
    }

    /** The distinct types of the members; where JSON can't tell two of them apart, one that takes the values of both. */
    static List<JavaType> members(TypeMapper types, JsonObject schema, String pointer, String hint) {
        JsonArray schemas = schema.getAsJsonArray("anyOf");
        Map<Kind, Set<JavaType>> byKind = new EnumMap<>(Kind.class);
        for (int i = 0; i < schemas.size(); i++) {
            JavaType type = member(types, schemas.get(i).getAsJsonObject(), pointer, hint, i);
            byKind.computeIfAbsent(type.kind(), kind -> new LinkedHashSet<>()).add(type);
        }
        if (byKind.containsKey(Kind.ANY)) {
            return List.of(JavaType.ANY);
        }
        joinTexts(byKind);
        byKind.computeIfPresent(Kind.INTEGER, (kind, all) -> oneOf(all, JavaType.LONG));
        byKind.computeIfPresent(Kind.NUMBER, (kind, all) -> oneOf(all, JavaType.NUMBER));
        byKind.computeIfPresent(Kind.ARRAY, (kind, all) -> oneOf(all, JavaType.ANY_LIST));
        byKind.computeIfPresent(Kind.MAP, (kind, all) -> oneOf(all, JavaType.ANY_MAP));
        return byKind.values().stream()
                .flatMap(Set::stream)
                .sorted(STRINGS_FIRST.thenComparing(JavaType::kind))
                .toList();
    }

    /** The type of one member, by the place that it has in the document. */
    static JavaType member(TypeMapper types, JsonObject member, String pointer, String hint, int index) {
        return types.map(
                member, JsonPointers.child(pointer, "anyOf", String.valueOf(index)), memberHint(member, hint, index));
    }

    private static String memberHint(JsonObject schema, String hint, int index) {
        boolean needsOwnName = schema.has("properties") || schema.has("anyOf");
        return needsOwnName ? hint + "Option" + (index + 1) : hint + (schema.has("enum") ? "Value" : "");
    }

    private static void joinTexts(Map<Kind, Set<JavaType>> byKind) {
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
    }

    private static Set<JavaType> oneOf(Set<JavaType> all, JavaType widest) {
        return all.size() == 1 ? all : Set.of(widest);
    }
}
