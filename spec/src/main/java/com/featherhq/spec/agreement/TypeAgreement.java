package com.featherhq.spec.agreement;

import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a compiled Java type can hold every value that a schema, as its author wrote it, allows. */
final class TypeAgreement {

    private static final String ANYTHING = "com.google.gson.JsonElement";
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Document document;
    private final GeneratedClasses classes;
    private final List<String> problems;
    private final Set<String> checked;
    private final Map<String, Class<?>> classOfSchema;

    TypeAgreement(Document document, GeneratedClasses classes, List<String> problems) {
        this(document, classes, problems, new HashSet<>(), new HashMap<>());
    }

    private TypeAgreement(
            Document document,
            GeneratedClasses classes,
            List<String> problems,
            Set<String> checked,
            Map<String, Class<?>> classOfSchema) {
        this.document = document;
        this.classes = classes;
        this.problems = problems;
        this.checked = checked;
        this.classOfSchema = classOfSchema;
    }

    /** A named schema with properties has a class, whether an operation uses it or not. */
    void checkNamed(String name, JsonElement schema) {
        JsonObject json = schema instanceof JsonObject object ? object : new JsonObject();
        String ref = "#/components/schemas/" + name;
        if (!json.has("properties") || json.has("anyOf") || json.has("oneOf") || classOfSchema.containsKey(ref)) {
            return;
        }
        String pointer = JsonPointers.of("components", "schemas", name);
        List<Class<?>> candidates = classes.models().stream()
                .filter(type -> isModel(type) && isNamed(type.getSimpleName(), name))
                .toList();
        if (candidates.isEmpty()) {
            requireAnyClass(name, json, pointer);
        } else if (candidates.stream().noneMatch(type -> holds(json, type, pointer))) {
            check(json, candidates.get(0), pointer);
        }
    }

    /** A schema whose name is beyond ASCII, or ends in a number that pydantic gave it, has a class of another name. */
    private void requireAnyClass(String name, JsonObject schema, String pointer) {
        boolean isOdd = name.matches(".*(__\\d+|[^ -~].*)");
        if (!isOdd || classes.models().stream().noneMatch(type -> isModel(type) && holds(schema, type, pointer))) {
            problems.add(pointer + " has no class");
        }
    }

    /** Whether a class' name is made of some words of the schema's name, in their order and with the last one. */
    private static boolean isNamed(String className, String schemaName) {
        String[] words = NO_LETTER_OR_DIGIT.split(schemaName.toLowerCase(java.util.Locale.ROOT));
        String name = NO_LETTER_OR_DIGIT // names that differ only in case are told apart by a digest
                .matcher(className.replaceFirst("_[0-9a-f]{6}$", "").toLowerCase(java.util.Locale.ROOT))
                .replaceAll("");
        return isMadeOf(name, words, words.length - 1)
                || isMadeOf(name.replaceFirst("model$", ""), words, words.length - 1);
    }

    private static boolean isMadeOf(String name, String[] words, int last) {
        if (last < 0 || !name.endsWith(words[last])) {
            return false;
        }
        String rest = name.substring(0, name.length() - words[last].length());
        for (int before = last - 1; before >= 0 && !rest.isEmpty(); before--) {
            if (isMadeOf(rest, words, before)) {
                return true;
            }
        }
        return rest.isEmpty();
    }

    /** Notes a problem if the types together can't hold every value of {@code schema} but null. */
    void checkAny(JsonElement schema, List<Type> types, String pointer) {
        if (types.stream().anyMatch(type -> holds(schema, type, pointer))) {
            types.forEach(type -> keep(schema, type, pointer));
            return;
        }
        List<JsonElement> alternatives = SchemaReading.alternatives(document.resolve(schema));
        if (types.size() == 1 || alternatives.isEmpty()) {
            check(schema, types.get(0), pointer);
            return;
        }
        for (JsonElement alternative : alternatives) {
            if (!SchemaReading.isNull(alternative)) {
                checkAny(alternative, types, pointer);
            }
        }
    }

    private void keep(JsonElement schema, Type type, String pointer) {
        if (holds(schema, type, pointer)) {
            check(schema, type, pointer);
        }
    }

    /** Whether {@link #check} would note no problem. */
    boolean holds(JsonElement schema, Type type, String pointer) {
        List<String> trial = new ArrayList<>();
        Set<String> seen = new HashSet<>(checked);
        seen.remove(key(type, pointer));
        new TypeAgreement(document, classes, trial, seen, new HashMap<>(classOfSchema)).check(schema, type, pointer);
        return trial.isEmpty();
    }

