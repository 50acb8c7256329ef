package com.featherhq.client.auth;

import org.jspecify.annotations.Nullable;

/** Checks API keys. Neither the key nor a part of it is ever in a message. */
final class ApiKey {

    /** Far beyond any key, and what masking can rely on. */
    private static final int LONGEST = 1_024;

    private ApiKey() {}

    /**
     * Returns {@code key} without the white space around it.
     *
     * @param origin where the key came from, for the message: {@code "from the supplier"}
     * @throws IllegalArgumentException if there is no key, or one that can't be the value of a header
     */
    static String require(@Nullable String key, String origin) {
        if (key == null) {
            throw new IllegalArgumentException("The API key " + origin + " is null.");
        }
        String trimmed = key.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("The API key " + origin + " is blank.");
        }
        if (trimmed.length() > LONGEST) {
            throw new IllegalArgumentException("The API key " + origin + " has " + trimmed.length()
                    + " characters; a key has at most " + LONGEST + ". Check that only the key was copied.");
        }
        requireHeaderValue(trimmed, origin);
        return trimmed;
    }

    private static void requireHeaderValue(String key, String origin) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
                throw new IllegalArgumentException("The API key " + origin + " can't be sent: its character "
                        + (i + 1) + " of " + key.length()
                        + " is a space, a control character or not ASCII. Check that only the key was copied.");
            }
        }
    }
}
