package com.featherhq.spec.operations;

import com.featherhq.spec.names.Javadoc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path of the document in the form that Retrofit takes: relative to the base URL, with names that it allows. */
final class PathTemplate {

    /** A parameter, perhaps with Starlette's convertor behind it: {@code {file:path}}. */
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}:]+)(:[^}]*)?}");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final String text;
    private final String first;

    private PathTemplate(String path) {
        String relative = path.replaceFirst("^/+", "");
        StringBuilder text = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(relative);
        while (parameter.find()) {
            String name = names.computeIfAbsent(parameter.group(1), this::allowed);
            parameter.appendReplacement(text, Matcher.quoteReplacement("{" + name + "}"));
        }
        parameter.appendTail(text);
        String[] segments = text.toString().split("/", 2);
        this.first = segments[0];
        this.text = withoutScheme(first) + text.substring(first.length());
    }

    static PathTemplate of(String path) {
        return new PathTemplate(path);
    }

    /** What Retrofit's annotation says. */
    String text() {
        return text.isEmpty() ? "." : text; // an empty one counts as missing; this one resolves to the base URL
    }

    /** What the annotation calls each parameter of the path, by its name in the document, in the path's order. */
    Map<String, String> names() {
        return names;
    }

    /**
     * Retrofit's annotation for the parameter of that name in the document. At the start of the path, a value with a colon in it
     * would be read as a URL of its own: Retrofit leaves a colon as it is unless the value comes encoded.
     */
    String annotation(String name) {
        String allowed = Objects.requireNonNull(names.get(name), name);
        return first.contains("{" + allowed + "}")
                ? "@com.featherhq.json.FullyEncoded @Path(value = " + Javadoc.literal(allowed) + ", encoded = true)"
                : "@Path(" + Javadoc.literal(allowed) + ")";
    }

    /** Retrofit wants a letter first, and letters, digits, underscores and hyphens behind it. */
    private String allowed(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_-]", "_");
        String free = Character.isLetter(clean.charAt(0)) ? clean : "p" + clean;
        while (names.containsValue(free)) {
            free += "_";
        }
        return free;
    }

    /** {@code items:batch} would be a URL of the scheme "items". */
    private static String withoutScheme(String segment) {
        return segment.replace(":", "%3A");
    }
}
