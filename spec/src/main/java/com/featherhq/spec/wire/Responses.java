package com.featherhq.spec.wire;

import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Direction;
import com.featherhq.spec.wire.WireChange.Impact;
import com.featherhq.spec.wire.WireChange.Use;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the answers of an operation. Exceptions are made of any error body, so that only successes are looked into. */
final class Responses {

    private final Doc before;
    private final Doc after;
    private final Findings findings;

    Responses(Doc before, Doc after, Findings findings) {
        this.before = before;
        this.after = after;
        this.findings = findings;
    }

    void compare(OperationPair pair, JsonObject old, JsonObject current) {
        Map<String, JsonObject> was = successes(before, old);
        Map<String, JsonObject> is = successes(after, current);
        List<String> gone = without(was, is);
        List<String> come = without(is, was);
        was.forEach((status, response) -> {
            if (is.containsKey(status)) {
                compare(response, response(is, status), spot(pair, status));
            }
        });
        if (!gone.isEmpty() && !come.isEmpty()) {
            Spot spot = spot(pair, come.get(0));
            findings.add(
                    "status-changed",
                    Impact.BREAKING,
                    spot,
                    "a success has another status",
                    String.join(", ", gone),
                    String.join(", ", come));
            compare(response(was, gone.get(0)), response(is, come.get(0)), spot);
        } else {
            gone.forEach(status -> findings.add(
                    "status-removed",
                    Impact.PATCH,
                    spot(pair, status),
                    "no success has the status " + status + " any more",
                    status,
                    null));
            come.forEach(status -> added(was, response(is, status), spot(pair, status), status));
        }
        errors(pair, old, current);
    }

    private static JsonObject response(Map<String, JsonObject> all, String status) {
        return all.getOrDefault(status, new JsonObject());
    }

    /** Another success is read with the type of those before: it must be one of theirs. */
    private void added(Map<String, JsonObject> was, JsonObject response, Spot spot, String status) {
        boolean fits = was.isEmpty()
                || was.values().stream().anyMatch(old -> {
                    Findings trial = new Findings();
                    new Responses(before, after, trial).compare(old, response, spot);
                    return !trial.breaks();
                });
        findings.add(
                "status-added",
                fits ? Impact.ADDITION : Impact.BREAKING,
                spot,
                "a success may have the status " + status + (fits ? " as well" : ", with another body"),
                null,
                status);
    }

    private void compare(JsonObject old, JsonObject current, Spot spot) {
        JsonObject was = before.resolved(old);
        JsonObject is = after.resolved(current);
        new Bodies(before, after, findings).compareResponses(was, is, spot);
        headers(Doc.object(was, "headers"), Doc.object(is, "headers"), spot);
    }

    private void headers(JsonObject was, JsonObject is, Spot spot) {
        Map<String, JsonElement> olds = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, JsonElement> currents = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        olds.putAll(was.asMap());
        currents.putAll(is.asMap());
        olds.forEach((name, header) -> {
            JsonElement current = currents.get(name);
            Spot at = spot.child(name, "headers", name);
            if (current == null) {
                findings.add("header-removed", Impact.BREAKING, at, "header `" + name + "` was removed", name, null);
                return;
            }
            JsonObject left = before.resolved(header);
            JsonObject right = after.resolved(current);
            if (Doc.flag(left, "required") && !Doc.flag(right, "required")) {
                findings.add(
                        "header-optional",
                        Impact.BREAKING,
                        at,
                        "header `" + name + "` is no longer required",
                        "required",
                        "optional");
            }
            new SchemaComparison(before, after, findings)
                    .compare(
                            left.has("schema") ? left.get("schema") : new JsonObject(),
                            right.has("schema") ? right.get("schema") : new JsonObject(),
                            at);
        });
    }

    private void errors(OperationPair pair, JsonObject old, JsonObject current) {
        JsonObject was = Doc.object(old, "responses");
        JsonObject is = Doc.object(current, "responses");
        for (String status : is.keySet()) {
            if (status.matches("[345]..") && !was.has(status)) {
                findings.add(
                        "error-added", Impact.PATCH, spot(pair, status), "new error status " + status, null, status);
            }
        }
        for (String status : was.keySet()) {
            if (status.matches("[345]..") && !is.has(status)) {
                findings.add(
                        "error-removed",
                        Impact.PATCH,
                        spot(pair, status),
                        "no more error status " + status,
                        status,
                        null);
            }
        }
    }

    private static Spot spot(OperationPair pair, String status) {
        Use use = new Use(pair.after().verb(), pair.after().path(), Direction.RESPONSE, status);
        return new Spot(use, pair.after().pointer() + JsonPointers.of("responses", status), "");
    }

    private static List<String> without(Map<String, JsonObject> all, Map<String, JsonObject> others) {
        List<String> rest = new ArrayList<>(all.keySet());
        rest.removeAll(others.keySet());
        return rest;
    }

    /** By status; {@code default} counts as a success where no other is declared. */
    private static Map<String, JsonObject> successes(Doc doc, JsonObject operation) {
        JsonObject responses = Doc.object(operation, "responses");
        Map<String, JsonObject> successes = new TreeMap<>();
        responses.entrySet().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                successes.put(response.getKey(), doc.resolved(response.getValue()));
            }
        });
        if (successes.isEmpty() && responses.has("default")) {
            successes.put("default", doc.resolved(responses.get("default")));
        }
        return successes;
    }
}
