package com.featherhq.spec.bump;

import com.featherhq.spec.concerns.Verdict;
import java.util.List;

/** The report's answer to <em>does it concern us?</em>. */
final class ConcernsSection {

    private static final int SHOWN = 5;

    private ConcernsSection() {}

    static String of(List<Verdict> verdicts) {
        StringBuilder out = new StringBuilder();
        for (Verdict verdict : verdicts) {
            StringBuilder lines = new StringBuilder(verdict.summary()).append(".\n\n");
            verdict.hits().forEach(hit -> lines.append("- ").append(line(hit)).append('\n'));
            out.append("\n## Does it concern ")
                    .append(name(verdict))
                    .append("?\n\n")
                    .append(lines);
        }
        return out.toString();
    }

    private static String name(Verdict verdict) {
        return verdict.consumer().replaceFirst("^.*[/\\\\](?=.)", "");
    }

    private static String line(Verdict.Hit hit) {
        List<String> where = hit.where();
        return hit.change().text() + " (" + hit.change().effect() + "): `"
                + String.join("`, `", where.subList(0, Math.min(SHOWN, where.size()))) + "`"
                + (where.size() > SHOWN ? ", and " + (where.size() - SHOWN) + " more" : "");
    }
}
