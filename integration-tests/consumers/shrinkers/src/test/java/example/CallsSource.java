package example;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Writes the part of the application that calls the API: every GET of the two interfaces in the middle by their number of
 * operations, of whatever document the client is made.
 */
final class CallsSource {

    private final List<Class<?>> interfaces = new ArrayList<>();

    CallsSource(Path client) throws IOException, ClassNotFoundException {
        List<Class<?>> all = new ArrayList<>();
        try (JarFile jar = new JarFile(client.toFile())) {
            for (String name : jar.stream().map(entry -> entry.getName()).toList()) {
                if (name.matches("com/featherhq/api/\\w+Api\\.class")) {
                    all.add(Class.forName(name.replace(".class", "").replace('/', '.')));
                }
            }
        }
        all.sort(Comparator.<Class<?>>comparingInt(api -> api.getMethods().length).thenComparing(Class::getName));
        interfaces.addAll(all.subList((all.size() - 1) / 2, Math.min(all.size(), (all.size() - 1) / 2 + 2)));
    }

    String text() {
        List<Method> gets = interfaces.stream()
                .flatMap(api -> Arrays.stream(api.getMethods()))
                .filter(CallsSource::canBeCalled)
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        String calls = gets.stream()
                .map(method -> "                () -> client.api(" + method.getDeclaringClass().getName() + ".class)."
                        + method.getName() + "(" + arguments(method) + ")")
                .collect(Collectors.joining(",\n"));
        return """
                package app;

                final class Calls {
                    static Class<?> api() {
                        return %s.class;
                    }

                    static String operation() {
                        return "%s";
                    }

                    static java.util.List<java.util.function.Supplier<retrofit2.Call<?>>> of(com.featherhq.client.FeatherClient client) {
                        return java.util.List.of(
                %s);
                    }
                }
                """
                .formatted(gets.get(0).getDeclaringClass().getName(), gets.get(0).getName(), calls);
    }

    /** The paths of the calls end in no verb of their own, so that the mock answers all of them. */
    private static boolean canBeCalled(Method method) {
        return method.isAnnotationPresent(retrofit2.http.GET.class)
                && method.getGenericReturnType() instanceof ParameterizedType
                && Arrays.stream(method.getParameterTypes()).allMatch(type -> type == UUID.class || type == String.class);
    }

    private static String arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == UUID.class ? "java.util.UUID.randomUUID()" : "\"text\"")
                .collect(Collectors.joining(", "));
    }
}
