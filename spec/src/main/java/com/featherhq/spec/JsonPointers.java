package com.featherhq.spec;

/** JSON Pointers (RFC 6901) into the document, for messages. */
public final class JsonPointers {

    private JsonPointers() {}

    /** The pointer to the place that {@code keys} lead to from the root. */
    public static String of(String... keys) {
        return child("", keys);
    }

    /** The pointer to the place that {@code keys} lead to from {@code parent}. */
    public static String child(String parent, String... keys) {
        StringBuilder pointer = new StringBuilder(parent);
        for (String key : keys) {
            pointer.append('/').append(key.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
