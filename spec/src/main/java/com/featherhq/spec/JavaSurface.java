package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.normalize.SpecNormalizer;
import com.featherhq.spec.operations.ApiMethods;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which Java the rules make of a document: the method of each operation, the type of each schema, their properties and values. */
public final class JavaSurface {

    private static final Gson GSON = new Gson();

    private final List<GenerationWarning> warnings = new ArrayList<>();
    private final List<JavaOperation> operations = new ArrayList<>();
    private final Map<String, String> typeBySchema = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> properties = new LinkedHashMap<>();
    private final Map<String, Set<String>> enumValues = new LinkedHashMap<>();

    private final JsonObject document;

    private JavaSurface(JsonObject document) {
        this.document = document;
    }

    /**
     * Applies the rules to a document.
     *
     * @throws SpecException if it has something that no rule knows
     */
    public static JavaSurface of(ApiSpec spec) {
        ApiSpec normalized = SpecNormalizer.normalize(spec);
        JavaSurface surface = new JavaSurface(normalized.root());
        GeneratorInput.Generated generated = GeneratorInput.generate(spec, "");
        surface.warnings.addAll(generated.warnings());
        JsonObject input = generated.input();
        input.getAsJsonObject("paths")
                .entrySet()
                .forEach(path -> surface.addOperations(path.getKey(), path.getValue()));
        JsonObject schemas = input.getAsJsonObject("components").getAsJsonObject("schemas");
        schemas.entrySet().forEach(schema -> surface.addType(schema.getKey(), extension(schema.getValue())));
        surface.typeBySchema.putAll(SchemaTypes.of(normalized));
        return surface;
    }

    /**
     * An operation and its Java.
     *
     * @param id the operationId without what a framework appended to it
     * @param tag the first tag, in the spelling of Java
     * @param verb the HTTP method, in upper case
     * @param path the path template
     * @param type the simple name of the interface
     * @param signatures the methods, as {@code VoiceApi.getThing(UUID id): Thing}; several if the body or the
     *     parameters that go by name may be left out
     */
    public record JavaOperation(
            String id, String tag, String verb, String path, String type, List<String> signatures) {}

    /** The document as the rules for Java see it: each thing said in one way. */
    public JsonObject normalizedDocument() {
        return document;
    }

    /** What the client is generated without. */
    public List<GenerationWarning> warnings() {
        return List.copyOf(warnings);
    }

    /** Every operation that has a method, in document order. */
    public List<JavaOperation> operations() {
        return List.copyOf(operations);
    }

    /** The named schemas that have a type of their own, in document order. */
    public Set<String> schemas() {
        return Collections.unmodifiableSet(typeBySchema.keySet());
    }

    /** The simple name of the type of a named schema, or null if it's only another name for a type. */
    public @Nullable String typeOf(String schema) {
        return typeBySchema.get(schema);
    }

    /**
     * The accessor of each property by its JSON name, by the simple name of the type. Among them are the setters of what goes by
     * name, by its name on the wire; their type is as {@code VoiceApi.ListCallsParams}.
     */
    public Map<String, Map<String, String>> properties() {
        return properties;
    }

    /** The values that an enum names, by the simple name of the type. */
    public Map<String, Set<String>> enumValues() {
        return enumValues;
    }

    private void addOperations(String path, JsonElement item) {
        for (Map.Entry<String, JsonElement> entry : item.getAsJsonObject().entrySet()) {
            JsonObject json = entry.getValue().getAsJsonObject();
            String tag = JsonFields.strings(json, "tags").get(0);
            String type = tag + "Api";
            ApiMethods methods = GSON.fromJson(extension(json), ApiMethods.class);
            for (ApiMethods.Named named : Stream.of(methods.params(), methods.form())
                    .filter(Objects::nonNull)
                    .toList()) {
                addNamed(type + "." + named.type(), named);
            }
            operations.add(new JavaOperation(
                    methods.id(),
                    tag,
                    entry.getKey().toUpperCase(Locale.ROOT),
                    path,
                    type,
                    methods.methods().stream()
                            .map(method -> type + "." + method.signature())
                            .toList()));
        }
    }

    private void addNamed(String name, ApiMethods.Named named) {
        Map<String, String> setters = new LinkedHashMap<>();
        for (ApiMethods.Setter setter : named.setters()) {
            String literal = setter.wire()
                    .substring(setter.wire().indexOf('(') + 1, setter.wire().length() - 1);
            setters.put(
                    JsonParser.parseString(literal).getAsString(),
                    name + "." + setter.name() + "(" + setter.valueType() + ")");
        }
        properties.put(name, setters);
    }

    private void addType(String name, JsonObject data) {
        if (data.has("model")) {
            Map<String, String> accessors = new LinkedHashMap<>();
            for (JsonElement element : data.getAsJsonObject("model").getAsJsonArray("properties")) {
                JsonObject property = element.getAsJsonObject();
                accessors.put(unquoted(property), accessor(name, property));
            }
            properties.put(name, accessors);
        } else if (data.has("enum")) {
            Set<String> values = new LinkedHashSet<>();
            JsonArray constants = data.getAsJsonObject("enum").getAsJsonArray("constants");
            constants.forEach(constant -> values.add(unquoted(constant.getAsJsonObject())));
            enumValues.put(name, values);
        }
    }

    private static String accessor(String type, JsonObject property) {
        return type + ".get" + JsonFields.string(property, "suffix", "") + "(): "
                + (property.get("nullable").getAsBoolean() ? "@Nullable " : "")
                + JsonFields.string(property, "type", "");
    }

    private static String unquoted(JsonObject named) {
        return JsonParser.parseString(JsonFields.string(named, "literal", "\"\""))
                .getAsString();
    }

    private static JsonObject extension(JsonElement holder) {
        return holder.getAsJsonObject().getAsJsonObject(GeneratorInput.EXTENSION);
    }
}
