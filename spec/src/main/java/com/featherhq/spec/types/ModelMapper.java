package com.featherhq.spec.types;

import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.DistinctNames;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.types.JavaType.Kind;
import com.featherhq.spec.types.TypeData.ModelData;
import com.featherhq.spec.types.TypeData.Presence;
import com.featherhq.spec.types.TypeData.Property;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Maps an object schema to what the model template is given for it. */
final class ModelMapper {

    /** Bits in a word. */
    private static final int WORD = Long.SIZE;

    private final TypeMapper types;
    private final String name;
    private final String pointer;
    private final JsonObject declared;
    private final Set<String> required;
    private final Map<String, String> suffixes;
    private final List<Property> properties = new ArrayList<>();
    private int bits;

    private ModelMapper(TypeMapper types, String name, JsonObject schema, String pointer) {
        this.types = types;
        this.name = name;
        this.pointer = pointer;
        this.declared = JsonFields.object(schema, "properties");
        this.required = new HashSet<>(JsonFields.strings(schema, "required"));
        this.suffixes = DistinctNames.accessorSuffixes(declared.keySet());
    }

    static TypeData map(TypeMapper types, String name, JsonObject schema, String pointer, List<String> doc) {
        ModelMapper mapper = new ModelMapper(types, name, schema, pointer);
        // Required properties come first, so that one mask tells whether all of them were there.
        mapper.declared.keySet().stream()
                .sorted(Comparator.comparing(property -> !mapper.required.contains(property)))
                .forEach(mapper::add);
        return mapper.model(schema, doc);
    }

    private ModelData model(JsonObject schema, List<String> doc) {
        long nullables = 0;
        for (Property property : properties.subList(0, Math.min(properties.size(), WORD))) {
            nullables |= property.allowsNull() ? 1L << property.index() : 0;
        }
        String requiredNames = properties.stream()
                .limit(WORD)
                .filter(Property::required)
                .map(Property::literal)
                .collect(Collectors.joining(", "));
        return new ModelData(
                name,
                doc,
                isTrue(schema, "deprecated"),
                null,
                keyed(),
                null,
                List.of(),
                properties,
                IntStream.range(0, (bits + WORD - 1) / WORD)
                        .mapToObj(ModelMapper::word)
                        .toList(),
                properties.stream().anyMatch(property -> property.constant() != null) ? true : null,
                requiredNames.isEmpty() ? null : requiredNames,
                hex(nullables));
    }

    /** A property {@code with_idempotency_key} would take the name of the method. */
    private TypeData.@Nullable Keyed keyed() {
        Property key = properties.stream()
                .filter(property -> property.field().equals("idempotencyKey")
                        && (property.type().equals("String") || property.type().equals("UUID")))
                .findFirst()
                .orElse(null);
        boolean isTaken =
                properties.stream().anyMatch(property -> property.fluent().equals("withIdempotencyKey"));
        return key == null || isTaken
                ? null
                : new TypeData.Keyed(key.suffix(), key.field(), key.type().equals("UUID") ? true : null);
    }

    private void add(String json) {
        JsonObject schema = declared.getAsJsonObject(json);
        String at = JsonPointers.child(pointer, "properties", json);
        String suffix = Objects.requireNonNull(suffixes.get(json));
        JavaType type = types.map(schema, at, name + JavaNames.upperCamel(json));
        boolean isRequired = required.contains(json);
        boolean allowsNull = types.isNullable(schema, at) || type.kind() == Kind.ANY;
        properties.add(new Property(
                Javadoc.line(json),
                Javadoc.literal(json),
                JavaNames.field(suffix),
                fluent(suffix),
                suffix,
                type.name(),
                type.adapter(),
                properties.size(),
                Docs.ofProperty(json, schema),
                isTrue(schema, "deprecated"),
                allowsNull || !isRequired,
                isRequired,
                isRequired && isTrue(schema, "readOnly") == null,
                allowsNull,
                type.kind() == Kind.ANY,
                type.kind() == Kind.ARRAY || type.kind() == Kind.MAP,
                allowsNull ? new Presence(word(bits / WORD), hex(1L << bits % WORD)) : null,
                allowsNull ? null : preset(schema, type, isRequired)));
        bits += allowsNull ? 1 : 0;
    }

    /** The method of a property {@code set_x} would be the setter of a property {@code x}. */
    private static String fluent(String suffix) {
        String field = JavaNames.field(suffix);
        boolean isSetter = field.startsWith("set") && field.length() > 3 && !Character.isLowerCase(field.charAt(3));
        return isSetter || field.equals("removeAdditionalProperty") ? field + "_" : field;
    }

    /** A property's name can't have that sign. */
    private static String word(int index) {
        return "$present" + index;
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits) + "L";
    }

    private static @Nullable Boolean isTrue(JsonObject schema, String keyword) {
        return new JsonPrimitive(true).equals(schema.get(keyword)) ? true : null;
    }

    /** A property that has one value only needn't be set by the caller, if it must be there or the service assumes it. */
    private @Nullable String preset(JsonObject schema, JavaType type, boolean isRequired) {
        JsonElement value = Schemas.constant(schema);
        String ref = Schemas.refName(schema, pointer);
        if (value == null && ref != null) {
            value = Schemas.constant(types.target(ref, pointer));
        }
        if (value == null || !value.isJsonPrimitive() || !(isRequired || value.equals(schema.get("default")))) {
            return null;
        }
        return constant(value, type);
    }

    private static @Nullable String constant(JsonElement value, JavaType type) {
        String text = value.getAsString();
        boolean isText = value.getAsJsonPrimitive().isString();
        if (type.kind() == Kind.ENUM) {
            return isText ? type.name() + ".of(" + Javadoc.literal(text) + ")" : null;
        }
        return literal(type, text, isText);
    }

    private static @Nullable String literal(JavaType type, String text, boolean isText) {
        if (isText) {
            return type.equals(JavaType.STRING) ? Javadoc.literal(text) : null;
        }
        boolean isWhole = text.matches("-?\\d{1,18}");
        return switch (type.name()) {
            case "Long" -> isWhole ? text + "L" : null;
            case "Integer" -> isWhole && text.length() < 10 ? text : null;
            case "Boolean" -> text;
            case "BigDecimal" -> "new BigDecimal(\"" + text + "\")";
            case "Double" -> text + "d";
            default -> null;
        };
    }
}
