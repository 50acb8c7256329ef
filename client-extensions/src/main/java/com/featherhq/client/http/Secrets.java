package com.featherhq.client.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of what others will read: the keys that were handed out, whatever looks like a key of this service,
 * and the query of a URL, which is what makes a signed URL worth something.
 *
 * <p>Needed because the service, or a proxy before it, may repeat in its answer what it was sent. Thread-safe.
 */
public final class Secrets {

    private static final String MASK = "***";

    private static final Pattern KEY = Pattern.compile("fth_[A-Za-z0-9_-]+", Pattern.CASE_INSENSITIVE);
    private static final int MOST_FAILURES = 64;

    private final Supplier<List<String>> keys;

    /** Makes the masking of {@code keys}: those that were handed out, asked for with each text. Called from several threads. */
    public Secrets(Supplier<List<String>> keys) {
        this.keys = keys;
    }

    /** Returns {@code text} with every secret replaced by {@code ***}, whatever its case: a host name is lower case. */
    public String mask(String text) {
        String masked = text;
        for (String key : longestFirst()) {
            masked = withoutKey(masked, key);
        }
        return withoutQueries(KEY.matcher(masked).replaceAll("fth_" + MASK));
    }

    /** One key may be the start of another. */
    private List<String> longestFirst() {
        List<String> sorted = new ArrayList<>(keys.get());
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        return sorted;
    }

    private static String withoutKey(String text, String key) {
        Pattern literal = Pattern.compile(key, Pattern.LITERAL | Pattern.CASE_INSENSITIVE);
        return literal.matcher(text).replaceAll(MASK);
    }

    /** One pass, whatever the text: a pattern for this takes quadratic time on a text that is made for it. */
    private static String withoutQueries(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        int at = text.indexOf("://");
        while (at >= 0) {
            int end = endOfUrl(text, at);
            int query = text.substring(at, end).indexOf('?') + at;
            if (query >= at && query + 1 < end) {
                masked.append(text, copied, query + 1).append(MASK);
                copied = end;
            }
            at = text.indexOf("://", end);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static int endOfUrl(String text, int start) {
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "\"'<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Returns {@code failure}, or in place of one that says a secret one that says only its type. */
    public IOException withoutSecrets(IOException failure) {
        return foundIn(failure)
                ? new IOException(
                        failure.getClass().getSimpleName() + "; its text is left out because it holds a secret")
                : failure;
    }

    /** Tells whether {@code failure}, what caused it or what it suppressed says a secret. */
    public boolean foundIn(Throwable failure) {
        Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
        for (int seen = 0; !left.isEmpty(); seen++) {
            Throwable next = left.pop();
            String text = next.toString();
            if (seen == MOST_FAILURES || !mask(text).equals(text)) {
                return true;
            }
            left.addAll(List.of(next.getSuppressed()));
            if (next.getCause() != null) {
                left.push(next.getCause());
            }
        }
        return false;
    }
}
