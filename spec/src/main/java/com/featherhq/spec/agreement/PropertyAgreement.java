package com.featherhq.spec.agreement;

import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Whether a class has an accessor for every property, of a type that holds its values. */
final class PropertyAgreement {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final TypeAgreement types;
    private final List<String> problems;

    PropertyAgreement(TypeAgreement types, List<String> problems) {
        this.types = types;
        this.problems = problems;
    }

    void check(JsonObject schema, Class<?> model, String pointer) {
        Map<String, JsonElement> properties =
                JsonFields.object(schema, "properties").asMap();
        List<Method> getters = getters(model);
        Map<String, Method> own = new LinkedHashMap<>();
        properties.keySet().forEach(name -> take(name, getters, own, text -> text.toLowerCase(Locale.ROOT)));
        properties.keySet().forEach(name -> take(name, getters, own, PropertyAgreement::withoutSeparators));
        properties.keySet().forEach(name -> take(name, getters, own, PropertyAgreement::plain));
        properties.forEach((name, property) -> takeOther(name, property, getters, own, true, pointer));
        properties.forEach((name, property) -> takeOther(name, property, getters, own, false, pointer));
        properties.forEach((name, property) -> {
            String at = JsonPointers.child(pointer, "properties", name);
            Method getter = own.get(name);
            if (getter == null) {
                problems.add(at + " has no accessor in " + model.getSimpleName());
            } else {
                checkAccessors(schema, name, property, getter, at);
            }
        });
    }

    private static List<Method> getters(Class<?> model) {
        List<Method> getters = new ArrayList<>();
        for (Method method : model.getDeclaredMethods()) {
            if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                getters.add(method);
            }
        }
        return getters;
    }

    /** The accessor whose name says the same, by what {@code reading} makes of both. */
    private static void take(
            String property, List<Method> getters, Map<String, Method> own, UnaryOperator<String> reading) {
        String wanted = reading.apply(property);
        for (Method getter : own.containsKey(property) ? List.<Method>of() : getters) {
            if (reading.apply(getter.getName().substring(3)).equals(wanted) && !wanted.isEmpty()) {
                own.put(property, getter);
                getters.remove(getter);
                return;
            }
        }
    }

    /** Whatever the letters' case and what is between two words. */
    private static String withoutSeparators(String name) {
        return name.replaceAll("(?<=[\\p{L}\\p{N}])[_. -]+(?=[\\p{L}\\p{N}])", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Whatever is neither a letter nor a digit, too. */
    private static String plain(String name) {
        return NO_LETTER_OR_DIGIT.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /**
     * Takes an accessor that is left over for a name that Java, or something else of the class, doesn't allow.
     *
     * @param alike whether it must have the words of the name; one for a name of other signs may else be any of the right type
     */
    private void takeOther(
            String name,
            JsonElement property,
            List<Method> left,
            Map<String, Method> own,
            boolean alike,
            String pointer) {
        if (own.containsKey(name) || (!alike && IDENTIFIER.matcher(name).matches())) {
            return;
        }
        String at = JsonPointers.child(pointer, "properties", name);
        for (Method getter : left) {
            boolean named = !alike || hasWords(plain(getter.getName().substring(3)), name);
            if (named && types.holds(property, getter.getGenericReturnType(), at)) {
                own.put(name, getter);
                left.remove(getter);
                return;
            }
        }
    }

    private static boolean hasWords(String accessor, String name) {
        int from = 0;
        for (String word : NO_LETTER_OR_DIGIT.split(name.toLowerCase(Locale.ROOT), -1)) {
            int at = accessor.indexOf(word, from);
            if (at < 0) {
                return false;
            }
            from = at + word.length();
        }
        return true;
    }

    private void checkAccessors(JsonObject schema, String name, JsonElement property, Method getter, String pointer) {
        types.check(property, getter.getGenericReturnType(), pointer);
        Class<?> model = getter.getDeclaringClass();
        String suffix = getter.getName().substring(3);
        if (!hasMethod(model, "set" + suffix, getter.getReturnType())) {
            problems.add(pointer + " has no set" + suffix + "() in " + model.getSimpleName());
        }
        if (!types.allowsNull(property)) {
            return;
        }
        if (!isNullable(getter)) {
            problems.add(pointer + " may be null, but " + getter.getName() + "() is not @Nullable");
        }
        boolean required = Set.copyOf(JsonFields.strings(schema, "required")).contains(name);
        if (!required && !hasMethod(model, "has" + suffix)) {
            problems.add(pointer + " may be null or absent, but there's no has" + suffix + "() to tell which");
        }
    }

    private static boolean isNullable(Method getter) {
        for (Annotation annotation : getter.getAnnotatedReturnType().getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMethod(Class<?> type, String name, Class<?>... parameters) {
        try {
            type.getMethod(name, parameters);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
