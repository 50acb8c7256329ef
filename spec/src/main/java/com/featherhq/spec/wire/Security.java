package com.featherhq.spec.wire;

import com.featherhq.spec.wire.Findings.Spot;
import com.featherhq.spec.wire.WireChange.Impact;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares what an operation asks for as a credential: by what is sent, whatever the schemes are called. */
final class Security {

    private final Doc before;
    private final Doc after;
    private final Findings findings;

    Security(Doc before, Doc after, Findings findings) {
        this.before = before;
        this.after = after;
        this.findings = findings;
    }

    /** Breaking is an alternative that was enough and no longer is. */
    void compare(JsonObject old, JsonObject current, Spot operation) {
        Spot spot = new Spot(operation.use(), "/security", ""); // one fact, however many operations it's declared at
        Set<Set<String>> was = alternatives(before, old);
        Set<Set<String>> is = alternatives(after, current);
        boolean enough = was.stream().allMatch(sent -> is.stream().anyMatch(sent::containsAll));
        if (!enough) {
            findings.add(
                    "security-changed",
                    Impact.BREAKING,
                    spot,
                    "the operation asks for " + (was.contains(Set.of()) ? "a credential now" : "another credential"),
                    text(was),
                    text(is));
        } else if (!was.equals(is)) {
            findings.add(
                    "security-relaxed",
                    Impact.PATCH,
                    spot,
                    "the operation takes other credentials as well",
                    text(was),
                    text(is));
        }
    }

    private static String text(Set<Set<String>> alternatives) {
        List<String> texts = alternatives.stream()
                .map(all -> all.isEmpty() ? "none" : String.join(" and ", all))
                .toList();
        return String.join(" or ", texts);
    }

    private static Set<Set<String>> alternatives(Doc doc, JsonObject operation) {
        JsonArray requirements = Doc.array(operation.has("security") ? operation : doc.root(), "security");
        Set<Set<String>> alternatives = new LinkedHashSet<>();
        for (JsonElement requirement : requirements) {
            Set<String> sent = new LinkedHashSet<>();
            requirement.getAsJsonObject().entrySet().forEach(scheme -> {
                String what = scheme(doc, scheme.getKey());
                sent.add(what);
                scheme.getValue().getAsJsonArray().forEach(scope -> sent.add(what + " with " + scope.getAsString()));
            });
            alternatives.add(sent);
        }
        return alternatives.isEmpty() ? Set.of(Set.of()) : alternatives;
    }

    private static String scheme(Doc doc, String name) {
        JsonObject json = doc.resolved(
                Doc.object(Doc.object(doc.root(), "components"), "securitySchemes")
                                .has(name)
                        ? Doc.object(Doc.object(Doc.object(doc.root(), "components"), "securitySchemes"), name)
                        : new JsonObject());
        return switch (Doc.string(json, "type")) {
            case "apiKey" -> Doc.string(json, "in") + " " + Doc.string(json, "name");
            case "http" -> "http " + Doc.string(json, "scheme").toLowerCase(java.util.Locale.ROOT);
            case "oauth2", "openIdConnect" -> "http bearer";
            default -> name;
        };
    }
}
