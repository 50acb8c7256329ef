package com.featherhq.it.contract;

import com.featherhq.it.contract.Value.Slot;
import com.featherhq.json.Cookie;
import com.featherhq.json.QueryParams;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** A call of a generated method with the arguments that are known. */
final class Invocation {

    private final Method method;
    private final Value.Source source;
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private final Map<Slot, Value> used = new LinkedHashMap<>();
    private String missing = "";

    private Invocation(Method method, Value.Source source) {
        this.method = method;
        this.source = source;
    }

    /** Has the arguments that are known; optional ones that are not are left out. */
    static Invocation of(Method method, Value.Source source) {
        Invocation invocation = new Invocation(method, source);
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (QueryParams.class.isAssignableFrom(type)) {
                invocation.arguments.add(invocation.filled(type));
                continue;
            }
            Slot place = place(method.getParameterAnnotations()[i]);
            invocation.arguments.add(invocation.find(
                    new Slot(place.in(), place.name(), method.getGenericParameterTypes()[i], isOptional(method, i))));
        }
        return invocation;
    }

    /** The names of the parameters that a method takes, those that go by name included; {@code body} for a body. */
    static Set<String> names(Method method) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (QueryParams.class.isAssignableFrom(method.getParameterTypes()[i])) {
                setters(method.getParameterTypes()[i])
                        .forEach(setter -> names.add(
                                place(setter.getParameterAnnotations()[0]).name()));
            } else {
                Slot place = place(method.getParameterAnnotations()[i]);
                names.add(place.name().isEmpty() ? place.in() : place.name());
            }
        }
        return names;
    }

    /** The name of the first argument that is needed and not known, empty if there's none. */
    String missing() {
        return missing;
    }

    /** The arguments that are known. */
    Map<Slot, Value> used() {
        return used;
    }

    Call<?> call(Object api) {
        try {
            return (Call<?>) method.invoke(api, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + " can't be called: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method.getName() + " can't be called", e);
        }
    }

    /** The parameters that go by name. */
    private Object filled(Class<?> type) {
        try {
            Object filled = type.getConstructor().newInstance();
            for (Method setter : setters(type)) {
                Slot place = place(setter.getParameterAnnotations()[0]);
                Object value = find(new Slot(
                        place.in(), place.name(), setter.getGenericParameterTypes()[0], isOptional(setter, 0)));
                if (value != null) {
                    setter.invoke(filled, value);
                }
            }
            return filled;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be filled", e);
        }
    }

    private static List<Method> setters(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(setter -> setter.getParameterCount() == 1 && setter.getReturnType() == type)
                .toList();
    }

    private @Nullable Object find(Slot slot) {
        Value value = source.find(slot);
        if (value != null) {
            used.put(slot, value);
            return value.java();
        }
        if (!slot.optional() && missing.isEmpty()) {
            missing = slot.name().isEmpty() ? "the body" : slot.name();
        }
        return null;
    }

    private static boolean isOptional(Method method, int parameter) {
        return Arrays.stream(method.getAnnotatedParameterTypes()[parameter].getAnnotations())
                .anyMatch(org.jspecify.annotations.Nullable.class::isInstance);
    }

    /** Where an argument goes, and its name there. */
    private static Slot place(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Path path) {
                return new Slot("path", path.value(), Object.class, false);
            } else if (annotation instanceof Query query) {
                return new Slot("query", query.value(), Object.class, false);
            } else if (annotation instanceof Header header) {
                return new Slot("header", header.value(), Object.class, false);
            } else if (annotation instanceof Cookie cookie) {
                return new Slot("cookie", cookie.value(), Object.class, false);
            } else if (annotation instanceof Body) {
                return new Slot("body", "", Object.class, false);
            }
        }
        return new Slot("form", "", Object.class, false);
    }
}
