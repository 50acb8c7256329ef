package com.featherhq.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A list in pages: the answers of one operation, chosen by the cursor that is asked for. */
final class CursorPages implements Function<ReceivedRequest, Reply> {

    private static final Pattern PARAMETER = Pattern.compile("(.*_)?(cursor|before|after|page_token)");
    private static final String PREFIX = "page-";

    private final String parameter;
    private final List<Reply> pages;

    private CursorPages(String parameter, List<Reply> pages) {
        this.parameter = parameter;
        this.pages = pages;
    }

    static CursorPages of(MockedOperation operation, List<String> rows) {
        JsonElement body = operation.success().body();
        String parameter = operation.parameters().stream()
                .filter(candidate -> candidate.in().equals("query")
                        && PARAMETER.matcher(candidate.name()).matches())
                .findFirst()
                .orElseThrow(() -> noPages(operation, "a query parameter for a cursor"))
                .name();
        if (!(body instanceof JsonObject page)) {
            throw noPages(operation, "an object as its answer");
        }
        String next = name(operation, page, "a next_… property", entry -> ExampleJson.isNextCursor(entry.getKey()));
        String array = name(
                operation, page, "an array of rows", entry -> entry.getValue().isJsonArray());
        List<Reply> pages = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean more = i + 1 < rows.size();
            JsonObject copy = page.deepCopy();
            copy.add(array, rows(rows.get(i)));
            copy.add(next, more ? new com.google.gson.JsonPrimitive(PREFIX + (i + 2)) : JsonNull.INSTANCE);
            if (copy.has("has_more")) {
                copy.addProperty("has_more", more);
            }
            pages.add(Reply.json(copy.toString()));
        }
        return new CursorPages(parameter, pages);
    }

    private static JsonArray rows(String json) {
        try {
            return JsonParser.parseString(json).getAsJsonArray();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IllegalArgumentException("The rows of a page must be a JSON array.", e);
        }
    }

    private static String name(
            MockedOperation operation,
            JsonObject page,
            String what,
            java.util.function.Predicate<Map.Entry<String, JsonElement>> wanted) {
        return page.entrySet().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> noPages(operation, what))
                .getKey();
    }

    private static IllegalArgumentException noPages(MockedOperation operation, String what) {
        return new IllegalArgumentException(
                operation.line() + " has no pages: by the document it lacks " + what + "; use reply(…).");
    }

    List<Reply> replies() {
        return pages;
    }

    /** A cursor that this list never handed out is refused, as a service would. */
    @Override
    public Reply apply(ReceivedRequest request) {
        List<String> cursor = request.query(parameter);
        if (cursor.isEmpty()) {
            return pages.get(0);
        }
        for (int i = 1; i < pages.size(); i++) {
            if (cursor.get(0).equals(PREFIX + (i + 1))) {
                return pages.get(i);
            }
        }
        return Reply.error(400, "bad_request", "There is no such cursor.");
    }
}
