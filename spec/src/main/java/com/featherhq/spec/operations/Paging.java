package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ContentTypes;
import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.operations.ParameterMapper.Parameter;
import com.featherhq.spec.operations.ParameterMapper.Place;
import com.featherhq.spec.types.PageAnswer;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from its shape that an operation lists in pages. There is an optional query parameter that is called like a cursor, and an
 * answer with a {@code next_…} cursor that may be null and exactly one array of objects; or a parameter that is called like an
 * offset, another one for a limit, and an answer that is an array of objects or has exactly one.
 */
final class Paging {

    /** In lower case and without separators; of several the first one counts. */
    private static final List<String> CURSORS = List.of(
            "cursor",
            "pagecursor",
            "startcursor",
            "aftercursor",
            "beforecursor",
            "pagetoken",
            "nextpagetoken",
            "nexttoken",
            "nextcursor",
            "continuationtoken",
            "startingafter",
            "endingbefore",
            "after",
            "before",
            "marker");

    private static final List<String> OFFSETS = List.of("offset", "skip");
    private static final List<String> LIMITS =
            List.of("limit", "pagesize", "size", "take", "count", "perpage", "maxresults");
    private static final List<String> MORE = List.of("hasmore", "more", "hasnext", "hasnextpage");
    private static final Pattern NEXT = Pattern.compile("next.*(cursor|token|marker|after|before)");

    private final TypeMapper types;

    Paging(TypeMapper types) {
        this.types = types;
    }

    /**
     * Which of the parameters by name says where a page begins.
     *
     * @param offset whether it's a number of rows, and no cursor
     */
    record Start(int index, boolean offset) {}

    /** Where the pages of an operation begin; null if it has none. The type of its answer is told to be a page. */
    @Nullable
    Start start(ApiOperation operation, List<Parameter> named, String answerType) {
        if (!operation.method().equals("get")) {
            return null;
        }
        Start start = start(named);
        JsonObject schema = start == null ? null : resolved(answer(operation));
        if (start == null || schema == null) {
            return null;
        }
        if (schema.has("items") && start.offset() && isObjects(schema)) {
            return start;
        }
        PageAnswer answer = answer(schema, parameterType(operation, named.get(start.index())));
        if (answer == null || (answer.next() == null && !start.offset())) {
            return null;
        }
        types.isPage(answerType, answer);
        return start;
    }

    private static @Nullable Start start(List<Parameter> named) {
        int cursor = index(named, CURSORS);
        if (cursor >= 0) {
            return new Start(cursor, false);
        }
        int offset = index(named, OFFSETS);
        return offset >= 0 && index(named, LIMITS) >= 0 ? new Start(offset, true) : null;
    }

    private static int index(List<Parameter> named, List<String> names) {
        for (String name : names) {
            for (int i = 0; i < named.size(); i++) {
                Parameter parameter = named.get(i);
                boolean fits = parameter.place() == Place.QUERY
                        && !parameter.required()
                        && parameter.shape() == ParameterShape.ONE;
                if (fits && squeezed(parameter.name()).equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The schema of the only successful answer. */
    private static @Nullable JsonObject answer(ApiOperation operation) {
        List<JsonElement> successes = JsonFields.object(operation.json(), "responses").entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .toList();
        if (successes.size() != 1) {
            return null;
        }
        JsonObject response = successes.get(0).getAsJsonObject();
        List<String> contentTypes = ContentTypes.of(response);
        boolean isJson = contentTypes.size() == 1 && ContentTypes.isJson(contentTypes.get(0));
        return isJson ? ContentTypes.schema(response, contentTypes.get(0)) : null;
    }

    private @Nullable PageAnswer answer(JsonObject schema, String cursorType) {
        JsonObject properties = JsonFields.object(schema, "properties");
        List<String> arrays = properties.keySet().stream()
                .filter(name -> isObjects(resolved(properties.getAsJsonObject(name))))
                .toList();
        if (!JsonFields.string(schema, "type", "").equals("object") || arrays.size() != 1) {
            return null;
        }
        List<String> required = JsonFields.strings(schema, "required");
        String next = first(
                properties,
                name -> NEXT.matcher(squeezed(name)).matches()
                        && isScalar(properties.getAsJsonObject(name), cursorType)
                        && (types.isNullable(properties.getAsJsonObject(name), "") || !required.contains(name)));
        String more = first(
                properties,
                name -> MORE.contains(squeezed(name)) && isScalar(properties.getAsJsonObject(name), "boolean"));
        return new PageAnswer(arrays.get(0), next, more);
    }

    private static @Nullable String first(JsonObject properties, Predicate<String> test) {
        return properties.keySet().stream().filter(test).findFirst().orElse(null);
    }

    private String parameterType(ApiOperation operation, Parameter parameter) {
        for (JsonElement element : operation.json().getAsJsonArray("parameters")) {
            JsonObject json = element.getAsJsonObject();
            if (JsonFields.string(json, "name", "").equals(parameter.name())
                    && JsonFields.string(json, "in", "").equals("query")) {
                JsonObject schema = resolved(json.getAsJsonObject("schema"));
                return schema == null ? "" : JsonFields.string(schema, "type", "");
            }
        }
        return "";
    }

    private boolean isScalar(JsonObject schema, String type) {
        JsonObject resolved = resolved(schema);
        return resolved != null && JsonFields.string(resolved, "type", "").equals(type);
    }

    private boolean isObjects(@Nullable JsonObject schema) {
        if (schema == null || !(schema.get("items") instanceof JsonObject items) || schema.has("prefixItems")) {
            return false;
        }
        return !types.isNullable(items, "") && isObject(items);
    }

    private boolean isObject(JsonObject schema) {
        JsonObject resolved = resolved(schema);
        if (resolved == null) {
            return false;
        }
        JsonArray members = Schemas.members(resolved);
        return members == null
                ? JsonFields.string(resolved, "type", "").equals("object")
                : members.asList().stream().allMatch(member -> isObject(member.getAsJsonObject()));
    }

    /** What a reference leads to, and of a union the only member; null if a reference leads nowhere. */
    private @Nullable JsonObject resolved(@Nullable JsonObject schema) {
        JsonObject found = schema;
        for (int hops = 0; found != null && hops < 20; hops++) {
            String ref = Schemas.refName(found, "");
            JsonArray members = Schemas.members(found);
            if (ref != null) {
                found = types.target(ref, "");
            } else if (members != null && members.size() == 1) {
                found = members.get(0).getAsJsonObject();
            } else {
                return found;
            }
        }
        return null;
    }

    private static String squeezed(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
