package com.featherhq.spec.concerns;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A breaking change of a bump's report.
 *
 * @param text what changed, in words
 * @param effect what its users experience: {@code wire}, {@code silent}, {@code compile} or {@code link}
 * @param places the Java by which code is touched
 */
public record BreakingChange(String text, String effect, List<Place> places) {

    /** Copies the places. */
    public BreakingChange {
        places = List.copyOf(places);
    }

    /**
     * Java that a change touches.
     *
     * @param type the internal name, such as {@code com/featherhq/model/Thing}
     * @param name the member, empty for the type itself
     * @param descriptor the member's descriptor, empty for any
     * @param with the internal name of a type that must be used beside it, empty for none
     */
    public record Place(String type, String name, String descriptor, String with) {}

    static List<BreakingChange> all(JsonObject report) {
        if (!report.has("java") || !report.has("wire")) {
            throw new IllegalArgumentException("The report tells of no comparison: " + text(report, "message"));
        }
        List<BreakingChange> all = new ArrayList<>();
        report.getAsJsonArray("wire").forEach(change -> add(change.getAsJsonObject(), "wire", all));
        report.getAsJsonArray("java")
                .forEach(change -> add(change.getAsJsonObject(), text(change.getAsJsonObject(), "effect"), all));
        return all;
    }

    private static void add(JsonObject change, String effect, List<BreakingChange> all) {
        if (!change.has("touches")) {
            return;
        }
        List<Place> places = new ArrayList<>();
        for (JsonElement element : change.getAsJsonArray("touches")) {
            JsonObject place = element.getAsJsonObject();
            places.add(new Place(
                    text(place, "type"), text(place, "name"), text(place, "descriptor"), text(place, "with")));
        }
        String text = effect.equals("wire")
                ? text(change, "holder") + ": " + text(change, "message")
                : text(change, "signature") + ": " + text(change, "what");
        all.add(new BreakingChange(text, effect, places));
    }

    private static String text(JsonObject json, String key) {
        JsonElement value = json.get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
