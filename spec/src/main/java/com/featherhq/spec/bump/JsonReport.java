package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.JavaOperation;
import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.concerns.Verdict;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.wire.WireChange;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The report for machines; {@code status} and {@code exitCode} say the same. */
final class JsonReport {

    private JsonReport() {}

    static JsonObject status(String status, int exitCode, String message) {
        JsonObject json = new JsonObject();
        json.addProperty("status", status);
        json.addProperty("exitCode", exitCode);
        json.addProperty("message", message);
        return json;
    }

    static JsonObject of(Comparison comparison, Summary summary, int exitCode) {
        JsonObject json = status(exitCode == 0 ? "compatible" : "breaking", exitCode, summary.counts());
        json.add("from", side(comparison.before()));
        json.add("to", side(comparison.after()));
        json.addProperty("currentVersion", summary.history().current());
        json.addProperty("lastRelease", summary.history().last());
        json.addProperty("proposedVersion", summary.nextVersion());
        json.add("operations", operations(comparison));
        json.add("wire", array(comparison.wire(), change -> wire(comparison, change)));
        json.add("java", array(comparison.java(), JsonReport::java));
        SurfaceDiff diff = SurfaceDiff.of(comparison);
        json.add("propertiesAdded", names(diff.propertiesAdded()));
        json.add("propertiesRemoved", names(diff.propertiesRemoved()));
        json.add("enumValuesAdded", names(diff.valuesAdded()));
        json.add("enumValuesRemoved", names(diff.valuesRemoved()));
        json.add("warnings", array(comparison.after().surface().warnings(), JsonReport::warning));
        if (!comparison.uncompiled().isEmpty()) {
            json.addProperty("extensionsError", comparison.uncompiled());
        }
        return json;
    }

    private static JsonObject side(Comparison.Side side) {
        JsonObject json = new JsonObject();
        json.addProperty("version", side.version());
        json.addProperty("sha256", side.sha256());
        return json;
    }

    private static JsonObject operations(Comparison comparison) {
        Operations operations = comparison.operations();
        JsonObject json = new JsonObject();
        json.add("added", array(operations.added(), JsonReport::operation));
        json.add("removed", array(operations.removed(), JsonReport::operation));
        json.add(
                "movedOrRenamed",
                array(
                        operations.pairs().stream()
                                .filter(pair -> pair.moved() || pair.renamed())
                                .toList(),
                        pair -> pair(pair.before(), pair.after())));
        json.add("changed", array(comparison.changedOperations(), pair -> pair(pair.before(), pair.after())));
        json.add(
                "guessedRenames",
                array(operations.guesses().entrySet(), guess -> pair(guess.getKey(), guess.getValue())));
        return json;
    }

    private static JsonObject pair(JavaOperation before, JavaOperation after) {
        JsonObject json = new JsonObject();
        json.add("was", operation(before));
        json.add("is", operation(after));
        return json;
    }

    private static JsonObject operation(JavaOperation operation) {
        JsonObject json = new JsonObject();
        json.addProperty("operation", Operations.line(operation));
        json.addProperty("tag", operation.tag());
        json.add("java", strings(operation.signatures()));
        return json;
    }

    private static JsonObject wire(Comparison comparison, WireChange change) {
        JsonObject json = new JsonObject();
        json.addProperty("impact", change.impact().name().toLowerCase(Locale.ROOT));
        json.addProperty("rule", change.rule());
        json.addProperty("message", change.message());
        json.addProperty("holder", WirePlaces.holder(change).replace("`", ""));
        json.addProperty("declared", change.declared());
        json.addProperty("was", change.was());
        json.addProperty("is", change.is());
        json.add("uses", array(change.uses(), JsonReport::use));
        if (change.breaking()) {
            json.add("java", strings(new JavaOf(comparison).signatures(change)));
            json.add("touches", Touched.by(change, comparison));
        }
        return json;
    }

    private static JsonObject use(WireChange.Use use) {
        JsonObject json = new JsonObject();
        json.addProperty("operation", use.verb() + " " + use.path());
        json.addProperty("direction", use.direction().name().toLowerCase(Locale.ROOT));
        if (!use.status().isEmpty()) {
            json.addProperty("status", use.status());
        }
        return json;
    }

    private static JsonObject java(JavaChange change) {
        JsonObject json = new JsonObject();
        json.addProperty("signature", change.signature());
        json.addProperty("what", change.what());
        json.addProperty("effect", change.effect().name().toLowerCase(Locale.ROOT));
        json.addProperty("breaking", change.breaking());
        if (change.breaking()) {
            json.add("touches", Touched.by(change));
        }
        return json;
    }

    private static JsonObject warning(GenerationWarning warning) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", warning.kind().name().toLowerCase(Locale.ROOT));
        json.addProperty("pointer", warning.pointer());
        json.addProperty("problem", warning.problem());
        return json;
    }

    static JsonArray consumers(List<Verdict> verdicts) {
        return array(verdicts, verdict -> {
            JsonObject json = new JsonObject();
            json.addProperty("consumer", verdict.consumer());
            json.addProperty("breakingChanges", verdict.changes());
            json.add("concerned", array(verdict.hits(), hit -> {
                JsonObject concerned = new JsonObject();
                concerned.addProperty("change", hit.change().text());
                concerned.addProperty("effect", hit.change().effect());
                concerned.add("where", strings(hit.where()));
                return concerned;
            }));
            return json;
        });
    }

    private static JsonObject names(Map<String, Set<String>> names) {
        JsonObject json = new JsonObject();
        names.forEach((type, all) -> json.add(type, strings(all)));
        return json;
    }

    private static <T> JsonArray array(Collection<T> all, Function<T, JsonObject> mapper) {
        JsonArray array = new JsonArray();
        all.forEach(one -> array.add(mapper.apply(one)));
        return array;
    }

    static JsonArray strings(Collection<String> all) {
        JsonArray array = new JsonArray();
        all.forEach(array::add);
        return array;
    }
}
