package com.featherhq.spec.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text from the document, for a name in Java. They depend on the text alone: letters and digits of every script
 * are kept, what only parts two words is dropped, and any other character is spelled out, as in "less than or equal".
 */
final class Words {

    /** What parts two words without saying anything. */
    private static final String SEPARATORS = "_-. :/\t\n\r";

    /** Signs of two characters that are more than their characters. */
    private static final Map<String, String> OPERATORS =
            Map.of("<=", "less than or equal", ">=", "greater than or equal", "!=", "not equal");

    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('_', "underscore"),
            Map.entry('-', "minus"),
            Map.entry('.', "dot"),
            Map.entry(' ', "space"),
            Map.entry('\t', "tab"),
            Map.entry('\n', "newline"),
            Map.entry('\r', "return"),
            Map.entry(':', "colon"),
            Map.entry('/', "slash"),
            Map.entry('<', "less than"),
            Map.entry('>', "greater than"),
            Map.entry('=', "equal"),
            Map.entry('!', "not"),
            Map.entry('+', "plus"),
            Map.entry('*', "star"),
            Map.entry('%', "percent"),
            Map.entry('&', "and"),
            Map.entry('|', "or"),
            Map.entry('~', "tilde"),
            Map.entry('^', "caret"),
            Map.entry('$', "dollar"),
            Map.entry('@', "at"),
            Map.entry('#', "hash"),
            Map.entry('?', "question mark"),
            Map.entry(',', "comma"),
            Map.entry(';', "semicolon"),
            Map.entry('\'', "quote"),
            Map.entry('"', "double quote"),
            Map.entry('`', "backtick"),
            Map.entry('\\', "backslash"),
            Map.entry('(', "open parenthesis"),
            Map.entry(')', "close parenthesis"),
            Map.entry('[', "open bracket"),
            Map.entry(']', "close bracket"),
            Map.entry('{', "open brace"),
            Map.entry('}', "close brace"));

    private final String text;
    private final boolean spellsSeparators;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Words(String text, boolean spellsSeparators) {
        this.text = text;
        this.spellsSeparators = spellsSeparators;
    }

    /** The words of {@code text}; what stands between two words says nothing. */
    static List<String> of(String text) {
        return new Words(text, false).split();
    }

    /** The words of {@code text}, every separator included: for texts that have the same words otherwise. */
    static List<String> spelledOut(String text) {
        return new Words(text, true).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && isWord(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at > start) {
                words.add(text.substring(start, at));
            } else {
                takeSigns();
            }
        }
        return words;
    }

    /** Takes the characters up to the next word. */
    private void takeSigns() {
        int end = at;
        while (end < text.length() && !isWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        boolean separates = at > 0 && end < text.length();
        boolean isSilent = separates && text.substring(at, end).chars().allMatch(Words::isSeparator);
        while (at < end) {
            at += isSilent && !spellsSeparators ? 1 : spell(end, separates);
        }
    }

    /** Spells the next sign and returns its length. */
    private int spell(int end, boolean separates) {
        String operator = at + 2 <= end ? OPERATORS.get(text.substring(at, at + 2)) : null;
        if (operator != null) {
            words.addAll(List.of(operator.split(" ")));
            return 2;
        }
        int sign = text.codePointAt(at);
        boolean isBlankBesideASign = separates && !spellsSeparators && sign == ' ';
        if (!isBlankBesideASign) {
            words.addAll(List.of(name(sign).split("[^a-z0-9]+")));
        }
        return Character.charCount(sign);
    }

    private static String name(int sign) {
        String known = sign <= Character.MAX_VALUE ? SIGNS.get((char) sign) : null;
        @Nullable String unicode = known == null ? Character.getName(sign) : known;
        return unicode == null ? "u%04x".formatted(sign) : unicode.toLowerCase(Locale.ROOT);
    }

    /** Letters and digits of any script, with the accents that are characters of their own. */
    private static boolean isWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isSeparator(int character) {
        return SEPARATORS.indexOf(character) >= 0;
    }
}
