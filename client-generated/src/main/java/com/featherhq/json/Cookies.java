package com.featherhq.json;

import com.featherhq.json.WireNames.Place;

/** Cookies in the form of a request's header: RFC 6265 §5.4 wants them in one. */
final class Cookies {

    /** What RFC 6265 §4.1.1 leaves out of a cookie's value, beside control characters. */
    private static final String SPECIAL = " \",;\\";

    private Cookies() {}

    static String header(NamedValues values) {
        StringBuilder header = new StringBuilder();
        values.forEachText(Place.COOKIE, (name, text) -> {
            header.append(header.isEmpty() ? "" : "; ").append(name).append('=');
            append(name, text, header);
        });
        return header.toString();
    }

    /** What isn't allowed goes between quotes, in octal: that is how Python's {@code http.cookies} writes and reads it. */
    private static void append(String name, String text, StringBuilder header) {
        if (text.chars().allMatch(c -> c > ' ' && c < 127 && SPECIAL.indexOf(c) < 0)) {
            header.append(text);
            return;
        }
        header.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127) {
                throw new IllegalArgumentException("The value of the cookie " + name + " isn't ASCII at index " + i
                        + ", and cookies have no encoding for it.");
            } else if (c < ' ' || c == 127 || SPECIAL.indexOf(c) > 0) {
                header.append("\\%03o".formatted((int) c));
            } else {
                header.append(c);
            }
        }
        header.append('"');
    }
}
