package com.featherhq.spec.bump;

import java.util.HashMap;
import java.util.Map;

/**
 * What the command was asked for.
 *
 * @param document the new document: a file or an https URL
 * @param checkOnly whether nothing is to be replaced
 * @param origin where the document came from, for the lock file; empty to keep what is there
 */
record BumpRequest(String document, boolean checkOnly, String origin) {

    /** Reads {@code name=value} arguments; what isn't among them is empty. */
    static Map<String, String> named(String[] args) {
        Map<String, String> named = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            named.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return named;
    }

    static BumpRequest of(Map<String, String> named) {
        return new BumpRequest(
                named.getOrDefault("new", ""),
                !named.getOrDefault("check", "false").equals("false"),
                named.getOrDefault("origin", ""));
    }
}
