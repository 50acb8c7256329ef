package com.featherhq.spec.operations;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the interface template is given for an operation. The names of the components are the template's; what is null has no
 * place there.
 *
 * @param id the operationId without what a framework appended to it
 * @param params the parameters that go by name
 * @param form the request body, if it's a form
 */
public record ApiMethods(
        String id,
        List<Method> methods,
        @Nullable Named params,
        @Nullable Named form) {

    /**
     * A method of the interface.
     *
     * @param headers the fixed headers, as Java literals
     * @param http Retrofit's annotation for method and path; null for a default method
     * @param line method and path as in the document
     * @param delegate the expression that a default method returns
     * @param signature the method in short, as {@code getThing(UUID id): Thing}
     */
    public record Method(
            String name,
            List<String> doc,
            @Nullable Boolean deprecated,
            @Nullable Boolean open,
            @Nullable Boolean streaming,
            @Nullable String headers,
            @Nullable String http,
            String line,
            String returns,
            List<Argument> arguments,
            @Nullable String delegate,
            String signature) {}

    /**
     * An argument of a method.
     *
     * @param declaration with its annotations, and with a comma if another follows
     */
    public record Argument(String declaration, String name, String doc) {}

    /**
     * A class whose values are set by name.
     *
     * @param base the class that it extends
     * @param arguments those of the base class' constructor
     * @param operation the name of the methods that take it
     * @param names the calls that make up its {@code WireNames}
     * @param open whether it takes fields that the document has no names for
     * @param implemented the interfaces; null if there's none
     * @param keyed the value that is an idempotency key; null if there's none
     * @param page the value that says where a page begins; null if there's none
     */
    public record Named(
            String type,
            String base,
            String arguments,
            String operation,
            List<String> names,
            List<Setter> setters,
            @Nullable Boolean open,
            @Nullable String implemented,
            @Nullable Slot keyed,
            @Nullable Slot page) {

        Named withType(String other) {
            return with(other, page);
        }

        Named withPage(Paging.@Nullable Start start) {
            return with(type, start == null ? null : new Slot(start.index(), start.offset()));
        }

        private Named with(String other, @Nullable Slot start) {
            List<String> interfaces = new ArrayList<>();
            if (keyed != null) {
                interfaces.add("com.featherhq.json.IdempotencyKeyed");
            }
            if (start != null) {
                interfaces.add("com.featherhq.json.PageParams<" + other + ">");
            }
            String all = interfaces.isEmpty() ? null : String.join(", ", interfaces);
            return new Named(other, base, arguments, operation, names, setters, open, all, keyed, start);
        }
    }

    /**
     * One of the values of such a class.
     *
     * @param offset whether it counts rows
     */
    public record Slot(int index, boolean offset) {}

    /**
     * A method of such a class.
     *
     * @param wire the annotation with the name on the wire, as {@code Query("limit")}
     * @param valueType the type with its nullness
     */
    public record Setter(
            String name,
            String wire,
            String valueType,
            int index,
            List<String> doc,
            @Nullable Boolean deprecated) {}
}
