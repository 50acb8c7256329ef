package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether the hand-written client and the tests compile with a new version, and what they miss there. */
final class OwnCode {

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+\\w+ (\\w+)");
    private static final Pattern HOLDER = Pattern.compile("location:\\s+(?:.* of type |\\w+ )([\\w.]+)");

    private OwnCode() {}

    /**
     * One sentence, or an empty text if it compiles. What doesn't compile with the old client either, such as the use of an
     * optional or a test library, isn't the new version's fault.
     */
    static String problem(Tree tree, BuiltClient before, BuiltClient after) {
        List<Compiler.Problem> problems = new ArrayList<>(after.client().compile(tree.ownSources()));
        if (!problems.isEmpty()) {
            Set<String> known = before.client().compile(tree.ownSources()).stream()
                    .map(OwnCode::key)
                    .collect(Collectors.toSet());
            problems.removeIf(problem -> known.contains(key(problem)));
        }
        if (problems.isEmpty()) {
            return "";
        }
        Compiler.Problem first = problems.stream()
                .filter(problem -> isMain(tree, problem))
                .findFirst()
                .orElse(problems.get(0));
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " errors more)";
        return (isMain(tree, first) ? "client-extensions doesn't" : "The project's own tests don't")
                + " compile with the new version: "
                + sentence(first, before.side().surface()) + more + ".";
    }

    private static boolean isMain(Tree tree, Compiler.Problem problem) {
        return problem.source().startsWith(tree.handWritten("client-extensions").toString());
    }

    /** The types of arguments are left out: a method that no class path has is missing whatever it's called with. */
    private static String key(Compiler.Problem problem) {
        return problem.source() + ":" + problem.line() + ": "
                + problem.message().replaceAll("\\([^()]*\\)", "");
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
