package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.JavaOperation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as Markdown: the verdict first, then what to do, then what breaks, then the rest. */
final class MarkdownReport {

    /** With room for the sentences that say what was cut. */
    private static final int LONGEST = 62_000;

    private final StringBuilder out = new StringBuilder();
    private final Comparison comparison;
    private final Summary summary;

    private MarkdownReport(Comparison comparison, Summary summary) {
        this.comparison = comparison;
        this.summary = summary;
    }

    static String of(Comparison comparison, Summary summary) {
        return of(comparison, summary, "");
    }

    /** @param concerns the section about whom the changes concern; empty for none */
    static String of(Comparison comparison, Summary summary, String concerns) {
        MarkdownReport report = new MarkdownReport(comparison, summary);
        report.head();
        report.out.append(concerns);
        report.out.append(BreakingSections.own(comparison));
        report.operations();
        report.out.append(BreakingSections.wire(comparison));
        report.out.append(JavaBreaks.section(comparison.javaBreaks()));
        report.out.append(HarmlessSection.withoutJava(comparison));
        report.out.append(HarmlessSection.of(comparison));
        report.byTag("Operations added", comparison.operations().added(), JavaOperation::tag, MarkdownReport::line);
        report.cameAndWent();
        return report.out.toString();
    }

    /**
     * The report for a pull request, whose text GitHub limits to 65,536 characters: what breaks comes first, and what doesn't
     * fit is cut.
     */
    static String shortened(Comparison comparison, Summary summary, String concerns, Path whole) {
        StringBuilder text = new StringBuilder();
        for (String section : of(comparison, summary, concerns).split("(?m)^(?=## )", -1)) {
            text.append(Markdown.cut(section, LONGEST - text.length()));
        }
        return text + "\nThe whole report is `spec/changes/" + whole.getFileName() + "`.\n";
    }

    private void head() {
        out.append("**").append(summary.verdict()).append("**: ").append(summary.versions());
        out.append(", ")
                .append(summary.counts())
                .append(".\n\n")
                .append(summary.proposal())
                .append("\n\n");
        out.append("## What a consumer has to do\n\n");
        ConsumerAdvice.of(comparison)
                .forEach(advice -> out.append("- ").append(advice).append('\n'));
    }

    private void operations() {
        Operations operations = comparison.operations();
        Map<JavaOperation, JavaOperation> guesses = operations.guesses();
        byTag(
                "Operations removed",
                operations.removed(),
                JavaOperation::tag,
                operation -> line(operation)
                        + (guesses.containsKey(operation)
                                ? "; perhaps now `" + Operations.line(guesses.get(operation))
                                        + "` (a guess by the paths: no operationId confirms it)"
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
        StringBuilder lines = new StringBuilder();
        Map<String, List<T>> tags = all.stream().collect(Collectors.groupingBy(tag, TreeMap::new, Collectors.toList()));
        tags.forEach((name, group) -> {
            lines.append(lines.isEmpty() ? "### " : "\n### ").append(name).append("\n\n");
            group.forEach(item -> lines.append("- ").append(line.apply(item)).append('\n'));
        });
        out.append(Markdown.section(title, all.size(), lines.toString()));
    }

    private static String line(JavaOperation operation) {
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
        return "`" + Operations.line(pair.after()) + "`, "
                + SignatureDiff.of(pair.before().signatures(), pair.after().signatures());
    }

    private void cameAndWent() {
        SurfaceDiff diff = SurfaceDiff.of(comparison);
        names("Properties added", diff.propertiesAdded());
        names("Properties removed", diff.propertiesRemoved());
        names("Enum values added", diff.valuesAdded());
        names("Enum values removed", diff.valuesRemoved());
    }

    private void names(String title, Map<String, Set<String>> names) {
        StringBuilder lines = new StringBuilder();
        names.forEach((type, all) -> lines.append("- `")
                .append(type)
                .append("`: `")
                .append(String.join("`, `", all))
                .append("`\n"));
        out.append(Markdown.section(title, SurfaceDiff.count(names), lines.toString()));
    }
}
