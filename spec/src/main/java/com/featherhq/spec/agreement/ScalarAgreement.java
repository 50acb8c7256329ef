package com.featherhq.spec.agreement;

import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Java types for values that are neither objects nor arrays. */
final class ScalarAgreement {

    private ScalarAgreement() {}

    static boolean isScalar(String jsonType) {
        return Set.of("string", "integer", "number", "boolean").contains(jsonType);
    }

    /** Whether {@code type} has every value of the JSON type in the schema's format. */
    static boolean holds(JsonObject schema, String jsonType, Type type) {
        String format = JsonFields.string(schema, "format", "");
        return switch (jsonType) {
            case "string" -> holdsString(schema, format, type.getTypeName());
            case "integer" ->
                Set.of("java.lang.Long", "java.math.BigDecimal", "java.math.BigInteger")
                                .contains(type.getTypeName())
                        || (format.equals("int32") && type == Integer.class);
            case "number" ->
                type.getTypeName().equals("java.math.BigDecimal")
                        || (Set.of("double", "float").contains(format) && type == Double.class);
            default -> type == Boolean.class;
        };
    }

    private static boolean holdsString(JsonObject schema, String format, String type) {
        return switch (type) {
            case "java.lang.String" -> true;
            case "java.util.UUID" -> format.equals("uuid");
            case "java.time.LocalDate" -> format.equals("date");
            case "java.time.OffsetDateTime" -> format.equals("date-time");
            case "com.featherhq.json.FilePart" -> format.equals("binary") || schema.has("contentMediaType");
            default -> false;
        };
    }

    /** Whether {@code type} is a generated type for values that the document lists. */
    static boolean isEnum(Type type) {
        return type instanceof Class<?> named && isA(named, "OpenEnum");
    }

    /** The values that the schema lists and the type has no constant for. */
    static List<JsonElement> missingConstants(JsonObject schema, Class<?> type) {
        Set<String> texts = constants(type);
        List<JsonElement> missing = new ArrayList<>();
        for (JsonElement value : SchemaReading.values(schema)) {
            boolean isThere = value.isJsonNull()
                    || (texts.isEmpty() ? isKnown(value.getAsString(), type) : texts.contains(value.getAsString()));
            if (!isThere) {
                missing.add(value);
            }
        }
        return missing;
    }

    /** An enum of too many values for constants says by itself which ones it knows. */
    private static boolean isKnown(String text, Class<?> type) {
        try {
            Object value = type.getMethod("of", String.class).invoke(null, text);
            return Boolean.TRUE.equals(value.getClass().getMethod("isKnown").invoke(value));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Set<String> constants(Class<?> type) {
        Set<String> texts = new java.util.HashSet<>();
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                try {
                    texts.add(String.valueOf(field.get(null)));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field + " can't be read", e);
                }
            }
        }
        return texts;
    }

    /** Whether a type has a supertype of that name in the binding's package, which this module doesn't depend on. */
    static boolean isA(Class<?> type, String supertype) {
        Class<?> base = GeneratedClasses.load(type.getClassLoader(), "com.featherhq.json." + supertype);
        return base != null && base.isAssignableFrom(type);
    }
}
