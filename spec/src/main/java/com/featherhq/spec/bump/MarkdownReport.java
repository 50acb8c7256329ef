package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as Markdown for a pull request: the verdict first, then what to do, then the lists. */
final class MarkdownReport {

    private final StringBuilder out = new StringBuilder();
    private final Comparison comparison;
    private final Summary summary;

    private MarkdownReport(Comparison comparison, Summary summary) {
        this.comparison = comparison;
        this.summary = summary;
    }

    static String of(Comparison comparison, Summary summary) {
        MarkdownReport report = new MarkdownReport(comparison, summary);
        report.head();
        report.operations();
        report.out.append(BreakingSections.of(comparison));
        report.cameAndWent();
        report.overruled();
        return report.out.toString();
    }

    private void head() {
        out.append("**").append(summary.verdict()).append("**: ").append(summary.versions());
        out.append(", ").append(summary.counts()).append(".\n\n");
        out.append("Proposed version of the artifacts: **")
                .append(summary.nextVersion())
                .append("** (now ");
        out.append(summary.currentVersion())
                .append("), by [Semantic Versioning](https://semver.org) from what changes")
                .append(" on the wire and in Java.\nBelow 1.0.0 a break raises the minor version.\n\n");
        out.append("## What a consumer has to do\n\n");
        ConsumerAdvice.of(comparison)
                .forEach(advice -> out.append("- ").append(advice).append('\n'));
    }

    private void operations() {
        Operations operations = comparison.operations();
        Map<Operation, String> guesses = comparison.guesses().stream()
                .collect(Collectors.toMap(
                        WireDiff.Guess::before, guess -> Operations.line(guess.after()), (one, other) -> one));
        byTag("Operations added", operations.added(), Operation::tag, MarkdownReport::line);
        byTag(
                "Operations removed",
                operations.removed(),
                Operation::tag,
                operation -> line(operation)
                        + (guesses.containsKey(operation)
                                ? "; perhaps now `" + guesses.get(operation)
                                        + "` (a guess: the paths are alike, the operationIds differ)"
                                : ""));
        byTag(
                "Operations moved or renamed",
                operations.pairs().stream()
                        .filter(pair -> pair.moved() || pair.renamed())
                        .toList(),
                pair -> pair.after().tag(),
                MarkdownReport::line);
        byTag(
                "Operations changed",
                comparison.changedOperations(),
                pair -> pair.after().tag(),
                MarkdownReport::changed);
    }

    private <T> void byTag(String title, List<T> all, Function<T, String> tag, Function<T, String> line) {
        if (all.isEmpty()) {
            return;
        }
        section(title, all.size());
        Map<String, List<T>> tags = all.stream().collect(Collectors.groupingBy(tag, TreeMap::new, Collectors.toList()));
        tags.forEach((name, group) -> {
            out.append("### ").append(name).append("\n\n");
            group.forEach(item -> out.append("- ").append(line.apply(item)).append('\n'));
            out.append('\n');
        });
        out.setLength(out.length() - 1);
    }

    private static String line(Operation operation) {
        return "`" + Operations.line(operation) + "`: `" + String.join("`, `", operation.signatures()) + "`";
    }

    private static String line(Operations.Pair pair) {
        String where = pair.moved()
                ? "`" + Operations.line(pair.before()) + "` is now `" + Operations.line(pair.after()) + "`"
                : "`" + Operations.line(pair.after()) + "`";
        String name = Operations.javaName(pair.before());
        return where
                + (pair.renamed()
                        ? ": `" + name + "` is now `" + Operations.javaName(pair.after()) + "`"
                        : " (same operationId), `" + name + "`");
    }

    private static String changed(Operations.Pair pair) {
        String before = String.join("`, `", pair.before().signatures());
        String after = String.join("`, `", pair.after().signatures());
        return "`" + Operations.line(pair.after()) + "`: `" + before + "`"
                + (before.equals(after) ? "" : " is now `" + after + "`");
    }

    private void cameAndWent() {
        SurfaceDiff diff = SurfaceDiff.of(comparison);
        names("Properties added", diff.propertiesAdded());
        names("Properties removed", diff.propertiesRemoved());
        names("Enum values added", diff.valuesAdded());
        names("Enum values removed", diff.valuesRemoved());
    }

    private void names(String title, Map<String, Set<String>> names) {
        if (!names.isEmpty()) {
            section(title, SurfaceDiff.count(names));
            names.forEach((type, all) -> out.append("- `")
                    .append(type)
                    .append("`: `")
                    .append(String.join("`, `", all))
                    .append("`\n"));
        }
    }

    private void overruled() {
        Map<String, List<WireChange>> byReason = comparison.wire().stream()
                .filter(change -> change.reason() != null)
                .collect(Collectors.groupingBy(
                        change -> String.valueOf(change.reason()), TreeMap::new, Collectors.toList()));
        if (!byReason.isEmpty()) {
            section(
                    "Taken as harmless",
                    byReason.values().stream().mapToInt(List::size).sum());
            byReason.forEach((reason, changes) -> {
                out.append("- ").append(reason).append('\n');
                Consumer<WireChange> line =
                        change -> out.append("  - ").append(change.message()).append('\n');
                changes.forEach(line);
            });
        }
    }

    private void section(String title, int count) {
        out.append("\n## ").append(title).append(" (").append(count).append(")\n\n");
    }
}
