package com.featherhq.spec.bump;

import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.classes.JavaChange.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The report's list of what breaks in Java, the worst first; the accessors of a property are told of as one. */
final class JavaBreaks {

    private static final Pattern ACCESSOR = Pattern.compile("(?:get|has|set|unset)([A-Z]\\w*)\\(.*");
    private static final String TYPE_CHANGED = "method return type changed";

    private static final Map<Effect, String> TITLES = titles();

    private final List<String> removed = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private JavaBreaks() {}

    private static Map<Effect, String> titles() {
        Map<Effect, String> titles = new LinkedHashMap<>();
        titles.put(Effect.SILENT, "Compiles, and does something else");
        titles.put(Effect.COMPILE, "Doesn't compile");
        titles.put(Effect.LINK, "Has to be compiled again");
        return titles;
    }

    static String section(List<JavaChange> breaks) {
        StringBuilder out = new StringBuilder();
        TITLES.forEach((effect, title) -> {
            List<JavaChange> those =
                    breaks.stream().filter(change -> change.effect() == effect).toList();
            if (!those.isEmpty()) {
                out.append(out.isEmpty() ? "### " : "\n### ").append(title);
                out.append(" (").append(those.size()).append(")\n\n").append(lines(those));
            }
        });
        return Markdown.section("Breaking in Java", breaks.size(), out.toString());
    }

    private static String lines(List<JavaChange> breaks) {
        Map<String, List<JavaChange>> byType = breaks.stream()
                .collect(Collectors.groupingBy(JavaChange::simpleType, TreeMap::new, Collectors.toList()));
        Set<String> gone = new TreeSet<>();
        StringBuilder lines = new StringBuilder();
        byType.forEach((type, changes) -> {
            if (isGone(changes)) {
                gone.add(type);
            } else {
                lines.append("- `" + type + "`: " + text(changes) + "\n");
            }
        });
        gone.removeIf(type -> gone.contains(type.replaceFirst("\\.[^.]*$", "")) && type.contains("."));
        if (!gone.isEmpty()) {
            lines.insert(0, "- Types that are gone: `" + String.join("`, `", gone) + "`\n");
        }
        return lines.toString();
    }

    private static boolean isGone(List<JavaChange> changes) {
        return changes.get(0).member().isEmpty() && changes.get(0).what().equals("removed");
    }

    /** All that breaks in one type, as part of a sentence. */
    private static String text(List<JavaChange> changes) {
        Map<String, List<JavaChange>> byProperty = new LinkedHashMap<>();
        changes.forEach(change -> byProperty
                .computeIfAbsent(property(change.member()), name -> new ArrayList<>())
                .add(change));
        JavaBreaks breaks = new JavaBreaks();
        byProperty.forEach(breaks::add);
        List<String> parts = new ArrayList<>();
        if (!breaks.removed.isEmpty()) {
            parts.add("accessors gone of " + String.join(", ", breaks.removed));
        }
        if (!breaks.changed.isEmpty()) {
            parts.add("another type of " + String.join(", ", breaks.changed));
        }
        parts.addAll(breaks.others);
        return String.join("; ", parts);
    }

    private void add(String property, List<JavaChange> changes) {
        boolean isProperty = changes.size() > 1
                && changes.stream().anyMatch(change -> change.member().matches("get\\w+\\(\\)"));
        if (!isProperty) {
            changes.forEach(change ->
                    others.add((change.member().isEmpty() ? "" : "`" + change.member() + "` ") + change.what()));
        } else if (changes.stream().anyMatch(change -> isTypeChange(change.what()))) {
            changed.add("`" + property + "`");
        } else if (changes.stream().anyMatch(change -> change.what().contains("removed"))) {
            removed.add("`" + property + "`");
        } else {
            others.add("`" + property + "` " + changes.get(0).what());
        }
    }

    private static boolean isTypeChange(String what) {
        return what.contains(TYPE_CHANGED) || what.startsWith("returns ");
    }

    /** {@code getStatus()}, {@code setStatus(String)} and {@code status(String)} are all of {@code status}. */
    private static String property(String member) {
        Matcher accessor = ACCESSOR.matcher(member);
        if (accessor.matches()) {
            String name = accessor.group(1);
            return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        }
        return member.replaceFirst("\\(.*", "");
    }
}
