package com.featherhq.spec.bump;

import com.featherhq.spec.wire.WireChange.Impact;
import java.util.ArrayList;
import java.util.List;

/** What is said in one sentence: on the console, in the report's first line and in the changelog. */
record Summary(Comparison comparison, ReleaseHistory history) {

    String nextVersion() {
        return history.next(comparison.impact());
    }

    /** The next version of the artifacts, and what it is counted from. */
    String proposal() {
        String counted = history.last() == null
                ? "Nothing is released yet, so nothing that is released breaks."
                : "It counts from " + history.last()
                        + ", the last release, by [Semantic Versioning](https://semver.org) from all"
                        + " that is unreleased.\nBelow 1.0.0 a break raises the minor version.";
        return "Proposed version of the artifacts: **" + nextVersion() + "** (now " + history.current() + "). "
                + counted;
    }

    String verdict() {
        return switch (comparison.impact()) {
            case BREAKING -> "Breaking";
            case ADDITION -> "Compatible, with additions";
            case PATCH -> "Compatible";
        };
    }

    /** {@code API document 1.21.0 → 1.87.0}. */
    String versions() {
        return "API document " + comparison.before().version() + " → "
                + comparison.after().version();
    }

    /** The counts that are not zero, as text. */
    String counts() {
        Operations operations = comparison.operations();
        long moved = operations.pairs().stream().filter(Operations.Pair::moved).count();
        long renamed = operations.pairs().stream()
                .filter(pair -> pair.renamed() && !pair.moved())
                .count();
        List<String> parts = new ArrayList<>();
        add(parts, operations.added().size(), "operation added", "operations added");
        add(parts, operations.removed().size(), "operation removed", "operations removed");
        add(parts, moved, "operation moved", "operations moved");
        add(parts, renamed, "operation renamed", "operations renamed");
        add(parts, comparison.wireBreaks().size(), "breaking change on the wire", "breaking changes on the wire");
        add(parts, comparison.javaBreaks().size(), "breaking change in Java", "breaking changes in Java");
        add(parts, comparison.silentBreaks().size(), "of them silent", "of them silent");
        if (!parts.isEmpty()) {
            return String.join(", ", parts);
        }
        boolean same = comparison.wire().isEmpty() && comparison.java().isEmpty();
        return same ? "no operation, schema or Java signature differs" : "nothing that breaks";
    }

    /** @param changes the file with the whole list, relative to the project */
    String changelogLines(String changes) {
        String breaking = comparison.impact() == Impact.BREAKING ? "**Breaking:** " : "";
        return "- " + breaking + versions() + ": " + counts() + ".\n  The whole list is in [" + changes + "](" + changes
                + ").\n";
    }

    private static void add(List<String> parts, long count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}
