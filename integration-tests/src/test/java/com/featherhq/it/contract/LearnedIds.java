package com.featherhq.it.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The ids in answers: of the rows of lists, and of whatever else has one. */
final class LearnedIds {

    private static final int ROWS = 5;
    private static final int DEEP = 3;

    /** What a row may be known by, if nothing is called as the parameter is. */
    private static final List<String> USUAL = List.of("id", "_id", "identifier", "key", "slug", "code", "name");

    private record Seen(String path, JsonElement value) {}

    private final Map<String, List<JsonElement>> rowsByPath = new HashMap<>();
    private final Map<String, List<Seen>> seenByName = new HashMap<>();

    /** Notes what a body has; what isn't JSON teaches nothing. */
    void learn(String path, String body) {
        JsonElement json;
        try {
            json = JsonParser.parseString(body);
        } catch (JsonParseException e) {
            return;
        }
        List<JsonElement> rows = rows(json, DEEP);
        if (!rows.isEmpty()) {
            rowsByPath.put(path.replaceFirst("/$", ""), rows);
        }
        for (JsonElement row : rows) {
            if (row instanceof JsonObject object && object.get("id") instanceof JsonPrimitive id) {
                entities(path).forEach(entity -> see(entity + "id", path, id));
            }
        }
        see(path, json, DEEP);
    }

    /** What the rows of a list may be called: as its path ends, or as what comes before it, as in {@code /things/search}. */
    private static Set<String> entities(String path) {
        List<String> segments = Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty() && !segment.startsWith("{"))
                .toList();
        Set<String> entities = new LinkedHashSet<>();
        segments.subList(Math.max(0, segments.size() - 2), segments.size())
                .forEach(segment -> entities.addAll(singulars(segment)));
        return entities;
    }

    /** The first array that has rows: an empty one is as good as none. Of two, one with objects comes first. */
    private static List<JsonElement> rows(JsonElement json, int depth) {
        if (json instanceof JsonArray array) {
            return array.asList().stream().limit(ROWS).toList();
        }
        if (!(json instanceof JsonObject object) || depth == 0) {
            return List.of();
        }
        return object.asMap().values().stream()
                .map(value -> rows(value, depth - 1))
                .filter(rows -> !rows.isEmpty())
                .max(Comparator.comparing(rows -> rows.get(0).isJsonObject()))
                .map(rows -> rows.get(0).isJsonObject() ? firstObjects(object, depth) : rows)
                .orElse(List.of());
    }

    private static List<JsonElement> firstObjects(JsonObject object, int depth) {
        return object.asMap().values().stream()
                .map(value -> rows(value, depth - 1))
                .filter(rows -> !rows.isEmpty() && rows.get(0).isJsonObject())
                .findFirst()
                .orElseThrow();
    }

    private void see(String path, JsonElement json, int depth) {
        if (depth == 0) {
            return;
        }
        if (json instanceof JsonArray array) {
            array.asList().stream().limit(ROWS).forEach(item -> see(path, item, depth));
        } else if (json instanceof JsonObject object) {
            object.asMap().forEach((name, value) -> {
                if (value instanceof JsonPrimitive
                        && isId(plain(name))
                        && !plain(name).equals("id")) {
                    see(plain(name), path, value);
                }
                see(path, value, depth - 1);
            });
        }
    }

    private void see(String name, String path, JsonElement value) {
        seenByName.computeIfAbsent(name, key -> new ArrayList<>()).add(new Seen(path, value));
    }

    /** What may be put for {@code {name}}, if the path before it is that of a list; the first row's comes first. */
    List<JsonElement> listed(String path, String name) {
        int at = path.indexOf("/{" + name + "}");
        List<JsonElement> ids = new ArrayList<>();
        for (JsonElement row : rowsBefore(path, name)) {
            if (row instanceof JsonPrimitive) {
                ids.add(row);
            } else if (row instanceof JsonObject object) {
                ids.addAll(ids(object, path.substring(path.lastIndexOf('/', at - 1) + 1, at), name));
            }
        }
        return ids;
    }

    /** The rows of the list that the path is, up to that parameter. */
    private List<JsonElement> rowsBefore(String path, String name) {
        int at = path.indexOf("/{" + name + "}");
        return at < 0 ? List.of() : rowsByPath.getOrDefault(path.substring(0, at), List.of());
    }

    /** A row's property of that name, else its own id if one is asked for. */
    private static List<JsonElement> ids(JsonObject row, String list, String name) {
        Set<String> names = new LinkedHashSet<>(List.of(plain(name)));
        if (isId(plain(name))) {
            names.add("id");
            singulars(list).forEach(entity -> names.add(entity + "id"));
            names.addAll(List.of("uuid", "uid"));
        }
        List<JsonElement> ids = new ArrayList<>();
        for (String candidate : names) {
            row.asMap().forEach((key, value) -> {
                if (plain(key).equals(candidate) && value instanceof JsonPrimitive) {
                    ids.add(value);
                }
            });
        }
        return ids;
    }

    /** Values that other answers have under that name; those from paths that have more in common with this one come first. */
    List<JsonElement> seen(String path, String name) {
        List<Seen> seen = new ArrayList<>(seenByName.getOrDefault(plain(name), List.of()));
        for (JsonElement row : rowsBefore(path, name)) {
            if (row instanceof JsonObject object) {
                USUAL.stream()
                        .map(object::get)
                        .filter(JsonPrimitive.class::isInstance)
                        .forEach(value -> seen.add(new Seen(path, value)));
            }
        }
        List<String> segments = List.of(path.split("/", -1));
        seen.sort(Comparator.comparing(one -> -Arrays.stream(one.path().split("/", -1))
                .distinct()
                .filter(segments::contains)
                .count()));
        return seen.stream().map(Seen::value).toList();
    }

    private static boolean isId(String plainName) {
        return plainName.endsWith("id") || plainName.endsWith("ids");
    }

    /** A name without what spellings differ in. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** English has more than one way to make a plural. */
    private static Set<String> singulars(String plural) {
        String plain = plain(plural);
        Set<String> singulars = new LinkedHashSet<>();
        singulars.add(plain.replaceFirst("ies$", "y"));
        singulars.add(plain.replaceFirst("s$", ""));
        singulars.add(plain.replaceFirst("es$", ""));
        singulars.remove(plain);
        return singulars;
    }
}
