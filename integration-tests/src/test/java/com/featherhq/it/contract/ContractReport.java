package com.featherhq.it.contract;

import com.featherhq.it.contract.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The results as Markdown and as JUnit's XML.
 *
 * @param remark what the outcome is due to; may be empty
 */
record ContractReport(String title, List<Result> results, String remark) {

    long count(Kind kind) {
        return results.stream().filter(result -> result.is(kind)).count();
    }

    /** {@code 12 operations: 10 conform, 1 server error, 1 no value.} */
    String summary() {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = results.stream()
                    .filter(result -> result.verdict() == verdict)
                    .count();
            if (count > 0) {
                counts.add(count + " " + verdict.toString().replaceFirst("^(conform|differ)s$", "$1"));
            }
        }
        return results.size() + (results.size() == 1 ? " operation" : " operations")
                + (counts.isEmpty() ? "" : ": " + String.join(", ", counts)) + ".";
    }

    String markdown() {
        StringBuilder out = new StringBuilder("# ").append(title).append("\n\n").append(summary());
        out.append(remark.isEmpty() ? "" : "\n\n" + cell(remark));
        out.append("\n\n| operation | verdict | status | where | expected | seen |\n");
        out.append("| --- | --- | --- | --- | --- | --- |\n");
        for (Result result : results) {
            String head = "| `" + result.operation() + "` | " + result.verdict()
                    + (result.remark().isEmpty() ? "" : ": " + cell(result.remark())) + " | "
                    + (result.status() == 0 ? "" : result.status()) + " | ";
            if (result.deviations().isEmpty()) {
                out.append(head).append("| | |\n");
            }
            for (Deviation deviation : result.deviations()) {
                out.append(head).append('`').append(cell(deviation.place())).append("` | ");
                out.append(cell(deviation.expected())).append(" | ");
                out.append(cell(deviation.seen())).append(" |\n");
            }
        }
        return out.toString();
    }

    /** A finding is a failed test, one that can't be judged a skipped one. */
    String junit() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"")
                .append(xml(title))
                .append("\" tests=\"" + results.size())
                .append("\" failures=\"" + count(Kind.FINDING))
                .append("\" errors=\"" + count(Kind.BROKEN))
                .append("\" skipped=\"" + (count(Kind.OPEN) + count(Kind.NOT_REACHABLE)))
                .append("\">\n");
        for (Result result : results) {
            out.append("  <testcase classname=\"contract\" name=\"").append(xml(result.operation()));
            double seconds = result.took().toMillis() / 1000.0;
            out.append("\" time=\"")
                    .append(String.format(Locale.ROOT, "%.3f", seconds))
                    .append("\">");
            out.append(outcome(result)).append("</testcase>\n");
        }
        return out.append("</testsuite>\n").toString();
    }

    private static String outcome(Result result) {
        String message = xml(result.line().substring(result.operation().length() + 2));
        return switch (result.verdict().kind()) {
            case CONFORMING -> "";
            case OPEN, NOT_REACHABLE -> "<skipped message=\"" + message + "\"/>";
            case BROKEN -> "<error message=\"" + message + "\"/>";
            case FINDING ->
                "<failure message=\"" + message + "\">"
                        + xml(String.join(
                                "\n",
                                result.deviations().stream()
                                        .map(Deviation::toString)
                                        .toList()))
                        + "</failure>";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }

    /** XML 1.0 can't hold control characters, however they are written. */
    private static String xml(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{D800}-\\x{DFFF}\\uFFFE\\uFFFF]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
