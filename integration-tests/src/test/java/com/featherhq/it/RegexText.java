package com.featherhq.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Makes up a text that a regular expression matches: groups, alternatives, character classes and quantifiers. Look-around
 * is skipped, so candidates are tried until one matches.
 */
public final class RegexText {

    private static final int TRIES = 500;
    private static final int MORE = 6;

    private final String regex;
    private final Random random;
    private final int more;
    private int at;

    /** @param more how often an atom is repeated at most where the expression has no limit */
    private RegexText(String regex, Random random, int more) {
        this.regex = regex;
        this.random = random;
        this.more = more;
    }

    public static String matching(String regex, int minLength, int maxLength, Random random) {
        Pattern pattern = Pattern.compile(regex);
        for (int i = 0; i < TRIES; i++) {
            int more = i % 2 == 0 ? MORE : Math.max(MORE, minLength + 1);
            String text = new RegexText(regex, random, more).alternatives();
            if (pattern.matcher(text).find() && text.length() >= minLength && text.length() <= maxLength) {
                return text;
            }
        }
        throw new IllegalArgumentException(
                "no text found that matches " + regex + " and has " + minLength + " to " + maxLength + " characters");
    }

    private String alternatives() {
        List<String> alternatives = new ArrayList<>();
        alternatives.add(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            alternatives.add(sequence());
        }
        return alternatives.get(random.nextInt(alternatives.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            int start = at;
            atom(); // to get behind it
            int count = quantity();
            int end = at;
            for (int i = 0; i < count; i++) {
                at = start;
                text.append(atom());
            }
            at = end;
        }
        return text.toString();
    }

    private String atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> pick("abcXYZ019");
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> pick(escaped(regex.charAt(at++)));
            default -> String.valueOf(c);
        };
    }

    private String group() {
        boolean lookAround = regex.startsWith("?!", at) || regex.startsWith("?=", at) || regex.startsWith("?<", at);
        if (regex.startsWith("?:", at) || lookAround) {
            at += 2;
        }
        String text = alternatives();
        at++; // the closing parenthesis
        return lookAround ? "" : text;
    }

    private String characterClass() {
        boolean negated = regex.charAt(at) == '^';
        at += negated ? 1 : 0;
        StringBuilder members = new StringBuilder();
        for (char c = regex.charAt(at++); c != ']'; c = regex.charAt(at++)) {
            if (c == '\\') {
                members.append(escaped(regex.charAt(at++)));
            } else if (regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
                range(c, regex.charAt(at + 1), members);
                at += 2;
            } else {
                members.append(c);
            }
        }
        return negated ? pick(without(members.toString())) : pick(members.toString());
    }

    private static void range(char first, char last, StringBuilder members) {
        for (char c = first; c <= last; c++) {
            members.append(c);
        }
    }

    private static String without(String members) {
        StringBuilder rest = new StringBuilder();
        "abcdefgXYZ0189_-.".chars().filter(c -> members.indexOf(c) < 0).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'd' -> "0123456789";
            case 'w' -> "abcXYZ019_";
            case 's' -> " ";
            default -> String.valueOf(c);
        };
    }

    private String pick(String characters) {
        return String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private int quantity() {
        if (at == regex.length()) {
            return 1;
        }
        char quantifier = regex.charAt(at);
        if (quantifier == '{') {
            int end = regex.indexOf('}', at);
            String[] bounds = regex.substring(at + 1, end).split(",", -1);
            at = end + 1;
            return bounded(bounds);
        }
        if ("?*+".indexOf(quantifier) < 0) {
            return 1;
        }
        at++;
        return quantifier == '?' ? random.nextInt(2) : random.nextInt(more) + (quantifier == '+' ? 1 : 0);
    }

    private int bounded(String[] bounds) {
        int least = Integer.parseInt(bounds[0]);
        if (bounds.length == 1) {
            return least;
        }
        int most = bounds[1].isEmpty() ? least + more : Integer.parseInt(bounds[1]);
        return least + random.nextInt(most - least + 1);
    }
}
