package com.featherhq.spec.bump;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the command was asked for.
 *
 * @param document the new document: a file or an https URL
 * @param checkOnly whether nothing is to be replaced
 * @param origin where the document came from, for the lock file; empty to keep what is there
 * @param consumers jars or folders of classes, of which to say whom the changes concern
 */
record BumpRequest(String document, boolean checkOnly, String origin, List<Path> consumers) {

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
                named.getOrDefault("origin", ""),
                paths(named.getOrDefault("consumers", "")));
    }

    /** What to note as the document's origin: the URL that it was downloaded from unless another is given. */
    String noted() {
        return origin.isEmpty() && Download.isUrl(document) ? Download.origin(document) : origin;
    }

    private static List<Path> paths(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .toList();
    }
}