    private static String key(Type type, String pointer) {
        return pointer + " " + type.getTypeName();
    }

    /** Notes a problem if {@code type} can't hold every value of {@code schema} but null. */
    void check(@Nullable JsonElement schema, Type type, String pointer) {
        if (!checked.add(key(type, pointer)) || type.getTypeName().equals(ANYTHING)) {
            return;
        }
        if (!(schema instanceof JsonObject json) || SchemaReading.isAnything(schema)) {
            problems.add(pointer + " is anything, which " + type.getTypeName() + " can't hold");
        } else if (json.has("$ref")) {
            checkRef(json, type, pointer);
        } else if (json.has("allOf")) {
            checkAllOf(json, type, pointer);
        } else if (!SchemaReading.isNull(json)) {
            List<JsonElement> alternatives = SchemaReading.alternatives(json);
            if (!alternatives.isEmpty()) {
                checkUnion(alternatives, type, pointer);
            } else if (isUnion(type)) {
                checkMember(json, type, pointer);
            } else {
                checkSingle(json, type, pointer);
            }
        }
    }

    /** One object of the document is one class in Java. */
    private void checkRef(JsonObject schema, Type type, String pointer) {
        String ref = document.lastRef(schema);
        JsonObject target = document.resolve(schema);
        boolean object = merged(target).has("properties")
                && SchemaReading.alternatives(target).isEmpty();
        if (object && isUnion(type)) {
            checkMember(schema, type, pointer);
        } else if (object && type instanceof Class<?> named && isModel(named)) {
            Class<?> first = classOfSchema.putIfAbsent(ref, named);
            if (first != null && first != named) {
                problems.add(pointer + " is " + ref + ", which is " + first.getSimpleName() + " elsewhere, and not "
                        + named.getSimpleName());
            } else {
                check(target, type, ref.replaceFirst("^#", ""));
            }
        } else if (isUnion(type)) {
            check(target, type, ref.replaceFirst("^#", "")); // a union may lead back to itself
        } else {
            check(target, type, pointer + "->" + ref);
        }
    }

    private void checkAllOf(JsonObject schema, Type type, String pointer) {
        JsonObject merged = merged(schema);
        if (!merged.has("allOf")) {
            check(merged, type, pointer + "/allOf");
        } else {
            JsonFields.list(schema, "allOf").forEach(part -> check(part, type, pointer + "/allOf"));
        }
    }

    /** An {@code allOf} of objects as the one object that it says; any other schema resolved, but else as it is. */
    JsonObject merged(JsonElement schema) {
        JsonObject resolved = document.resolve(schema);
        if (!resolved.has("allOf")) {
            return resolved;
        }
        List<JsonElement> parts = JsonFields.list(resolved, "allOf");
        JsonObject all = resolved.deepCopy();
        all.remove("allOf");
        if (parts.size() == 1 && SchemaReading.isAnything(all)) {
            return merged(parts.get(0));
        }
        for (JsonElement element : parts) {
            JsonObject part = merged(element);
            if (!part.has("properties") || !SchemaReading.alternatives(part).isEmpty()) {
                return resolved;
            }
            addTo(all, part);
        }
        return all;
    }

    private static void addTo(JsonObject all, JsonObject part) {
        JsonObject properties = JsonFields.object(all, "properties");
        JsonFields.object(part, "properties").asMap().forEach(properties::add);
        JsonArray required = new JsonArray();
        JsonFields.list(all, "required").forEach(required::add);
        JsonFields.list(part, "required").forEach(required::add);
        all.addProperty("type", "object");
        all.add("properties", properties);
        all.add("required", required);
    }

    private void checkUnion(List<JsonElement> alternatives, Type type, String pointer) {
        for (int i = 0; i < alternatives.size(); i++) {
            JsonElement alternative = alternatives.get(i);
            String at = pointer + "/anyOf/" + i;
            if (SchemaReading.isNull(alternative)) {
                continue;
            }
            if (isUnion(type)) {
                checkMember(alternative, type, at);
            } else {
                check(alternative, type, at);
            }
        }
    }

