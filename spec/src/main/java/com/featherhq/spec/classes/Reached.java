package com.featherhq.spec.classes;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The generated types that are received, or that are sent: null matters only where it can come from or go to. */
final class Reached {

    private static final String PACKAGE = "com.featherhq.";

    private final Set<String> names = new HashSet<>();

    private Reached() {}

    static Reached byResults(Collection<Class<?>> types) {
        return reached(types, method -> Stream.of(method.getGenericReturnType()));
    }

    static Reached byParameters(Collection<Class<?>> types) {
        return reached(types, method -> Stream.of(method.getGenericParameterTypes()));
    }

    private interface Start {
        Stream<Type> types(Method method);
    }

    private static Reached reached(Collection<Class<?>> types, Start start) {
        Reached reached = new Reached();
        types.stream().filter(Reached::isApi).forEach(api -> {
            reached.names.add(api.getName());
            List.of(api.getDeclaredMethods())
                    .forEach(method -> start.types(method).forEach(reached::add));
        });
        return reached;
    }

    /** Whether a type is an interface of operations: each of its methods is sent somewhere. */
    private static boolean isApi(Class<?> type) {
        return type.isInterface()
                && Stream.of(type.getDeclaredMethods())
                        .flatMap(method -> Stream.of(method.getAnnotations()))
                        .anyMatch(annotation ->
                                annotation.annotationType().getPackageName().equals("retrofit2.http"));
    }

    boolean contains(Method method) {
        return names.contains(method.getDeclaringClass().getName());
    }

    private void add(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            add(parameterized.getRawType());
            List.of(parameterized.getActualTypeArguments()).forEach(this::add);
        } else if (type instanceof WildcardType wildcard) {
            List.of(wildcard.getUpperBounds()).forEach(this::add);
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType());
        } else if (type instanceof Class<?> reached && reached.getName().startsWith(PACKAGE)) {
            addClass(reached);
        }
    }

    private void addClass(Class<?> type) {
        if (!names.add(type.getName())) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                add(method.getGenericReturnType());
                List.of(method.getGenericParameterTypes()).forEach(this::add);
            }
        }
        if (type.isSealed()) {
            List.of(type.getPermittedSubclasses()).forEach(this::add);
        }
    }
}
