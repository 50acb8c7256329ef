package com.featherhq.spec.bump;

import java.util.List;

/** Sections of the report. */
final class Markdown {

    /** As many lines as a reader of a pull request may scroll past unasked. */
    private static final int FOLDED_FROM = 60;

    private Markdown() {}

    /** A heading with a count, and below it {@code lines}, folded if there are many; nothing if there are none. */
    static String section(String title, int count, String lines) {
        if (count == 0) {
            return "";
        }
        String heading = "\n## " + title + " (" + count + ")\n\n";
        return lines.lines().count() < FOLDED_FROM
                ? heading + lines
                : heading + "<details><summary>Show all " + count + "</summary>\n\n" + lines + "\n</details>\n";
    }

    /** A text on one line that ends no cell of a table. */
    static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }

    /** As many of a section's lines as fit, with a sentence about the rest; the heading is always there. */
    static String cut(String section, int room) {
        if (section.length() <= room) {
            return section;
        }
        List<String> lines = section.lines().toList();
        StringBuilder cut = new StringBuilder(lines.get(0)).append('\n');
        int next = 1;
        while (next < lines.size() && cut.length() + lines.get(next).length() < room) {
            cut.append(lines.get(next++)).append('\n');
        }
        boolean open = cut.indexOf("<details>") >= 0;
        return cut + (open ? "\n</details>\n" : "") + "\nCut here: " + (lines.size() - next) + " more lines.\n\n";
    }
}
