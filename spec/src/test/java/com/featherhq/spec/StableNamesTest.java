package com.featherhq.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The Java names in two of the vendor's whole documents, six weeks apart: what the vendor didn't rename keeps its name. The
 * environment variable {@code FEATHER_SPECS_DIR} names the folder of the documents; {@code ../shared/specs} beside the
 * project unless set.
 */
final class StableNamesTest {

    private static final Path FOLDER = Path.of(System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../../shared/specs"));

    @BeforeEach
    void requireDocuments() {
        boolean there = Files.exists(full("1.21.0")) && Files.exists(full("1.87.0"));
        if (!there) {
            System.out.println("Skipped: the vendor's whole documents are not in " + FOLDER + " (FEATHER_SPECS_DIR).");
        }
        assumeTrue(there, "FEATHER_SPECS_DIR has no whole documents");
    }

    @Test
    void methods_ofTheSameOperation_keepTheirNames() {
        ApiSpec older = ApiSpec.read(full("1.21.0"));
        ApiSpec newer = ApiSpec.read(full("1.87.0"));
        Map<String, String> before = methods(older);
        Map<String, String> after = methods(newer);
        Map<String, String> idsBefore = ids(older);
        Map<String, String> idsAfter = ids(newer);

        before.keySet().retainAll(after.keySet());
        after.keySet().retainAll(before.keySet());
        int common = before.size();
        idsBefore.entrySet().stream()
                .filter(id -> !id.getValue().equals(idsAfter.get(id.getKey())))
                .forEach(renamedByTheVendor -> {
                    before.remove(renamedByTheVendor.getKey());
                    after.remove(renamedByTheVendor.getKey());
                });

        System.out.println("Methods of operations in both documents: " + common + ", renamed by the vendor: "
                + (common - before.size()));
        assertThat(after).isEqualTo(before).hasSizeGreaterThan(400);
    }

    @Test
    void types_ofTheSameSchema_keepTheirNamesAndAccessors() {
        JavaSurface older = JavaSurface.of(ApiSpec.read(full("1.21.0")));
        JavaSurface newer = JavaSurface.of(ApiSpec.read(full("1.87.0")));
        Map<String, String> before = types(older);
        Map<String, String> after = types(newer);

        before.keySet().retainAll(after.keySet());
        after.keySet().retainAll(before.keySet());

        System.out.println("Types of schemas in both documents: " + before.size());
        assertThat(after).isEqualTo(before).hasSizeGreaterThan(400);
        for (String type : before.values()) {
            Map<String, String> accessors = accessors(older, type);
            Map<String, String> later = accessors(newer, type);
            accessors.keySet().retainAll(later.keySet());
            assertThat(later).as(type).containsAllEntriesOf(accessors);
        }
    }

    /** Enum constants by value, members of unions by type, and setters of what goes by name, by the name on the wire. */
    @Test
    void names_withinTheSameType_areTheSame() {
        Map<String, String> before = namesWithin(ApiSpec.read(full("1.21.0")));
        Map<String, String> after = namesWithin(ApiSpec.read(full("1.87.0")));

        before.keySet().retainAll(after.keySet());
        after.keySet().retainAll(before.keySet());

        Map<String, Long> counts = before.keySet().stream()
                .collect(Collectors.groupingBy(key -> key.split(" ", 2)[0], TreeMap::new, Collectors.counting()));
        System.out.println("Names in both documents: " + counts);
        assertThat(after).isEqualTo(before);
        assertThat(counts.keySet()).containsExactly("constant", "member", "setter");
        assertThat(counts.values()).allMatch(count -> count > 10);
    }

    private static Map<String, String> namesWithin(ApiSpec spec) {
        Map<String, String> names = new TreeMap<>();
        JsonObject input = GeneratorInput.of(spec, "");
        JsonObject schemas = JsonFields.object(JsonFields.object(input, "components"), "schemas");
        schemas.asMap().forEach((type, schema) -> {
            JsonObject java = schema.getAsJsonObject().getAsJsonObject(GeneratorInput.EXTENSION);
            add("constant " + type, JsonFields.object(java, "enum"), "constants", "literal", "constant", names);
            add("member " + type, JsonFields.object(java, "union"), "members", "type", "label", names);
        });
        input.getAsJsonObject("paths")
                .asMap()
                .forEach((path, item) -> item.getAsJsonObject().asMap().forEach((method, operation) -> {
                    JsonObject java = operation.getAsJsonObject().getAsJsonObject(GeneratorInput.EXTENSION);
                    for (String named : List.of("params", "form")) {
                        JsonObject setters = JsonFields.object(java, named);
                        add("setter " + method + " " + path, setters, "setters", "wire", "name", names);
                    }
                }));
        return names;
    }

    private static void add(
            String owner, JsonObject holder, String list, String key, String name, Map<String, String> names) {
        for (JsonElement element : JsonFields.list(holder, list)) {
            JsonObject named = element.getAsJsonObject();
            names.put(
                    owner + " " + named.get(key).getAsString(), named.get(name).getAsString());
        }
    }

    /** The methods by HTTP method and path. */
    private static Map<String, String> methods(ApiSpec spec) {
        Map<String, String> methods = new TreeMap<>();
        for (JavaSurface.JavaOperation operation : JavaSurface.of(spec).operations()) {
            List<String> signatures = operation.signatures();
            methods.put(
                    operation.verb() + " " + operation.path(), signatures.get(0).replaceAll("\\(.*", ""));
        }
        return methods;
    }

    /** What the vendor calls the operations, the first tag included: it's the interface. */
    private static Map<String, String> ids(ApiSpec spec) {
        Map<String, String> ids = new LinkedHashMap<>();
        spec.forEachOperation(operation -> {
            JsonObject json = operation.json();
            ids.put(
                    operation.method().toUpperCase(Locale.ROOT) + " " + operation.path(),
                    JsonFields.strings(json, "tags").get(0) + " " + operation.id());
        });
        return ids;
    }

    private static Map<String, String> types(JavaSurface surface) {
        Map<String, String> types = new TreeMap<>();
        for (String schema : surface.schemas()) {
            types.put(schema, String.valueOf(surface.typeOf(schema)));
        }
        return types;
    }

    /** The accessors by the property's name, without their types. */
    private static Map<String, String> accessors(JavaSurface surface, String type) {
        Map<String, String> accessors = new TreeMap<>(surface.properties().getOrDefault(type, Map.of()));
        accessors.replaceAll((property, accessor) -> accessor.replaceAll("\\(.*", ""));
        return accessors;
    }

    private static Path full(String version) {
        return FOLDER.resolve("feather-" + version + "-full.json");
    }
}
