package com.featherhq.spec.metadata;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rules that keep what an operation answers with, for each operation that an application calls. Retrofit reads the type from the
 * method's signature, where a shrinker doesn't look: it would replace a type that the application's code never names by
 * {@code Object}, and the answer would be read as a map.
 */
final class ShrinkerRules {

    private ShrinkerRules() {}

    static String of(List<Class<?>> interfaces) {
        StringBuilder rules =
                new StringBuilder("# What an operation that is called answers with. Generated with the client.\n");
        for (Class<?> api : interfaces) {
            answers(api)
                    .forEach((operation, types) -> types.forEach(type -> rules.append("-if interface ")
                            .append(api.getName())
                            .append(" { retrofit2.Call ")
                            .append(operation)
                            .append("(...); }\n-keep,allowoptimization class ")
                            .append(type)
                            .append(" { public static ** ADAPTER; }\n")));
        }
        return rules.toString();
    }

    private static Map<String, Set<String>> answers(Class<?> api) {
        Map<String, Set<String>> answers = new TreeMap<>();
        for (Method method : api.getDeclaredMethods()) {
            if (ClientMetadata.isOperation(method)) {
                collect(
                        method.getGenericReturnType(),
                        answers.computeIfAbsent(method.getName(), name -> new TreeSet<>()));
            }
        }
        return answers;
    }

    private static void collect(Type type, Set<String> models) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, models));
        } else if (type instanceof Class<?> model && ClientMetadata.hasAdapter(model)) {
            models.add(model.getName());
        }
    }
}
