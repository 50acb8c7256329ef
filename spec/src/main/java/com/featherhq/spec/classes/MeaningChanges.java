package com.featherhq.spec.classes;

import com.featherhq.spec.classes.JavaChange.Effect;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What erasure hides of members that both versions have: the arguments of generic types, where an argument goes on the wire,
 * the value of a constant, and whether null may come or go.
 */
final class MeaningChanges {

    private final CompiledTypes before;
    private final CompiledTypes after;
    private final Reached received;
    private final Reached sent;
    private final List<JavaChange> changes = new ArrayList<>();

    MeaningChanges(CompiledTypes before, CompiledTypes after) {
        this.before = before;
        this.after = after;
        this.received = Reached.byResults(after.types().values());
        this.sent = Reached.byParameters(after.types().values());
    }

    List<JavaChange> all() {
        before.types().forEach((name, type) -> {
            Class<?> current = after.types().get(name);
            if (current != null) {
                compare(type, current);
            }
        });
        return changes;
    }

    private void compare(Class<?> old, Class<?> current) {
        for (Method method : old.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                Arrays.stream(current.getDeclaredMethods())
                        .filter(other ->
                                !other.isSynthetic() && descriptor(other).equals(descriptor(method)))
                        .filter(other -> other.getName().equals(method.getName()))
                        .findFirst()
                        .ifPresent(other -> compare(method, other));
            }
        }
        for (Field field : old.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                Arrays.stream(current.getDeclaredFields())
                        .filter(other -> other.getName().equals(field.getName()))
                        .findFirst()
                        .ifPresent(other -> compare(field, other));
            }
        }
    }

    private void compare(Method old, Method current) {
        String was = TypeText.of(old.getGenericReturnType());
        String is = TypeText.of(current.getGenericReturnType());
        if (!was.equals(is)) {
            add(old, "returns `" + is + "`, was `" + was + "`", Effect.COMPILE);
        } else if (received.contains(old)
                && TypeText.gainsNull(old.getAnnotatedReturnType(), current.getAnnotatedReturnType())) {
            add(old, "may return null now", Effect.SILENT);
        }
        List<String> olds = WireNames.of(old);
        List<String> currents = WireNames.of(current);
        for (int i = 0; i < old.getParameterCount(); i++) {
            parameter(old, current, i);
            if (!olds.get(i).equals(currents.get(i))) {
                add(
                        old,
                        "argument " + (i + 1) + " is sent as " + currents.get(i) + ", was " + olds.get(i),
                        Effect.SILENT);
            }
        }
    }

    private void parameter(Method old, Method current, int index) {
        String was = TypeText.of(old.getGenericParameterTypes()[index]);
        String is = TypeText.of(current.getGenericParameterTypes()[index]);
        if (!was.equals(is)) {
            add(old, "argument " + (index + 1) + " is `" + is + "`, was `" + was + "`", Effect.COMPILE);
        } else if (sent.contains(old)
                && TypeText.gainsNull(
                        current.getAnnotatedParameterTypes()[index], old.getAnnotatedParameterTypes()[index])) {
            add(old, "argument " + (index + 1) + " may no longer be null", Effect.SILENT);
        }
    }

    private void compare(Field old, Field current) {
        String was = TypeText.of(old.getGenericType());
        String is = TypeText.of(current.getGenericType());
        if (!was.equals(is)) {
            add(old, "is `" + is + "`, was `" + was + "`", Effect.COMPILE);
            return;
        }
        String value = Constants.valueOf(old);
        String other = Constants.valueOf(current);
        if (!Objects.equals(value, other)
                && !old.getDeclaringClass().getSimpleName().equals("ApiDocument")) {
            add(old, "stands for `" + other + "`, was `" + value + "`", Effect.SILENT);
        }
    }

    private void add(Method method, String what, Effect effect) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        changes.add(new JavaChange(
                method.getDeclaringClass().getName(),
                method.getName(),
                descriptor(method),
                method.getName() + "(" + parameters + ")",
                what,
                effect));
    }

    private void add(Field field, String what, Effect effect) {
        changes.add(new JavaChange(
                field.getDeclaringClass().getName(),
                field.getName(),
                field.getType().descriptorString(),
                field.getName(),
                what,
                effect));
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }
}
