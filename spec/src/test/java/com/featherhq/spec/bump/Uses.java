package com.featherhq.spec.bump;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * An application that uses public members of a client: one class for each use, on one line, so that a line that no longer
 * compiles and a class that no longer links are one use.
 */
final class Uses {

    /** Always the same draw, so that a failure is seen again. */
    private final Random random = new Random(17);

    private final List<String> lines = new ArrayList<>();
    private final int oneIn;

    /** @param oneIn of how many uses one is drawn; 1 for all */
    Uses(int oneIn) {
        this.oneIn = oneIn;
    }

    /** Adds a use of each public member that the type declares, as far as it's drawn. */
    void add(Class<?> type) {
        String name = name(type);
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isUsable(constructor.getModifiers()) && !Modifier.isAbstract(type.getModifiers())) {
                line(name + " r = new " + name + "(" + nulls(constructor.getGenericParameterTypes()) + ");");
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isUsable(method.getModifiers()) && !method.isSynthetic() && method.getTypeParameters().length == 0) {
                String result =
                        method.getReturnType() == void.class ? "" : name(method.getGenericReturnType()) + " r = ";
                String receiver = Modifier.isStatic(method.getModifiers()) ? name : "((" + name + ") null)";
                line(result + receiver + "." + method.getName() + "(" + nulls(method.getGenericParameterTypes())
                        + ");");
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isUsable(field.getModifiers()) && Modifier.isStatic(field.getModifiers())) {
                line(name(field.getGenericType()) + " r = " + name + "." + field.getName() + ";");
            }
        }
        line("Object r = " + name + ".class;");
    }

    private static boolean isUsable(int modifiers) {
        return Modifier.isPublic(modifiers);
    }

    private void line(String use) {
        if (random.nextInt(oneIn) > 0) {
            return;
        }
        lines.add("class U" + (lines.size() + 1) + " { static void u() { " + use + " } }");
    }

    /** A null of each type, which says which overload is meant. */
    private static String nulls(Type[] types) {
        return Arrays.stream(types)
                .map(type -> type instanceof Class<?> primitive && primitive.isPrimitive()
                        ? (primitive == boolean.class ? "false" : "(" + primitive + ") 0")
                        : "(" + name(type) + ") null")
                .collect(Collectors.joining(", "));
    }

    private static String name(Type type) {
        return type.getTypeName().replace('$', '.');
    }

    int count() {
        return lines.size();
    }

    /** The source; the use of class {@code U7} is on line 7. */
    String source() {
        return String.join("\n", lines) + "\n";
    }

    String line(int number) {
        return lines.get(number - 1);
    }
}
