package com.featherhq.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a compiled Java type can hold every value that a schema, as the vendor wrote it, allows. */
final class TypeAgreement {

    private static final String MODELS = "com.featherhq.model.";
    private static final List<String> UNION_KEYS = List.of("anyOf", "oneOf");

    private final ApiSpec spec;
    private final ClassLoader classes;
    private final List<String> problems;
    private final Set<String> checked = new HashSet<>();

    TypeAgreement(ApiSpec spec, ClassLoader classes, List<String> problems) {
        this.spec = spec;
        this.classes = classes;
        this.problems = problems;
    }

    /** A named schema with properties or an enum has a class; any other is checked where it's used. */
    void checkNamed(String name, JsonElement schema) {
        JsonObject json = schema.isJsonObject() ? schema.getAsJsonObject() : new JsonObject();
        if (!json.has("properties") && !json.has("enum")) {
            return;
        }
        String pointer = JsonPointers.of("components", "schemas", name);
        Class<?> type = model(name);
        if (type == null) {
            problems.add(pointer + " has no class");
        } else {
            check(json, type, pointer);
        }
    }

    /** Notes a problem if {@code type} can't hold every value of {@code schema} but null. */
    void check(@Nullable JsonElement schema, Type type, String pointer) {
        if (schema == null || !checked.add(pointer + " " + type.getTypeName())) {
            return;
        }
        JsonObject json = schema.isJsonObject() ? schema.getAsJsonObject() : new JsonObject();
        if (type.getTypeName().equals("com.google.gson.JsonElement") || isNull(json)) {
            return;
        }
        String ref = Schemas.refName(json, pointer);
        if (ref != null) {
            checkRef(ref, type, pointer);
        } else if (json.has("allOf")) {
            json.getAsJsonArray("allOf").forEach(part -> check(part, type, pointer + "/allOf"));
        } else if (alternatives(json).size() > 0) {
            checkUnion(alternatives(json), type, pointer);
        } else {
            checkSingle(json, type, pointer);
        }
    }

    private void checkRef(String ref, Type type, String pointer) {
        JsonElement target = spec.schemas().get(ref);
        Class<?> named = model(ref);
        boolean isClass = type instanceof Class<?> c && c.getName().startsWith(MODELS);
        if (named != null && isClass && !isUnion(type) && !named.equals(type)) {
            problems.add(pointer + " is " + ref + ", but " + type.getTypeName() + " is another class");
            return;
        }
        check(
                target,
                type,
                named != null && isClass ? JsonPointers.of("components", "schemas", ref) : pointer + "->" + ref);
    }

    /** The alternatives of a union, whichever way it's written; none if it isn't one. */
    private static JsonArray alternatives(JsonObject schema) {
        JsonArray alternatives = new JsonArray();
        UNION_KEYS.stream().filter(schema::has).forEach(key -> alternatives.addAll(schema.getAsJsonArray(key)));
        if (schema.has("type") && schema.get("type").isJsonArray()) {
            for (JsonElement type : schema.getAsJsonArray("type")) {
                JsonObject alternative = schema.deepCopy();
                alternative.add("type", type);
                alternatives.add(alternative);
            }
        }
        return alternatives;
    }

    private void checkUnion(JsonArray alternatives, Type type, String pointer) {
        for (int i = 0; i < alternatives.size(); i++) {
            JsonElement alternative = alternatives.get(i);
            String at = pointer + "/anyOf/" + i;
            if (!isUnion(type)) {
                check(alternative, type, at);
            } else if (cases(type).stream().noneMatch(member -> holds(alternative, member, at))
                    && !holds(alternative, type, at)) {
                problems.add(at + " has no member in " + type.getTypeName());
            }
        }
    }

    /** Like {@link #check}, to try one member of a union after the other. */
    private boolean holds(JsonElement schema, Type type, String pointer) {
        List<String> trial = new ArrayList<>();
        TypeAgreement attempt = new TypeAgreement(spec, classes, trial);
        attempt.checked.addAll(checked);
        attempt.checked.remove(pointer + " " + type.getTypeName());
        attempt.check(schema, type, pointer);
        return trial.isEmpty();
    }

    private static List<Type> cases(Type union) {
        List<Type> cases = new ArrayList<>();
        for (Class<?> member : ((Class<?>) union).getPermittedSubclasses()) {
            if (!member.isRecord()) {
                cases.add(member);
            } else if (!member.getSimpleName().equals("Unknown")) {
                cases.add(member.getRecordComponents()[0].getGenericType());
            }
        }
        return cases;
    }

    private void checkSingle(JsonObject schema, Type type, String pointer) {
        String jsonType = jsonType(schema);
        boolean holds =
                switch (jsonType) {
                    case "string" -> holdsString(schema, type);
                    case "integer" ->
                        Set.of("java.lang.Long", "java.math.BigDecimal").contains(type.getTypeName())
                                || ("int32".equals(format(schema)) && type == Integer.class);
                    case "number" ->
                        type.getTypeName().equals("java.math.BigDecimal")
                                || (Set.of("double", "float").contains(format(schema)) && type == Double.class);
                    case "boolean" -> type == Boolean.class;
                    case "array" -> isGeneric(type, List.class);
                    case "object" -> schema.has("properties") ? isA(type, "JsonModel") : isGeneric(type, Map.class);
                    default -> false;
                };
        if (!holds) {
            problems.add(pointer + " is " + jsonType + ", which " + type.getTypeName() + " can't hold");
        } else if (jsonType.equals("array")) {
            checkItems(schema, ((ParameterizedType) type).getActualTypeArguments()[0], pointer);
        } else if (jsonType.equals("object") && schema.has("properties")) {
            checkProperties(schema, (Class<?>) type, pointer);
        } else if (jsonType.equals("object")) {
            checkValues(schema, ((ParameterizedType) type).getActualTypeArguments()[1], pointer);
        }
    }

