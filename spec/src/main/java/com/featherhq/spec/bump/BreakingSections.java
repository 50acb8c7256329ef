package com.featherhq.spec.bump;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report's lists of what breaks: on the wire, in Java, and in this project's own code. */
final class BreakingSections {

    private BreakingSections() {}

    static String of(Comparison comparison) {
        return wire(comparison) + java(comparison) + own(comparison);
    }

    private static String wire(Comparison comparison) {
        Map<String, List<WireChange>> byHolder = comparison.wireBreaks().stream()
                .filter(change -> !change.rule().equals("operation-removed"))
                .collect(
                        Collectors.groupingBy(change -> holder(comparison, change), TreeMap::new, Collectors.toList()));
        if (byHolder.isEmpty()) {
            return "";
        }
        int count = byHolder.values().stream().mapToInt(List::size).sum();
        StringBuilder out =
                new StringBuilder("\n## Breaking on the wire (").append(count).append(")\n");
        out.append("\nRemoved operations are listed above.\n\n")
                .append("| what | was | is | Java |\n| --- | --- | --- | --- |\n");
        byHolder.forEach((holder, changes) -> {
            out.append("| **").append(holder).append("** | | | |\n");
            changes.forEach(change -> out.append("| ")
                    .append(cell(change.message()))
                    .append(" | ")
                    .append(value(change.was()))
                    .append(" | ")
                    .append(value(change.is()))
                    .append(" | ")
                    .append(code(comparison.javaOf(change)))
                    .append(" |\n"));
        });
        return out.toString();
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

    private static String java(Comparison comparison) {
        Map<String, List<JavaChange>> byType = comparison.javaBreaks().stream()
                .collect(Collectors.groupingBy(JavaChange::type, TreeMap::new, Collectors.toList()));
        if (byType.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("\n## Breaking in Java (")
                .append(comparison.javaBreaks().size())
                .append(")\n\n| type | member | what |\n| --- | --- | --- |\n");
        byType.forEach((type, changes) -> changes.forEach(change -> out.append("| `")
                .append(type)
                .append("` | ")
                .append(value(change.member()))
                .append(" | ")
                .append(cell(change.what()))
                .append(" |\n")));
        return out.toString();
    }

    private static String own(Comparison comparison) {
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
