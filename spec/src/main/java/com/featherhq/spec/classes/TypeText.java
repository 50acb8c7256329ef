package com.featherhq.spec.classes;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Generic types as text, and where null is allowed in them. */
final class TypeText {

    private TypeText() {}

    /** As Java writes it, without packages. */
    static String of(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+\\.(?=\\w)", "").replace('$', '.');
    }

    /** Whether {@code current} allows null somewhere where {@code old}, which has the same shape, doesn't. */
    static boolean gainsNull(AnnotatedType old, AnnotatedType current) {
        if (current.isAnnotationPresent(Nullable.class) && !old.isAnnotationPresent(Nullable.class)) {
            return true;
        }
        AnnotatedType[] olds = parts(old);
        AnnotatedType[] currents = parts(current);
        for (int i = 0; i < Math.min(olds.length, currents.length); i++) {
            if (gainsNull(olds[i], currents[i])) {
                return true;
            }
        }
        return false;
    }

    private static AnnotatedType[] parts(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return parameterized.getAnnotatedActualTypeArguments();
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return wildcard.getAnnotatedUpperBounds();
        }
        return type instanceof AnnotatedArrayType array
                ? new AnnotatedType[] {array.getAnnotatedGenericComponentType()}
                : new AnnotatedType[0];
    }
}
