package com.featherhq.spec.bump;

import com.featherhq.spec.bump.WireChange.Impact;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the comparer's JSON. */
final class Redocly {

    private Redocly() {}

    /** One change for each verdict, and one for each difference without a verdict. */
    static List<WireChange> changes(JsonObject report) {
        List<WireChange> changes = new ArrayList<>();
        for (JsonElement element : report.getAsJsonArray("changes")) {
            JsonObject change = element.getAsJsonObject();
            JsonArray verdicts = change.getAsJsonArray("verdicts");
            for (JsonElement verdict : verdicts) {
                JsonObject json = verdict.getAsJsonObject();
                changes.add(change(change, Json.text(json, "ruleId"), json, Json.text(json, "message")));
            }
            if (verdicts.isEmpty()) {
                changes.add(change(change, "", change, Json.text(change, "kind")));
            }
        }
        return changes;
    }

    /** Where it took a removed path and an added one for the same. */
    static List<List<String>> renamedPaths(JsonObject report) {
        List<List<String>> renamed = new ArrayList<>();
        for (JsonElement element : report.getAsJsonArray("changes")) {
            JsonObject change = element.getAsJsonObject();
            if (Json.text(change, "typeName").equals("PathItem") && change.has("base") && change.has("revision")) {
                String before = lastKey(Json.text(change.getAsJsonObject("base"), "pointer"));
                String after = lastKey(Json.text(change.getAsJsonObject("revision"), "pointer"));
                if (!before.equals(after)) {
                    renamed.add(List.of(before, after));
                }
            }
        }
        return renamed;
    }

    private static WireChange change(JsonObject change, String rule, JsonObject rated, String message) {
        JsonObject base = side(change, "base");
        JsonObject revision = side(change, "revision");
        String declared = Json.text(base == null ? (revision == null ? change : revision) : base, "pointer");
        return new WireChange(
                rule,
                impact(Json.text(rated, "impact")),
                message,
                Json.text(change, "path").replaceFirst("^#", ""),
                declared.replaceFirst("^#", ""),
                base == null ? null : Json.brief(base.get("value")),
                revision == null ? null : Json.brief(revision.get("value")),
                null);
    }

    private static @Nullable JsonObject side(JsonObject change, String name) {
        return change.has(name) ? change.getAsJsonObject(name) : null;
    }

    private static Impact impact(String level) {
        return switch (level) {
            case "major" -> Impact.BREAKING;
            case "minor" -> Impact.ADDITION;
            default -> Impact.PATCH;
        };
    }

    private static String lastKey(String pointer) {
        String key = pointer.substring(pointer.lastIndexOf('/') + 1);
        return key.replace("~1", "/").replace("~0", "~");
    }
}