    private static boolean holdsString(JsonObject schema, Type type) {
        return switch (type.getTypeName()) {
            case "java.lang.String" -> true;
            case "java.util.UUID" -> "uuid".equals(format(schema));
            case "java.time.LocalDate" -> "date".equals(format(schema));
            case "java.time.OffsetDateTime" -> "date-time".equals(format(schema));
            default -> isA(type, "OpenEnum");
        };
    }

    private void checkItems(JsonObject schema, Type element, String pointer) {
        if (schema.has("prefixItems")) {
            schema.getAsJsonArray("prefixItems").forEach(item -> check(item, element, pointer + "/prefixItems"));
        } else {
            checkOpen(schema.get("items"), element, pointer + "/items");
        }
    }

    private void checkValues(JsonObject schema, Type value, String pointer) {
        checkOpen(schema.get("additionalProperties"), value, pointer + "/additionalProperties");
    }

    /** Where there's no schema anything may stand. */
    private void checkOpen(@Nullable JsonElement schema, Type type, String pointer) {
        if (schema != null && schema.isJsonObject() && schema.getAsJsonObject().size() > 0) {
            check(schema, type, pointer);
        } else if (!type.getTypeName().equals("com.google.gson.JsonElement")) {
            problems.add(pointer + " may be anything, which " + type.getTypeName() + " can't hold");
        }
    }

    private void checkProperties(JsonObject schema, Class<?> model, String pointer) {
        if (hasFewerAccessors(model, ApiSpec.object(schema, "properties").keySet())) {
            problems.add(pointer + " has properties whose names fall together in Java, and " + model.getSimpleName()
                    + " has not an accessor for each");
        }
        Set<String> required = Set.copyOf(Schemas.strings(schema, "required"));
        for (Map.Entry<String, JsonElement> property :
                ApiSpec.object(schema, "properties").entrySet()) {
            String at = JsonPointers.child(pointer, "properties", property.getKey());
            String suffix = JavaNames.accessorSuffix(property.getKey());
            Method getter = method(model, "get" + suffix);
            if (getter == null) {
                problems.add(at + " has no accessor get" + suffix + "() in " + model.getSimpleName());
                continue;
            }
            check(property.getValue(), getter.getGenericReturnType(), at);
            boolean nullable = allowsNull(property.getValue())
                    || getter.getReturnType().getSimpleName().equals("JsonElement");
            if (nullable && !isNullable(getter)) {
                problems.add(at + " may be null, but get" + suffix + "() is not @Nullable");
            }
            if (nullable && !required.contains(property.getKey()) && method(model, "has" + suffix) == null) {
                problems.add(at + " may be null or absent, but there's no has" + suffix + "() to tell which");
            }
        }
    }

    private static boolean hasFewerAccessors(Class<?> model, Set<String> properties) {
        long names =
                properties.stream().map(JavaNames::accessorSuffix).distinct().count();
        long accessors = Stream.of(model.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("get"))
                .count();
        return names < properties.size() && accessors < properties.size();
    }

    static boolean allowsNull(JsonElement schema) {
        if (!schema.isJsonObject()) {
            return false;
        }
        JsonObject json = schema.getAsJsonObject();
        for (JsonElement alternative : alternatives(json)) {
            if (isNull(alternative.getAsJsonObject()) || allowsNull(alternative)) {
                return true;
            }
        }
        return isNull(json);
    }

    private static boolean isNull(JsonObject schema) {
        return Schemas.isNull(schema);
    }

    private static boolean isNullable(Method getter) {
        for (var annotation : getter.getAnnotatedReturnType().getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }

    private static String jsonType(JsonObject schema) {
        JsonObject typed = SpecNormalizer.inferType(schema.deepCopy(), "");
        return ApiSpec.string(typed, "type", "anything");
    }

    private static String format(JsonObject schema) {
        return ApiSpec.string(schema, "format", "");
    }

    private static boolean isGeneric(Type type, Class<?> raw) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw;
    }

    private static boolean isUnion(Type type) {
        return type instanceof Class<?> c && c.isSealed() && isA(type, "JsonUnion");
    }

    /** Whether a type has a supertype of that name in the binding's package, which this module doesn't depend on. */
    private static boolean isA(Type type, String jsonType) {
        if (!(type instanceof Class<?> c)) {
            return false;
        }
        Class<?> base = load(c.getClassLoader(), "com.featherhq.json." + jsonType);
        return base != null && base.isAssignableFrom(c);
    }

    private @Nullable Class<?> model(String schemaName) {
        Class<?> byShortName = load(classes, MODELS + JavaNames.shortType(schemaName));
        return byShortName == null ? load(classes, MODELS + JavaNames.type(schemaName)) : byShortName;
    }

    static @Nullable Class<?> load(@Nullable ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static @Nullable Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
