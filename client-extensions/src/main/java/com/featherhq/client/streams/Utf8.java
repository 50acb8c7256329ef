package com.featherhq.client.streams;

import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 as the WHATWG's Encoding standard says (section 8.1.1): what is not valid becomes U+FFFD, one for each longest
 * start of a character.
 */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes, int start, int end) {
        String decoded = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        // Java counts the replacements of a surrogate otherwise.
        return decoded.indexOf(REPLACEMENT) < 0 ? decoded : decodeInvalid(bytes, start, end);
    }

    private static String decodeInvalid(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int at = start;
        while (at < end) {
            int length = length(bytes[at] & 0xff);
            int valid = validBytes(bytes, at, Math.min(end, at + length));
            if (valid == length) {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
            } else {
                text.append(REPLACEMENT);
            }
            at += Math.max(1, valid);
        }
        return text.toString();
    }

    /** Returns how many bytes a character has that begins with {@code first}; 5, which none has, if none does. */
    private static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return 5;
        }
        return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    /** Returns how many bytes from {@code start} on can be the start of a character. */
    private static int validBytes(byte[] bytes, int start, int end) {
        int first = bytes[start] & 0xff;
        if (length(first) == 5) {
            return 0;
        }
        int at = start + 1;
        while (at < end && isNext(first, at - start, bytes[at] & 0xff)) {
            at++;
        }
        return at - start;
    }

    /** The second byte keeps out what has a shorter form, surrogates, and what is above U+10FFFF. */
    private static boolean isNext(int first, int index, int value) {
        int lowest = index > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int highest = index > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        return value >= lowest && value <= highest;
    }
}
