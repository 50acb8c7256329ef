package com.featherhq.spec.bump;

import com.featherhq.spec.document.SpecException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** {@code info.version}: good for telling which document is older, and for nothing else. */
record DocumentVersion(String text) implements Comparable<DocumentVersion> {

    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

    /** @throws SpecException if it isn't numbers with points between */
    static DocumentVersion of(String text, String name) {
        if (!NUMBERS.matcher(text).matches()) {
            throw new SpecException(name + " has the version \"" + text
                    + "\", which is not numbers with points between; whether it's newer can't be told.");
        }
        return new DocumentVersion(text);
    }

    @Override
    public int compareTo(DocumentVersion other) {
        String[] left = text.split("\\.", -1);
        String[] right = other.text.split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = number(left, i).compareTo(number(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static BigInteger number(String[] parts, int index) {
        return index < parts.length ? new BigInteger(parts[index]) : BigInteger.ZERO;
    }
}
