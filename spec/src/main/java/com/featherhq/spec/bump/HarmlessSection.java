package com.featherhq.spec.bump;

import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.wire.WireChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report's list of what breaks nothing and is worth knowing. */
final class HarmlessSection {

    /** What the lists of operations and properties say already. */
    private static final Set<String> LISTED =
            Set.of("operation-added", "property-added", "values-added", "values-removed");

    private HarmlessSection() {}

    static String of(Comparison comparison) {
        Map<String, List<WireChange>> byHolder = comparison.wire().stream()
                .filter(change -> !change.breaking() && !LISTED.contains(change.rule()))
                .collect(Collectors.groupingBy(WirePlaces::holder, TreeMap::new, Collectors.toList()));
        StringBuilder lines = new StringBuilder();
        byHolder.forEach((holder, changes) -> changes.forEach(change -> lines.append("- ")
                .append(holder)
                .append(": ")
                .append(change.message())
                .append(values(change))
                .append('\n')));
        return Markdown.section(
                "Also changed, without breaking anything",
                (int) lines.chars().filter(c -> c == '\n').count(),
                lines.toString());
    }

    /** What the document says and the client is generated without. */
    static String withoutJava(Comparison comparison) {
        List<GenerationWarning> warnings = comparison.after().surface().warnings();
        StringBuilder lines = new StringBuilder();
        warnings.forEach(warning ->
                lines.append("- ").append(Markdown.cell(warning.toString())).append('\n'));
        return Markdown.section("Generated without", warnings.size(), lines.toString());
    }

    private static String values(WireChange change) {
        boolean told = change.rule().matches("error-.*|status-.*|deprecated|parameter-added");
        if (told || (change.was() == null && change.is() == null)) {
            return "";
        }
        return " (" + (change.was() == null ? "nothing" : "`" + Markdown.cell(change.was()) + "`") + " → "
                + (change.is() == null ? "nothing" : "`" + Markdown.cell(change.is()) + "`") + ")";
    }
}
