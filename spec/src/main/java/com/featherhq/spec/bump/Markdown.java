package com.featherhq.spec.bump;

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
}
