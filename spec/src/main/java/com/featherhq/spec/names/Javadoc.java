package com.featherhq.spec.names;

import java.util.ArrayList;
import java.util.List;

/** The vendor's text as Javadoc, and as Java string literals. */
public final class Javadoc {

    private static final int WIDTH = 110;

    private Javadoc() {}

    /** The text in lines that fit into a comment; markup and comment ends are made harmless. */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\\R\\s*", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : escape(paragraph).split("\\s+", -1)) {
                if (line.length() + word.length() >= WIDTH) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
            }
        }
        return lines;
    }

    /** {@code text} on one line. */
    public static String line(String text) {
        return escape(text.strip().replaceAll("\\s+", " "));
    }

    /** A Java string literal, quotes included. */
    public static String literal(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return literal.append('"').toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;")
                .replace("{", "&#123;")
                .replace("}", "&#125;");
    }
}
