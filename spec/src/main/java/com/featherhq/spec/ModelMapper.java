package com.featherhq.spec;

import com.featherhq.spec.JavaType.Kind;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the model template is given for an object schema. */
final class ModelMapper {

    /** Bits in a word that notes which properties are present. */
    private static final int WORD = Long.SIZE;

    private ModelMapper() {}

    static JsonObject map(TypeMapper types, String name, JsonObject schema, String pointer) {
        Set<String> required = Set.copyOf(Schemas.strings(schema, "required"));
        List<Map.Entry<String, JsonElement>> ordered =
                new ArrayList<>(ApiSpec.object(schema, "properties").entrySet());
        // Required properties come first, so that one mask tells whether all of them were there.
        ordered.sort(Comparator.comparing(property -> !required.contains(property.getKey())));
        JsonArray properties = new JsonArray();
        JsonArray presentWords = new JsonArray();
        Set<String> javaNames = new HashSet<>();
        int optionalNullables = 0;
        for (Map.Entry<String, JsonElement> entry : ordered) {
            JsonObject json = entry.getValue().getAsJsonObject();
            String at = JsonPointers.child(pointer, "properties", entry.getKey());
            JavaType type = types.map(json, at, name + JavaNames.upperCamel(entry.getKey()));
            JsonObject property = property(entry.getKey(), json, type, javaNames, properties.size());
            boolean isRequired = required.contains(entry.getKey());
            boolean nullable = types.isNullable(json, at) || type.kind() == Kind.ANY;
            property.addProperty("nullable", nullable || !isRequired);
            property.addProperty("required", isRequired);
            if (isRequired && nullable) {
                property.addProperty("writtenAlways", true);
            } else if (nullable) {
                if (optionalNullables % WORD == 0) {
                    presentWords.add("present" + optionalNullables / WORD);
                }
                property.add("presence", presence(optionalNullables++));
            } else {
                property.addProperty("writtenIfNotNull", true);
            }
            property.addProperty("allowsNull", nullable);
            property.addProperty("any", type.kind() == Kind.ANY);
            addConstant(property, types, json, at, isRequired);
            properties.add(property);
        }
        return model(schema, properties, presentWords);
    }

    private static JsonObject model(JsonObject schema, JsonArray properties, JsonArray presentWords) {
        JsonObject model = new JsonObject();
        model.add("doc", Javadoc.lines(ApiSpec.string(schema, "description", "")));
        model.add("properties", properties);
        model.add("presentWords", presentWords);
        long nullables = 0;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            JsonObject property = properties.get(i).getAsJsonObject();
            if (i < WORD && property.get("allowsNull").getAsBoolean()) {
                nullables |= 1L << i;
            }
            if (i < WORD && property.get("required").getAsBoolean()) {
                names.add(property.get("literal").getAsString());
            }
        }
        if (!names.isEmpty()) {
            model.addProperty("requiredNames", String.join(", ", names));
        }
        model.addProperty("nullableMask", "0x" + Long.toHexString(nullables) + "L");
        if (schema.has("deprecated") && schema.get("deprecated").getAsBoolean()) {
            model.addProperty("deprecated", true);
        }
        return model;
    }

    private static JsonObject property(
            String jsonName, JsonObject schema, JavaType type, Set<String> taken, int index) {
        String javaName = jsonName;
        for (int i = 2; !taken.add(JavaNames.accessorSuffix(javaName)); i++) {
            javaName = jsonName + "_" + i;
        }
        JsonObject property = new JsonObject();
        property.addProperty("json", Javadoc.line(jsonName));
        property.addProperty("literal", Javadoc.literal(jsonName));
        property.addProperty("field", JavaNames.identifier(javaName));
        property.addProperty("suffix", JavaNames.accessorSuffix(javaName));
        property.addProperty("type", type.name());
        property.addProperty("adapter", type.adapter());
        property.addProperty("index", index);
        property.add("doc", Javadoc.lines(ApiSpec.string(schema, "description", "")));
        if (schema.has("deprecated") && schema.get("deprecated").getAsBoolean()) {
            property.addProperty("deprecated", true);
        }
        return property;
    }

    private static JsonObject presence(int index) {
        JsonObject presence = new JsonObject();
        presence.addProperty("word", "present" + index / WORD);
        presence.addProperty("mask", "0x" + Long.toHexString(1L << index % WORD) + "L");
        return presence;
    }

    /** A required property that has one value only needn't be set by the caller. */
    private static void addConstant(
            JsonObject property, TypeMapper types, JsonObject schema, String pointer, boolean required) {
        List<String> values = Schemas.strings(schema, "enum");
        String constant = values.size() == 1 ? values.get(0) : ApiSpec.stringOrNull(schema, "const");
        if (!required || constant == null || types.isNullable(schema, pointer)) {
            return;
        }
        String literal = Javadoc.literal(constant);
        String type = property.get("type").getAsString();
        property.addProperty("constant", type.equals("String") ? literal : type + ".of(" + literal + ")");
    }
}
