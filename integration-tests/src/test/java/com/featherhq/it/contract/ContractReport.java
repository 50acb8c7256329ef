package com.featherhq.it.contract;

import com.featherhq.it.contract.Result.Outcome;
import java.util.List;
import java.util.Locale;

/** The results as Markdown and as JUnit's XML. */
record ContractReport(String title, List<Result> results) {

    long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    String summary() {
        return results.size() + " operations called or tried: " + count(Outcome.CONFORM) + " conform, "
                + count(Outcome.DRIFTED) + " drifted, " + count(Outcome.NOT_REACHABLE) + " not reachable.";
    }

    String markdown() {
        StringBuilder out = new StringBuilder("# ").append(title).append("\n\n").append(summary());
        out.append("\n\n| operation | outcome | where | expected | seen |\n| --- | --- | --- | --- | --- |\n");
        for (Result result : results) {
            String head = "| `" + result.operation() + "` | " + name(result.outcome()) + " | ";
            if (result.deviations().isEmpty()) {
                out.append(head).append(cell(result.reason())).append(" | | |\n");
            }
            for (Deviation deviation : result.deviations()) {
                out.append(head).append('`').append(cell(deviation.place())).append("` | ");
                out.append(cell(deviation.expected())).append(" | ");
                out.append(cell(deviation.seen())).append(" |\n");
            }
        }
        return out.toString();
    }

    /** A drifted operation is a failed test, one that was not reachable a skipped one. */
    String junit() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"")
                .append(xml(title))
                .append("\" tests=\"" + results.size())
                .append("\" failures=\"" + count(Outcome.DRIFTED))
                .append("\" errors=\"0\" skipped=\"" + count(Outcome.NOT_REACHABLE))
                .append("\">\n");
        for (Result result : results) {
            out.append("  <testcase classname=\"contract\" name=\"").append(xml(result.operation()));
            out.append("\" time=\"%.3f\">".formatted(result.took().toMillis() / 1000.0));
            if (!result.reason().isEmpty()) {
                out.append("<skipped message=\"").append(xml(result.reason())).append("\"/>");
            }
            if (!result.deviations().isEmpty()) {
                String all = String.join(
                        "\n",
                        result.deviations().stream().map(Deviation::toString).toList());
                out.append("<failure message=\"").append(result.deviations().size());
                out.append(" deviations\">").append(xml(all)).append("</failure>");
            }
            out.append("</testcase>\n");
        }
        return out.append("</testsuite>\n").toString();
    }

    static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
