package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.operations.ApiMethods.Named;
import com.featherhq.spec.operations.ApiMethods.Setter;
import com.featherhq.spec.operations.ApiMethods.Slot;
import com.featherhq.spec.operations.ParameterMapper.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes whose values are set by name: one for an operation's parameters, one for its form. */
final class NamedClasses {

    /** Methods of one argument that the base classes have, or every object: a value of such a name gets an underscore. */
    private static final Set<String> TAKEN = Set.of(
            "containsKey",
            "containsValue",
            "equals",
            "forEach",
            "get",
            "headers",
            "pageAt",
            "putAll",
            "remove",
            "replaceAll",
            "set",
            "setOther",
            "wait",
            "withIdempotencyKey");

    private NamedClasses() {}

    /** The class for parameters, or null if none goes by name. */
    static @Nullable Named params(ApiOperation operation, List<Parameter> parameters, Paging.@Nullable Start start) {
        if (parameters.isEmpty()) {
            return null;
        }
        Map<Parameter, String> javaNames = ParameterMapper.javaNames(parameters, TAKEN);
        List<String> names = new ArrayList<>();
        List<Setter> setters = new ArrayList<>();
        for (Parameter parameter : parameters) {
            String kind = parameter.retrofitName();
            String call = parameter.required() ? "required" + kind : JavaNames.property(kind);
            names.add(call + "(" + Javadoc.literal(parameter.name()) + ")"
                    + parameter.style().call());
            String method = String.valueOf(javaNames.get(parameter));
            setters.add(new Setter(
                    method,
                    (kind.equals("Cookie") ? "com.featherhq.json.Cookie" : kind) + "("
                            + Javadoc.literal(parameter.name()) + ")",
                    withNullness(parameter.type().name(), parameter.required()),
                    setters.size(),
                    doc(parameter.description(), method, parameter.required()),
                    parameter.deprecated() ? true : null));
        }
        return new Named(
                        JavaNames.upperCamel(operation.id()) + "Params",
                        "QueryParams",
                        "NAMES",
                        JavaNames.method(operation.id()),
                        names,
                        setters,
                        null,
                        null,
                        keyed(setters),
                        null)
                .withPage(start);
    }

    /** The value that is an idempotency key; null if there's none. */
    static @Nullable Slot keyed(List<Setter> setters) {
        return setters.stream()
                .filter(setter -> setter.name().equals("idempotencyKey")
                        && setter.valueType().matches("(java\\.lang\\.)?(@Nullable )?(String|UUID)"))
                .map(setter -> new Slot(setter.index(), false))
                .findFirst()
                .orElse(null);
    }

    /** The method's name for a value, which no other of its class has. */
    static String free(String name, Set<String> taken) {
        String identifier = JavaNames.identifier(name);
        String first = TAKEN.contains(identifier) ? identifier + "_" : identifier;
        String free = first;
        for (int i = 2; !taken.add(free); i++) {
            free = first + i;
        }
        return free;
    }

    /** A type annotation stands before the simple name. */
    static String withNullness(String type, boolean required) {
        return required ? type : type.replaceFirst("^([a-z0-9]+\\.)*", "$0@Nullable ");
    }

    static List<String> doc(String description, String method, boolean required) {
        String tells = description.isBlank() ? "Sets " + method + "." : description.strip();
        List<String> doc = new ArrayList<>(Javadoc.lines(tells.endsWith(".") ? tells : tells + "."));
        if (required) {
            doc.add("<p>Required.");
        }
        return doc;
    }
}