    /** Some member of the union holds the schema; if not one does, each of its alternatives has one. */
    private void checkMember(JsonElement schema, Type union, String pointer) {
        List<Type> members = members((Class<?>) union);
        String ref = document.lastRef(schema instanceof JsonObject json ? json : new JsonObject());
        String name = ref.substring(ref.lastIndexOf('/') + 1);
        // An object that allows anything fits in every class: it's in its own, if there's one.
        members.sort(
                Comparator.comparing(member -> !(member instanceof Class<?> c && isNamed(c.getSimpleName(), name))));
        for (Type member : members) {
            if (!member.equals(union) && holds(schema, member, pointer)) {
                check(schema, member, pointer);
                return;
            }
        }
        List<JsonElement> alternatives = SchemaReading.alternatives(document.resolve(schema));
        if (alternatives.isEmpty()) {
            problems.add(pointer + " has no member in " + union.getTypeName());
        } else {
            checkUnion(alternatives, union, pointer);
        }
    }

    private static List<Type> members(Class<?> union) {
        List<Type> members = new ArrayList<>();
        for (Class<?> member : union.getPermittedSubclasses()) {
            if (!member.isRecord()) {
                members.add(member);
            } else if (!member.getSimpleName().equals("Unknown")) {
                members.add(member.getRecordComponents()[0].getGenericType());
            }
        }
        return members;
    }

    private void checkSingle(JsonObject schema, Type type, String pointer) {
        String jsonType = SchemaReading.type(schema);
        if (!ScalarAgreement.isScalar(jsonType) || ScalarAgreement.isEnum(type)) {
            checkEnumOrContainer(schema, type, jsonType, pointer);
        } else if (!ScalarAgreement.holds(schema, jsonType, type)) {
            problems.add(pointer + " is " + jsonType + ", which " + type.getTypeName() + " can't hold");
        }
    }

    private void checkEnumOrContainer(JsonObject schema, Type type, String jsonType, String pointer) {
        if (ScalarAgreement.isEnum(type)) {
            ScalarAgreement.missingConstants(schema, (Class<?>) type)
                    .forEach(value -> problems.add(pointer + " has the value " + value + ", for which "
                            + ((Class<?>) type).getSimpleName() + " has no constant"));
        } else if (jsonType.equals("array") && isGeneric(type, List.class)) {
            checkItems(schema, argument(type, 0), pointer);
        } else if (jsonType.equals("object") && type instanceof Class<?> model && isModel(model)) {
            new PropertyAgreement(this, problems).check(schema, model, pointer);
        } else if (jsonType.equals("object") && isGeneric(type, Map.class) && !hasProperties(schema)) {
            checkValues(schema, argument(type, 1), pointer);
        } else {
            problems.add(pointer + " is " + jsonType + ", which " + type.getTypeName() + " can't hold");
        }
    }

    private static boolean hasProperties(JsonObject schema) {
        return !JsonFields.object(schema, "properties").isEmpty();
    }

    private void checkItems(JsonObject schema, Type element, String pointer) {
        List<JsonElement> places = JsonFields.list(schema, "prefixItems");
        places.forEach(place -> checkOpen(place, element, pointer + "/prefixItems"));
        if (places.isEmpty()) {
            checkOpen(schema.get("items"), element, pointer + "/items");
        }
    }

    private void checkValues(JsonObject schema, Type value, String pointer) {
        JsonObject patterns = JsonFields.object(schema, "patternProperties");
        patterns.asMap()
                .forEach((pattern, values) ->
                        checkOpen(values, value, JsonPointers.child(pointer, "patternProperties", pattern)));
        if (patterns.isEmpty() || schema.has("additionalProperties")) {
            checkOpen(schema.get("additionalProperties"), value, pointer + "/additionalProperties");
        }
    }

    /** Where there is no schema, anything may stand; where it's {@code false}, nothing. */
    private void checkOpen(@Nullable JsonElement schema, Type type, String pointer) {
        boolean nothing = schema != null && schema.isJsonPrimitive() && !schema.getAsBoolean();
        if (!nothing) {
            check(schema == null ? new JsonObject() : schema, type, pointer);
        }
    }

    /** Whether null is among a schema's values. */
    boolean allowsNull(JsonElement schema) {
        return allowsNull(schema, 0);
    }

    private boolean allowsNull(JsonElement schema, int depth) {
        JsonObject json = document.resolve(schema);
        if (SchemaReading.isNull(json) || SchemaReading.isAnything(schema)) {
            return true;
        }
        return depth < 20
                && SchemaReading.alternatives(json).stream().anyMatch(member -> allowsNull(member, depth + 1));
    }

    private static boolean isGeneric(Type type, Class<?> raw) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static boolean isUnion(Type type) {
        return type instanceof Class<?> named && named.isSealed() && ScalarAgreement.isA(named, "JsonUnion");
    }

    private static boolean isModel(Class<?> type) {
        return ScalarAgreement.isA(type, "JsonModel");
    }
}
