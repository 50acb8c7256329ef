package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the hand-written client compiles with a new version, and what it misses there. */
final class OwnCode {

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+\\w+ (\\w+)");
    private static final Pattern HOLDER = Pattern.compile("location:\\s+(?:.* of type |\\w+ )([\\w.]+)");

    private OwnCode() {}

    /** One sentence, or an empty text if it compiles. */
    static String problem(Tree tree, GeneratedClient client, JavaSurface before) {
        List<Compiler.Problem> problems = client.compileExtensions(tree);
        if (problems.isEmpty()) {
            return "";
        }
        Compiler.Problem first = problems.get(0);
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " errors more)";
        return "client-extensions doesn't compile with the new version: " + sentence(first, before) + more + ".";
    }

    private static String sentence(Compiler.Problem problem, JavaSurface before) {
        Matcher symbol = SYMBOL.matcher(problem.message());
        Matcher holder = HOLDER.matcher(problem.message());
        if (!symbol.find()) {
            return problem.toString();
        }
        String missing = symbol.group(1);
        String at = problem.file() + ":" + problem.line() + " needs `";
        if (!holder.find() || !before.properties().containsKey(simpleName(holder.group(1)))) {
            return at + missing + "`, which is gone";
        }
        String type = simpleName(holder.group(1));
        return before.properties().getOrDefault(type, Map.of()).entrySet().stream()
                .filter(property -> isAccessor(missing, property.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(property ->
                        at + type + "." + missing + "`, and `" + type + "` lost the property `" + property + "`")
                .orElse(at + type + "." + missing + "`, which is gone");
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Whether a method such as {@code setNote} is of the property whose getter is {@code Thing.getNote(): String}. */
    private static boolean isAccessor(String method, String getter) {
        String suffix = getter.replaceFirst("^\\w+\\.get(\\w+)\\(.*", "$1");
        return method.equalsIgnoreCase(suffix) || method.matches("(get|set|has|unset)" + Pattern.quote(suffix));
    }
}
