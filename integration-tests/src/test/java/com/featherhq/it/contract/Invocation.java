package com.featherhq.it.contract;

import com.featherhq.json.FeatherJson;
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
            Annotation[] annotations = method.getParameterAnnotations()[i];
            boolean optional = Arrays.stream(method.getAnnotatedParameterTypes()[i].getAnnotations())
                    .anyMatch(org.jspecify.annotations.Nullable.class::isInstance);
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
            }
        }
        return "";
    }
}
