package com.featherhq.spec.classes;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the arguments of an operation go: by Retrofit's annotations, since Java's own names mean nothing to callers. */
final class WireNames {

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]*)}");

    private WireNames() {}

    /** One text for each parameter; empty for one that goes nowhere on the wire. */
    static List<String> of(Method method) {
        List<String> inPath = inPath(method);
        List<String> names = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            names.add(name(parameter, inPath));
        }
        return names;
    }

    private static String name(Parameter parameter, List<String> inPath) {
        for (Annotation annotation : parameter.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (type.getPackageName().equals("retrofit2.http")) {
                String name = String.valueOf(value(annotation, "value"));
                String kind = type.getSimpleName().toLowerCase(Locale.ROOT);
                return switch (kind) {
                    // What it's called in the template is the document's affair; where it stands is what is sent.
                    case "path" -> "part " + (inPath.indexOf(name) + 1) + " of the path";
                    case "query", "header", "field", "part" -> kind + " `" + name + "`";
                    default -> kind;
                };
            }
        }
        return "";
    }

    private static List<String> inPath(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            String name = annotation.annotationType().getSimpleName();
            if (name.matches("[A-Z]+")) {
                Object path = value(annotation, name.equals("HTTP") ? "path" : "value");
                return IN_PATH.matcher(String.valueOf(path))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
            }
        }
        return List.of();
    }

    private static @Nullable Object value(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + annotation.annotationType(), e);
        }
    }
}
