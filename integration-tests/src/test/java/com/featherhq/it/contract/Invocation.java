package com.featherhq.it.contract;

import com.featherhq.json.Cookie;
import com.featherhq.json.FeatherJson;
import com.featherhq.json.QueryParams;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Calls a generated method with values that are known by name. */
final class Invocation {

    private final Method method;
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private String missing = "";

    private Invocation(Method method) {
        this.method = method;
    }

    /** Has the arguments that are known; optional ones are left out. */
    static Invocation of(Method method, String path, String operation, Values values) {
        Invocation invocation = new Invocation(method);
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (QueryParams.class.isAssignableFrom(type)) {
                invocation.arguments.add(invocation.filled(type, path, values));
                continue;
            }
            Annotation[] annotations = method.getParameterAnnotations()[i];
            boolean optional = isOptional(method, i);
            String name = name(annotations);
            JsonElement value = name.isEmpty()
                    ? (isBody(annotations) ? values.body(operation) : null)
                    : values.parameter(path, name);
            invocation.add(value, method.getGenericParameterTypes()[i], optional, name.isEmpty() ? "body" : name);
        }
        return invocation;
    }

    /** The name of the first argument that is needed and not known, empty if there's none. */
    String missing() {
        return missing;
    }

    Call<?> call(Object api) {
        try {
            return (Call<?>) method.invoke(api, arguments.toArray());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + " can't be called", e);
        }
    }

    /** The parameters that go by name; of those that may be left out none is set. */
    private Object filled(Class<?> type, String path, Values values) {
        try {
            Object filled = type.getConstructor().newInstance();
            for (Method setter : type.getDeclaredMethods()) {
                if (setter.getParameterCount() != 1 || setter.getReturnType() != type || isOptional(setter, 0)) {
                    continue;
                }
                String name = name(setter.getParameterAnnotations()[0]);
                add(values.parameter(path, name), setter.getGenericParameterTypes()[0], false, name);
                setter.invoke(filled, arguments.remove(arguments.size() - 1));
            }
            return filled;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be filled", e);
        }
    }

    private static boolean isOptional(Method method, int parameter) {
        return Arrays.stream(method.getAnnotatedParameterTypes()[parameter].getAnnotations())
                .anyMatch(org.jspecify.annotations.Nullable.class::isInstance);
    }

    private void add(@Nullable JsonElement value, Type type, boolean optional, String name) {
        if (value == null) {
            arguments.add(null);
            missing = optional || !missing.isEmpty() ? missing : name;
            return;
        }
        try {
            arguments.add(FeatherJson.gson().fromJson(value, type));
        } catch (JsonParseException | IllegalArgumentException e) {
            arguments.add(null);
            missing = name;
        }
    }

    private static boolean isBody(Annotation[] annotations) {
        return Arrays.stream(annotations).anyMatch(Body.class::isInstance);
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Path path) {
                return path.value();
            } else if (annotation instanceof Query query) {
                return query.value();
            } else if (annotation instanceof Header header) {
                return header.value();
            } else if (annotation instanceof Cookie cookie) {
                return cookie.value();
            }
        }
        return "";
    }
}
