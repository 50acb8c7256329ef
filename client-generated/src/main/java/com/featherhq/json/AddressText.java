package com.featherhq.json;

import java.nio.charset.StandardCharsets;

/** What may stand in a path or a header. Retrofit itself refuses null, {@code .} and {@code ..} in a path. */
final class AddressText {

    /** RFC 3986 §2.3. */
    private static final String UNRESERVED = "-._~";

    private AddressText() {}

    /** @throws IllegalArgumentException if the text is blank: the request would go to another resource's path */
    static String path(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "Path parameter \"" + name + "\" value must not be " + (text.isEmpty() ? "empty." : "blank."));
        }
        return text;
    }

    /**
     * RFC 9110 §5.5, without what is obsolete.
     *
     * @throws IllegalArgumentException if HTTP has no place for a character; OkHttp's own exception would show the whole value
     */
    static String header(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw new IllegalArgumentException("The value of the header " + name + " has the character U+"
                        + "%04X".formatted((int) c) + " at index " + i + ", which no header can have.");
            }
        }
        return text;
    }

    /** The text in percent-encoding, all but the unreserved characters. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
