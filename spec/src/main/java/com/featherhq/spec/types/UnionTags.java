package com.featherhq.spec.types;

import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.types.JavaType.Kind;
import com.featherhq.spec.types.TypeData.Case;
import com.featherhq.spec.types.TypeData.Discriminator;
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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which property tells the member of a union, and by which values. */
final class UnionTags {

    /** How the binding calls a tag that doesn't tell the member. */
    private static final String BY_FIT = "BY_FIT";

    private final TypeMapper types;
    private final JsonObject schema;
    private final String pointer;
    private final List<JsonObject> objects = new ArrayList<>();
    private final List<Integer> memberOfObject = new ArrayList<>();

    /** @param members the types of the union's members, in their order */
    UnionTags(TypeMapper types, JsonObject schema, String pointer, String hint, List<JavaType> members) {
        this.types = types;
        this.schema = schema;
        this.pointer = pointer;
        JsonArray schemas = schema.getAsJsonArray("anyOf");
        for (int i = 0; i < schemas.size(); i++) {
            JsonObject member = schemas.get(i).getAsJsonObject();
            JavaType type = UnionMapper.member(types, member, pointer, hint, i);
            if (type.kind() == Kind.MODEL || type.kind() == Kind.UNION) {
                objects.add(member);
                memberOfObject.add(members.indexOf(type));
            }
        }
    }

    /** The declared discriminator, or a property that has another constant in each member; null if there's neither. */
    @Nullable
    Discriminator discriminator() {
        String declared = JsonFields.stringOrNull(JsonFields.object(schema, "discriminator"), "propertyName");
        if (declared != null) {
            Map<String, Set<Integer>> tags = tags(declared);
            addMapping(tags);
            return tags.isEmpty()
                    ? discriminator(declared, schemaNames(), BY_FIT)
                    : discriminator(declared, tags, "NONE");
        }
        if (objects.size() < 2) {
            return null;
        }
        return commonConstants().stream()
                .filter(property -> tellsMembers(tags(property)))
                .findFirst()
                .map(property -> discriminator(property, tags(property), "NONE"))
                .orElse(null);
    }

    private boolean tellsMembers(Map<String, Set<Integer>> tags) {
        return tags.size() == objects.size() && tags.values().stream().allMatch(members -> members.size() == 1);
    }

    private static @Nullable Discriminator discriminator(
            String property, Map<String, Set<Integer>> tags, String otherwise) {
        List<Case> cases = new ArrayList<>();
        tags.forEach((value, members) -> cases.add(new Case(
                Javadoc.literal(value),
                members.size() == 1 ? members.iterator().next().toString() : BY_FIT)));
        return cases.isEmpty() ? null : new Discriminator(Javadoc.literal(property), cases, otherwise);
    }

    /** The values that each member allows for a property, where it names them. */
    private Map<String, Set<Integer>> tags(String property) {
        Map<String, Set<Integer>> tags = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            Set<String> values = new LinkedHashSet<>();
            addTags(objects.get(i), property, values, new HashSet<>());
            for (String value : values) {
                tags.computeIfAbsent(value, tag -> new TreeSet<>()).add(memberOfObject.get(i));
            }
        }
        return tags;
    }

    private void addTags(JsonObject member, String property, Set<String> values, Set<JsonObject> seen) {
        JsonObject target = resolve(member);
        if (!seen.add(target)) {
            return;
        }
        JsonArray members = Schemas.members(target);
        if (members != null) {
            members.forEach(inner -> addTags(inner.getAsJsonObject(), property, values, seen));
            return;
        }
        JsonObject declared = JsonFields.object(JsonFields.object(target, "properties"), property);
        values.addAll(Schemas.values(declared.has("$ref") ? resolve(declared) : declared));
    }

    /** What the document maps to a member, or to a schema within one. */
    private void addMapping(Map<String, Set<Integer>> tags) {
        JsonObject mapping = JsonFields.object(JsonFields.object(schema, "discriminator"), "mapping");
        for (Map.Entry<String, JsonElement> entry : mapping.entrySet()) {
            if (tags.containsKey(entry.getKey()) || !entry.getValue().isJsonPrimitive()) {
                continue; // a union within the union stands there as a schema: its members have the tags
            }
            for (int i = 0; i < objects.size(); i++) {
                if (leadsTo(objects.get(i), entry.getValue().getAsString(), new HashSet<>())) {
                    tags.computeIfAbsent(entry.getKey(), tag -> new TreeSet<>()).add(memberOfObject.get(i));
                }
            }
        }
    }

    private boolean leadsTo(JsonObject member, String ref, Set<JsonObject> seen) {
        if (ref.equals(JsonFields.stringOrNull(member, "$ref"))) {
            return true;
        }
        JsonObject target = resolve(member);
        JsonArray members = Schemas.members(target);
        if (members == null || !seen.add(target)) {
            return false;
        }
        for (JsonElement inner : members) {
            if (leadsTo(inner.getAsJsonObject(), ref, seen)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the document maps nothing, the tag is the name of the schema (OpenAPI 3.1, Discriminator Object). Where the members
     * don't say so, it may be any other text too.
     */
    private Map<String, Set<Integer>> schemaNames() {
        Map<String, Set<Integer>> tags = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            String name = Schemas.refName(objects.get(i), pointer);
            if (name != null) {
                tags.computeIfAbsent(name, tag -> new TreeSet<>()).add(memberOfObject.get(i));
            }
        }
        return tags;
    }

    /** The properties that have one value only in each member. */
    private Set<String> commonConstants() {
        Set<String> common = new LinkedHashSet<>();
        for (int i = 0; i < objects.size(); i++) {
            JsonObject properties = JsonFields.object(resolve(objects.get(i)), "properties");
            Set<String> own = new LinkedHashSet<>(properties.keySet());
            own.removeIf(name -> Schemas.constant(properties.getAsJsonObject(name)) == null);
            if (i == 0) {
                common.addAll(own);
            }
            common.retainAll(own);
        }
        return common;
    }

    private JsonObject resolve(JsonObject member) {
        String ref = Schemas.refName(member, pointer);
        return ref == null ? member : resolve(types.target(ref, pointer));
    }
}
