package com.featherhq.spec.normalize;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.names.JavaNames;
import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for operations: one interface for each, and a method name that no other operation of it has. */
public final class OperationNormalizer {

    private OperationNormalizer() {}

    /** Rewrites the operations of {@code spec}, which {@link SpecNormalizer} has copied. */
    static void normalize(ApiSpec spec) {
        Map<String, String> interfaces = interfaces(spec);
        spec.forEachOperation(OperationNormalizer::keepFirstTag);
        List<Named> all = new ArrayList<>();
        spec.forEachOperation(operation -> all.add(new Named(operation, interfaces)));
        while (separate(all)) {}
        number(all);
        all.forEach(named -> named.operation.json().addProperty("operationId", named.name()));
    }

    /** An operation belongs to one interface; a second tag, or the same tag again, would give a second method. */
    static void keepFirstTag(ApiOperation operation) {
        JsonArray first = new JsonArray();
        first.add(tag(operation));
        operation.json().add("tags", first);
    }

    /** The tag that decides which interface has the operation. */
    public static String tag(ApiOperation operation) {
        List<String> tags = JsonFields.strings(operation.json(), "tags");
        return tags.isEmpty() ? "default" : tags.get(0);
    }

    /** The interface of each tag. Two that differ only in case are one: not every file system tells them apart. */
    public static Map<String, String> interfaces(ApiSpec spec) {
        Map<String, String> interfaces = new TreeMap<>();
        spec.forEachOperation(operation -> interfaces.put(tag(operation), JavaNames.api(tag(operation))));
        Map<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        interfaces.values().stream().sorted().forEach(name -> spellings.putIfAbsent(name, name));
        interfaces.replaceAll((tag, name) -> spellings.get(name));
        return interfaces;
    }

    /**
     * FastAPI makes an operationId of the function's name, the path and one of its methods; only the name says something, and
     * it doesn't change when the path moves.
     */
    static String shortId(ApiOperation operation) {
        String path = "_" + operation.path().replaceAll("\\W", "_").replaceAll("^_", "") + "_";
        Matcher id = Pattern.compile(
                        "(?<name>.+)" + Pattern.quote(path) + "(get|put|post|delete|options|head|patch|trace)")
                .matcher(operation.id());
        return id.matches() ? id.group("name") : operation.id();
    }

    /** Gives each operation whose method name is also another's its next, longer name; returns whether there was one. */
    private static boolean separate(List<Named> all) {
        Map<String, List<Named>> byMethod = new LinkedHashMap<>();
        all.forEach(named -> byMethod.computeIfAbsent(named.method(), key -> new ArrayList<>())
                .add(named));
        boolean changed = false;
        for (List<Named> same : byMethod.values()) {
            if (same.size() > 1) {
                boolean onePath = same.stream()
                                .map(named -> named.operation.path())
                                .distinct()
                                .count()
                        == 1;
                for (Named named : same) {
                    changed |= named.lengthen(onePath);
                }
            }
        }
        return changed;
    }

    /** Two paths may differ only in what a Java name leaves out. */
    private static void number(List<Named> all) {
        Set<String> taken = new HashSet<>();
        for (Named named : all) {
            while (!taken.add(named.method())) {
                named.number++;
            }
        }
    }

    /** An operation and how long its name has to be. */
    private static final class Named {

        private final ApiOperation operation;
        private final String api;
        private final List<String> names;
        private int length;
        private int number = 1;

        Named(ApiOperation operation, Map<String, String> interfaces) {
            this.operation = operation;
            this.api = String.valueOf(interfaces.get(tag(operation)));
            String place = operation.method() + "_" + operation.path();
            String id = operation.id();
            // One function may answer several methods of a path, with one id for all; elsewhere the whole id tells
            // more.
            this.names = id.isEmpty()
                    ? List.of(place)
                    : List.of(shortId(operation), shortId(operation) + "_" + operation.method(), id, id + "_" + place);
        }

        boolean lengthen(boolean onePath) {
            int longer = length == 0 && !onePath ? 2 : length + 1;
            boolean can = longer < names.size();
            length = can ? longer : length;
            return can;
        }

        String name() {
            return names.get(length) + (number == 1 ? "" : "_" + number);
        }

        String method() {
            return api + "." + JavaNames.method(name());
        }
    }
}
