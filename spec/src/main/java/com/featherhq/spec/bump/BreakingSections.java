package com.featherhq.spec.bump;

import com.featherhq.spec.wire.WireChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report's lists of what breaks on the wire and in this project's own code. */
final class BreakingSections {

    /** What the lists of operations say already. */
    private static final Set<String> LISTED = Set.of("operation-removed", "operation-moved");

    private static final int JAVA_SHOWN = 3;

    private BreakingSections() {}

    static String wire(Comparison comparison) {
        Map<String, List<WireChange>> byHolder = comparison.wireBreaks().stream()
                .filter(change -> !LISTED.contains(change.rule()))
                .collect(Collectors.groupingBy(WirePlaces::holder, TreeMap::new, Collectors.toList()));
        int count = byHolder.values().stream().mapToInt(List::size).sum();
        JavaOf java = new JavaOf(comparison);
        StringBuilder out = new StringBuilder("| what | was | is | where | Java |\n| --- | --- | --- | --- | --- |\n");
        byHolder.forEach((holder, changes) -> {
            out.append("| **").append(holder).append("** | | | | |\n");
            changes.forEach(change -> out.append(row(change, java.signatures(change))));
        });
        return Markdown.section("Breaking on the wire, beside the operations above", count, out.toString());
    }

    private static String row(WireChange change, List<String> java) {
        return "| " + Markdown.cell(change.message()) + " | " + value(change.was()) + " | " + value(change.is()) + " | "
                + WirePlaces.uses(change) + " | " + code(java) + " |\n";
    }

    static String own(Comparison comparison) {
        return comparison.uncompiled().isEmpty()
                ? ""
                : "\n## This project's own code\n\n" + Markdown.cell(comparison.uncompiled()) + "\n";
    }

    private static String code(List<String> signatures) {
        if (signatures.isEmpty()) {
            return "";
        }
        String shown = signatures.stream().limit(JAVA_SHOWN).collect(Collectors.joining("`, `"));
        return value(shown)
                + (signatures.size() > JAVA_SHOWN ? ", and " + (signatures.size() - JAVA_SHOWN) + " more" : "");
    }

    private static String value(@Nullable String text) {
        return text == null || text.isEmpty() ? "" : "`" + Markdown.cell(text) + "`";
    }
}
