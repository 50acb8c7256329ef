package com.featherhq.spec.types;

import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.types.JavaType.Kind;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kind of Java type a normalized schema becomes, told from its outside: what is inside may lead back to it. */
final class SchemaShape {

    private final JsonObject schemas;
    private final Set<String> aliases = new HashSet<>();

    SchemaShape(JsonObject schemas) {
        this.schemas = schemas;
    }

    static boolean isModel(JsonObject schema) {
        return schema.has("properties") && "object".equals(JsonFields.string(schema, "type", ""));
    }

    static boolean isTextEnum(JsonObject schema) {
        return schema.has("enum") && "string".equals(JsonFields.string(schema, "type", ""));
    }

    /** The kind of the type that a named schema has of its own; null if it's another name for a type. */
    @Nullable
    Kind named(JsonObject schema) {
        if (schema.has("$ref")) {
            return null;
        }
        if (isModel(schema)) {
            return Kind.MODEL;
        }
        if (isTextEnum(schema)) {
            return Kind.ENUM;
        }
        return schema.has("anyOf") && isUnion(schema) ? Kind.UNION : null;
    }

    /** Whether the members have more than one type in Java. */
    private boolean isUnion(JsonObject schema) {
        Set<Object> types = new HashSet<>();
        for (JsonElement member : schema.getAsJsonArray("anyOf")) {
            types.add(typeOf(member.getAsJsonObject()));
        }
        return types.size() > 1 && !types.contains(Kind.ANY);
    }

    /** What tells a member of a union from the others: the kind, and of those that stay apart which one. */
    private Object typeOf(JsonObject schema) {
        String ref = Schemas.refName(schema, "");
        JsonElement target = ref == null ? schema : schemas.get(ref);
        if (target == null || !target.isJsonObject()) {
            return Kind.ANY;
        }
        JsonObject json = target.getAsJsonObject();
        if (ref != null && !aliases.add(ref)) {
            return isModel(json) || json.has("anyOf") ? ref : kindOf(json);
        }
        try {
            Kind kind = named(json);
            if (kind == Kind.MODEL || kind == Kind.UNION) {
                return ref == null ? json : ref;
            }
            return json.has("$ref") || json.has("anyOf") ? typeOfAlias(json) : kindOf(json);
        } finally {
            aliases.remove(ref);
        }
    }

    private Object typeOfAlias(JsonObject alias) {
        JsonObject only =
                alias.has("anyOf") ? alias.getAsJsonArray("anyOf").get(0).getAsJsonObject() : alias;
        return typeOf(only);
    }

    /** Texts and enums are told apart by nothing in JSON: a union has one member for them. */
    private static Kind kindOf(JsonObject schema) {
        return switch (JsonFields.string(schema, "type", "any")) {
            case "string" -> Kind.STRING;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "array" -> Kind.ARRAY;
            case "object" -> Kind.MAP;
            default -> Kind.ANY;
        };
    }
}
