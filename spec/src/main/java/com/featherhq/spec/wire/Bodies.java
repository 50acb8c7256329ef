package com.featherhq.spec.wire;

import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Compares bodies by their content types. */
final class Bodies {

    private static final List<String> FORMS = List.of("multipart/form-data", "application/x-www-form-urlencoded");

    private final Doc before;
    private final Doc after;
    private final Findings findings;

    Bodies(Doc before, Doc after, Findings findings) {
        this.before = before;
        this.after = after;
        this.findings = findings;
    }

    void compareRequests(JsonObject old, JsonObject current, Spot operation) {
        JsonObject was = before.resolved(old.has("requestBody") ? old.get("requestBody") : new JsonObject());
        JsonObject is = after.resolved(current.has("requestBody") ? current.get("requestBody") : new JsonObject());
        Spot spot = new Spot(operation.use(), operation.declared() + "/requestBody", "");
        boolean required = Doc.flag(is, "required");
        if (was.isEmpty() || is.isEmpty()) {
            cameOrWent(was, is, required, spot);
            return;
        }
        if (required && !Doc.flag(was, "required")) {
            findings.add("body-required", Impact.BREAKING, spot, "the body became required", "optional", "required");
        } else if (!required && Doc.flag(was, "required")) {
            findings.add("body-optional", Impact.PATCH, spot, "the body is no longer required", "required", "optional");
        }
        sent(media(was), media(is), spot);
    }

    private void cameOrWent(JsonObject was, JsonObject is, boolean required, Spot spot) {
        if (was.isEmpty() && !is.isEmpty()) {
            findings.add(
                    required ? "body-required" : "body-added",
                    required ? Impact.BREAKING : Impact.ADDITION,
                    spot,
                    required ? "a body is required now" : "a body may be sent now",
                    null,
                    null);
        } else if (!was.isEmpty()) {
            findings.add("body-removed", Impact.BREAKING, spot, "no body is taken any more", null, null);
        }
    }

    /** Of several content types the client sends one: JSON, else a form. Only what it can't make itself is the caller's choice. */
    private void sent(Map<String, JsonObject> was, Map<String, JsonObject> is, Spot spot) {
        List<String> chosen =
                was.keySet().stream().filter(Bodies::isJson).limit(1).toList();
        if (chosen.isEmpty()) {
            chosen = FORMS.stream().filter(was::containsKey).limit(1).toList();
        }
        for (String type : chosen.isEmpty() ? List.copyOf(was.keySet()) : chosen) {
            JsonObject media = is.getOrDefault(type, is.get("*/*"));
            if (media == null) {
                findings.add(
                        "media-type-removed",
                        Impact.BREAKING,
                        spot,
                        "`" + type + "` is no longer taken",
                        type,
                        String.join(", ", is.keySet()));
            } else {
                encodings(
                        Doc.object(Objects.requireNonNull(was.get(type)), "encoding"),
                        Doc.object(media, "encoding"),
                        spot);
                schemas(Objects.requireNonNull(was.get(type)), media, type, spot);
            }
        }
    }

    private void encodings(JsonObject was, JsonObject is, Spot spot) {
        for (String part : is.keySet()) {
            if (!is.get(part).equals(was.get(part))) {
                findings.add(
                        "encoding-changed",
                        Impact.BREAKING,
                        spot,
                        "part `" + part + "` is written in another way",
                        was.has(part) ? Brief.of(Doc.object(was, part).get("contentType")) : null,
                        Brief.of(Doc.object(is, part).get("contentType")));
            }
        }
    }

    /** What is received: the client asks for JSON where it's declared, and hands over anything else unread. */
    void compareResponses(JsonObject was, JsonObject is, Spot spot) {
        Map<String, JsonObject> olds = media(was);
        Map<String, JsonObject> currents = media(is);
        if (!olds.isEmpty() && currents.isEmpty()) {
            findings.add("body-removed", Impact.BREAKING, spot, "the response has no body any more", null, null);
            return;
        }
        List<String> json =
                olds.keySet().stream().filter(Bodies::isJson).limit(1).toList();
        for (String type : json.isEmpty() ? List.copyOf(olds.keySet()) : json) {
            JsonObject media = currents.getOrDefault(type, currents.get("*/*"));
            if (media == null) {
                findings.add(
                        "media-type-removed",
                        Impact.BREAKING,
                        spot,
                        "the response is no longer `" + type + "`",
                        type,
                        String.join(", ", currents.keySet()));
            } else {
                schemas(Objects.requireNonNull(olds.get(type)), media, type, spot);
            }
        }
        currents.keySet().stream()
                .filter(type -> !olds.isEmpty() && !olds.containsKey(type))
                .forEach(type -> findings.add(
                        "media-type-added",
                        Impact.ADDITION,
                        spot,
                        "the response may be `" + type + "` too",
                        null,
                        type));
    }

    private void schemas(JsonObject was, JsonObject is, String type, Spot spot) {
        Spot at = new Spot(spot.use(), spot.declared() + JsonPointers.of("content", type, "schema"), "");
        new SchemaComparison(before, after, findings).compare(schema(was), schema(is), at);
    }

    private static JsonElement schema(JsonObject media) {
        return media.has("schema") ? media.get("schema") : new JsonObject();
    }

    /** By the content type without its parameters. */
    private static Map<String, JsonObject> media(JsonObject body) {
        Map<String, JsonObject> media = new LinkedHashMap<>();
        Doc.object(body, "content")
                .entrySet()
                .forEach(entry -> media.putIfAbsent(
                        entry.getKey().split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                        entry.getValue().isJsonObject() ? entry.getValue().getAsJsonObject() : new JsonObject()));
        return media;
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }
}
