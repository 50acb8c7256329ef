package com.featherhq.spec.agreement;

import com.featherhq.spec.agreement.Document.DocumentedOperation;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method that makes a request.
 *
 * @param line the HTTP method and the path, without the names of its parameters
 * @param pathNames what Retrofit's annotations call the parameters of the path, in its order
 */
record HttpMethod(Method method, String line, List<String> pathNames) {

    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}:]*)(:[^}]*)?}");

    /**
     * Where a value goes on the wire.
     *
     * @param kind the simple name of the annotation: Path, Query, Header, Cookie, Field, Part or Body
     * @param name the name on the wire; empty for a body
     */
    record Place(String kind, String name, Type type) {}

    /** The methods of {@code api} that make a request themselves. */
    static List<HttpMethod> of(Class<?> api) {
        List<HttpMethod> methods = new ArrayList<>();
        for (Method method : api.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                String verb = annotation.annotationType().getSimpleName();
                if (VERBS.contains(verb)) {
                    methods.add(of(method, verb, value(annotation, "value")));
                } else if (verb.equals("HTTP")) {
                    methods.add(of(method, value(annotation, "method"), value(annotation, "path")));
                }
            }
        }
        return methods;
    }

    /** An empty path counts as missing for Retrofit, and a colon in the first segment as a scheme. */
    private static HttpMethod of(Method method, String verb, String path) {
        String decoded =
                path.replaceFirst("^\\.(?=/|$)", "").replaceFirst("^/", "").replace("%3A", ":");
        List<String> names = PATH_PARAMETER
                .matcher(decoded)
                .results()
                .map(match -> match.group(1))
                .toList();
        return new HttpMethod(method, line(verb, "/" + decoded), names);
    }

    static String line(DocumentedOperation operation) {
        return line(operation.httpMethod(), operation.path());
    }

    private static String line(String verb, String path) {
        return verb + " " + PATH_PARAMETER.matcher(path).replaceAll("{}");
    }

    /** What the method calls the path parameter {@code name} of the document, or null if the path doesn't have it. */
    @Nullable
    String pathName(String path, String name) {
        List<MatchResult> declared = PATH_PARAMETER.matcher(path).results().toList();
        for (int i = 0; i < declared.size() && i < pathNames.size(); i++) {
            if (declared.get(i).group(1).equals(name)) {
                return pathNames.get(i);
            }
        }
        return null;
    }

    /** The type that the method's answer is read as. */
    Type result() {
        return method.getGenericReturnType() instanceof ParameterizedType call
                ? call.getActualTypeArguments()[0]
                : Void.class;
    }

    /** Where the arguments go, and what can be set in those that are values by name. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            addPlaces(parameter, parameter.getParameterizedType(), places);
            if (parameter.getType().getName().startsWith("com.featherhq.api.")) {
                addSetters(parameter.getType(), places);
            }
        }
        return places;
    }

    private static void addSetters(Class<?> named, List<Place> places) {
        for (Method setter : named.getMethods()) {
            if (setter.getParameterCount() == 1 && !Modifier.isStatic(setter.getModifiers())) {
                Parameter parameter = setter.getParameters()[0];
                addPlaces(setter, parameter.getParameterizedType(), places);
                addPlaces(parameter, parameter.getParameterizedType(), places);
            }
        }
    }

    private static void addPlaces(AnnotatedElement element, Type type, List<Place> places) {
        for (Annotation annotation : element.getAnnotations()) {
            String kind = annotation.annotationType().getSimpleName();
            if (kind.equals("Body")) {
                places.add(new Place(kind, "", type));
            } else if (List.of("Path", "Query", "Header", "Cookie", "Field", "Part")
                    .contains(kind)) {
                places.add(new Place(kind, value(annotation, "value"), type));
            }
        }
    }

    private static String value(Annotation annotation, String member) {
        try {
            Object value = annotation.annotationType().getMethod(member).invoke(annotation);
            return Objects.requireNonNull(value).toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Retrofit's annotations have changed", e);
        }
    }
}
