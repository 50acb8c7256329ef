package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.Operation;
import com.featherhq.spec.bump.WireChange.Impact;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares what goes over the wire: Redocly compares what is in both documents, operationIds decide what that is. */
final class WireDiff {

    private final NodeTools tools;
    private final Path folder;

    WireDiff(NodeTools tools, Path folder) {
        this.tools = tools;
        this.folder = folder;
    }

    /** Operations that may be the same, as the comparer says and no operationId confirms. */
    record Guess(Operation before, Operation after) {}

    List<WireChange> compare(JsonObject before, JsonObject after, Operations operations) {
        List<Operation> kept =
                operations.pairs().stream().map(Operations.Pair::after).toList();
        JsonObject report =
                diff(AlignedDocuments.base(before, operations.pairs()), AlignedDocuments.only(after, kept), "common");
        Map<String, Operations.Pair> pairs = byPointer(operations);
        List<WireChange> changes = new ArrayList<>(ofOperations(operations));
        for (WireChange change : Redocly.changes(report)) {
            Operations.Pair pair = pairs.get(operationPointer(change.place()));
            changes.add(WireRules.apply(change, pair != null && !pair.renamed()));
        }
        return changes;
    }

    /** What the comparer takes for a rename among the operations that are in one document only. */
    List<Guess> guesses(JsonObject before, JsonObject after, Operations operations) {
        if (operations.removed().isEmpty() || operations.added().isEmpty()) {
            return List.of();
        }
        JsonObject report = diff(
                AlignedDocuments.only(before, operations.removed()),
                AlignedDocuments.only(after, operations.added()),
                "rest");
        List<Guess> guesses = new ArrayList<>();
        for (List<String> paths : Redocly.renamedPaths(report)) {
            if (!isAlike(paths.get(0), paths.get(1))) {
                continue;
            }
            at(operations.removed(), paths.get(0))
                    .forEach(old -> at(operations.added(), paths.get(1))
                            .filter(other -> other.verb().equals(old.verb()))
                            .forEach(other -> guesses.add(new Guess(old, other))));
        }
        return guesses;
    }

    /** Whether paths differ in one segment only; with more, the comparer takes anything for anything. */
    static boolean isAlike(String before, String after) {
        String[] left = before.split("/", -1);
        String[] right = after.split("/", -1);
        long different = IntStream.range(0, Math.min(left.length, right.length))
                .filter(i -> !left[i].equals(right[i]) && !(left[i].startsWith("{") && right[i].startsWith("{")))
                .count();
        return left.length == right.length && different <= 1;
    }

    /** The pointer to the operation that {@code place} is in; what isn't in one is returned as it is. */
    static String operationPointer(String place) {
        String[] keys = place.split("/", -1);
        return keys.length > 3 && keys[1].equals("paths") ? "/paths/" + keys[2] + "/" + keys[3] : place;
    }

    static String pointer(Operation operation) {
        String path = operation.path().replace("~", "~0").replace("/", "~1");
        return "/paths/" + path + "/" + operation.verb().toLowerCase(Locale.ROOT);
    }

    private static Stream<Operation> at(List<Operation> operations, String path) {
        return operations.stream().filter(operation -> operation.path().equals(path));
    }

    private static Map<String, Operations.Pair> byPointer(Operations operations) {
        Map<String, Operations.Pair> pairs = new HashMap<>();
        operations.pairs().forEach(pair -> pairs.put(pointer(pair.after()), pair));
        return pairs;
    }

    private static List<WireChange> ofOperations(Operations operations) {
        List<WireChange> changes = new ArrayList<>();
        for (Operation operation : operations.removed()) {
            changes.add(change("operation-removed", Impact.BREAKING, "was removed", operation, operation));
        }
        for (Operations.Pair pair : operations.pairs()) {
            if (pair.moved()) {
                changes.add(change("operation-moved", Impact.BREAKING, "was moved", pair.before(), pair.after()));
            }
        }
        for (Operation operation : operations.added()) {
            changes.add(change("operation-added", Impact.ADDITION, "was added", operation, operation));
        }
        return changes;
    }

    private static WireChange change(String rule, Impact impact, String what, Operation before, Operation after) {
        return new WireChange(
                rule,
                impact,
                "Operation `" + Operations.line(before) + "` " + what + ".",
                pointer(after),
                pointer(before),
                rule.equals("operation-added") ? null : Operations.line(before),
                rule.equals("operation-removed") ? null : Operations.line(after),
                null);
    }

    private JsonObject diff(JsonObject base, JsonObject revision, String name) {
        Path output = folder.resolve(name + "-diff.json");
        tools.diff(
                Json.write(folder.resolve(name + "-base.json"), base),
                Json.write(folder.resolve(name + "-revision.json"), revision),
                output);
        return Json.read(output);
    }
}
