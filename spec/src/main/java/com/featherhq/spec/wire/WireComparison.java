package com.featherhq.spec.wire;

import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.OperationPair.Place;
import com.featherhq.spec.wire.WireChange.Direction;
import com.featherhq.spec.wire.WireChange.Impact;
import com.featherhq.spec.wire.WireChange.Use;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * Compares what goes over the wire in two versions of the document, for callers of this client. What the client never
 * reads, such as {@code servers}, descriptions or the bodies of errors, is no change; what it can bear, such as another
 * value of an enum, is none that breaks.
 */
public final class WireComparison {

    private final Doc before;
    private final Doc after;
    private final Findings findings = new Findings();

    private WireComparison(JsonObject before, JsonObject after) {
        this.before = new Doc(before);
        this.after = new Doc(after);
    }

    /**
     * Compares two documents.
     *
     * @param before the old document, normalized
     * @param after the new document, normalized
     * @param pairs the operations that both have
     * @param removed the operations that only the old one has
     * @param added the operations that only the new one has
     */
    public static List<WireChange> compare(
            JsonObject before, JsonObject after, List<OperationPair> pairs, List<Place> removed, List<Place> added) {
        WireComparison comparison = new WireComparison(before, after);
        removed.forEach(place -> comparison.operation("operation-removed", Impact.BREAKING, place, "was removed"));
        pairs.forEach(comparison::compare);
        added.forEach(place -> comparison.operation("operation-added", Impact.ADDITION, place, "was added"));
        return comparison.findings.changes();
    }

    private void operation(String rule, Impact impact, Place place, String what) {
        findings.add(rule, impact, request(place), "operation `" + place.line() + "` " + what, null, null);
    }

    private void compare(OperationPair pair) {
        JsonObject old = before.operation(pair.before());
        JsonObject current = after.operation(pair.after());
        Spot request = request(pair.after());
        if (!template(pair.before()).equals(template(pair.after()))) {
            findings.add(
                    "operation-moved",
                    Impact.BREAKING,
                    request,
                    "operation `" + pair.before().line() + "` was moved",
                    pair.before().line(),
                    pair.after().line());
        }
        if (Doc.flag(current, "deprecated") && !Doc.flag(old, "deprecated")) {
            findings.add("deprecated", Impact.PATCH, request, "the operation is deprecated", null, null);
        }
        new Security(before, after, findings).compare(old, current, request);
        new Parameters(before, after, findings).compare(pair, request);
        new Bodies(before, after, findings).compareRequests(old, current, request);
        new Responses(before, after, findings).compare(pair, old, current);
    }

    private static String template(Place place) {
        return place.verb() + " " + place.path().replaceAll("\\{[^}]*}", "{}");
    }

    private static Spot request(Place place) {
        return new Spot(new Use(place.verb(), place.path(), Direction.REQUEST, ""), place.pointer(), "");
    }
}
