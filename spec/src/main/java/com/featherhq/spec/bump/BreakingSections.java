package com.featherhq.spec.bump;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report's lists of what breaks: on the wire, in Java, and in this project's own code. */
final class BreakingSections {

    /** What the lists of operations say already. */
    private static final Set<String> LISTED = Set.of("operation-removed", "operation-moved", "operation-id-changed");

    private BreakingSections() {}

    static String wire(Comparison comparison) {
        Map<String, List<WireChange>> byHolder = comparison.wireBreaks().stream()
                .filter(change -> !LISTED.contains(change.rule()))
                .collect(
                        Collectors.groupingBy(change -> holder(comparison, change), TreeMap::new, Collectors.toList()));
        if (byHolder.isEmpty()) {
            return "";
        }
        int count = byHolder.values().stream().mapToInt(List::size).sum();
        StringBuilder out = new StringBuilder("| what | was | is | Java |\n| --- | --- | --- | --- |\n");
        byHolder.forEach((holder, changes) -> {
            out.append("| **").append(holder).append("** | | | |\n");
            changes.forEach(change -> out.append(row(comparison, change)));
        });
        return Markdown.section("Breaking on the wire, beside the operations above", count, out.toString());
    }

    private static String row(Comparison comparison, WireChange change) {
        return "| " + cell(change.message()) + " | " + value(was(change)) + " | " + value(is(change)) + " | "
                + code(comparison.javaOf(change)) + " |\n";
    }

    /** The comparer gives the whole list of required properties, of which its sentence names those that differ. */
    private static @Nullable String was(WireChange change) {
        return switch (change.rule()) {
            case "required-properties-removed" -> "required";
            case "required-properties-added" -> "optional or absent";
            default -> change.was();
        };
    }

    private static @Nullable String is(WireChange change) {
        return switch (change.rule()) {
            case "required-properties-removed" -> "optional or absent";
            case "required-properties-added" -> "required";
            default -> change.is();
        };
    }

    /** The schema that a change is declared in, else the operation. */
    private static String holder(Comparison comparison, WireChange change) {
        String[] keys = change.declared().split("/", -1);
        if (keys.length > 3 && keys[1].equals("components")) {
            return "`" + keys[3] + "`";
        }
        String pointer = WireDiff.operationPointer(change.place());
        return comparison.operations().pairs().stream()
                .filter(pair -> WireDiff.pointer(pair.after()).equals(pointer))
                .map(pair -> "`" + Operations.line(pair.after()) + "`")
                .findFirst()
                .orElse("`" + pointer + "`");
    }

    static String own(Comparison comparison) {
        return comparison.uncompiled().isEmpty()
                ? ""
                : "\n## This project's own code\n\n`client-extensions` doesn't compile against the new version: "
                        + cell(comparison.uncompiled()) + "\n";
    }

    private static String code(List<String> signatures) {
        return signatures.isEmpty() ? "" : value(String.join("`, `", signatures));
    }

    private static String value(@Nullable String text) {
        return text == null || text.isEmpty() ? "" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }
}
