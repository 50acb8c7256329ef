package com.featherhq.spec.classes;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** What the constants of a generated type stand for. */
final class Constants {

    private Constants() {}

    /** The text of a constant of an open enum, or a plain constant's own; null for anything else. */
    static @Nullable String valueOf(Field field) {
        if (!Modifier.isStatic(field.getModifiers())) {
            return null;
        }
        try {
            boolean plain = field.getType() == String.class || field.getType().isPrimitive();
            if (!plain && field.getType() != field.getDeclaringClass()) {
                return null;
            }
            Object constant = field.get(null);
            return plain ? String.valueOf(constant) : text(constant);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("can't read the constant " + field, e);
        }
    }

    private static @Nullable String text(Object constant) throws IllegalAccessException {
        try {
            Method value = constant.getClass().getMethod("value");
            return value.getReturnType() == String.class ? (String) value.invoke(constant) : null;
        } catch (NoSuchMethodException e) {
            return null;
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw new IllegalStateException("can't read the value of " + constant, e);
        }
    }
}
