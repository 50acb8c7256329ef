package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ContentTypes;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.GenerationWarning.Kind;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.featherhq.spec.names.JavaNames;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.operations.ApiMethods.Argument;
import com.featherhq.spec.operations.ApiMethods.Method;
import com.featherhq.spec.operations.ApiMethods.Named;
import com.featherhq.spec.operations.ParameterMapper.Parameter;
import com.featherhq.spec.operations.ParameterMapper.Parameters;
import com.featherhq.spec.operations.ParameterMapper.Place;
import com.featherhq.spec.types.TypeMapper;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the interface template is given for an operation. */
public final class OperationMapper {

    /** OkHttp sends none with these, and RFC 9110 §9.3.1 gives it no meaning there. */
    private static final List<String> WITHOUT_BODY = List.of("get", "head");

    private final TypeMapper types;
    private final SecurityMapper security;
    private final List<GenerationWarning> warnings;

    public OperationMapper(TypeMapper types, SecurityMapper security, List<GenerationWarning> warnings) {
        this.types = types;
        this.security = security;
        this.warnings = warnings;
    }

    /**
     * The methods of an operation: with and without a body that may be left out, since Retrofit takes no null for one; with and
     * without the parameters that go by name, unless one of those is required.
     *
     * @throws SpecException if no rule knows how
     */
    public ApiMethods map(ApiOperation operation) {
        String hint = JavaNames.upperCamel(operation.id());
        PathTemplate path = PathTemplate.of(operation.path());
        Parameters parameters = new ParameterMapper(types, warnings).map(operation, path, hint);
        BodyMapper.Body body = body(operation, hint);
        ResponseMapper.Result result = new ResponseMapper(types).map(operation, hint);
        Paging.Start start = new Paging(types).start(operation, parameters.named(), result.type());
        Named params = freeName(NamedClasses.params(operation, parameters.named(), start));
        Named form = body == null ? null : freeName(body.form());
        Signature signature = new Signature(operation, path, parameters, result, security.isOpen(operation));
        boolean paramsRequired = parameters.named().stream().anyMatch(Parameter::required);
        List<Method> methods = new ArrayList<>();
        for (boolean withParams : new boolean[] {false, true}) {
            if (withParams ? params == null : paramsRequired) {
                continue;
            }
            if (body == null || body.optional()) {
                methods.addAll(signature.methods(null, "", withParams ? params : null));
            }
            if (body != null) {
                methods.addAll(
                        signature.methods(body, form == null ? body.type() : form.type(), withParams ? params : null));
            }
        }
        return new ApiMethods(operation.id(), methods, params, form);
    }

    private BodyMapper.@Nullable Body body(ApiOperation operation, String hint) {
        JsonObject body = JsonFields.object(operation.json(), "requestBody");
        if (ContentTypes.of(body).isEmpty()) {
            return null;
        }
        if (!WITHOUT_BODY.contains(operation.method())) {
            return new BodyMapper(types).map(operation, body, hint);
        }
        String pointer = JsonPointers.child(operation.pointer(), "requestBody");
        String method = operation.method().toUpperCase(Locale.ROOT);
        if (BodyMapper.isRequired(body)) {
            throw new SpecException(pointer + " is the body of a " + method + " request, which has none.");
        }
        warnings.add(new GenerationWarning(Kind.NO_BODY, pointer, "a " + method + " request has no body."));
        return null;
    }

    /** A schema may have the name; in the interface the nested class would hide its type. */
    private @Nullable Named freeName(@Nullable Named named) {
        return named == null || !types.isTaken(named.type()) ? named : named.withType(named.type() + "ByName");
    }

    /** What the methods of one operation have in common. */
    private record Signature(
            ApiOperation operation,
            PathTemplate path,
            Parameters parameters,
            ResponseMapper.Result result,
            boolean open) {

        /** One method; where parameters by name are headers too, a default one and the one that it calls. */
        List<Method> methods(BodyMapper.@Nullable Body body, String bodyType, @Nullable Named params) {
            List<Argument> arguments = arguments(body, bodyType, params);
            boolean headers = params != null
                    && parameters.named().stream().anyMatch(parameter -> parameter.place() != Place.QUERY);
            if (!headers) {
                return List.of(method(arguments, body, null));
            }
            List<Argument> all = new ArrayList<>(arguments);
            all.add(new Argument("@HeaderMap Map<String, String> headers", "headers", "the headers of {@code params}"));
            String names = Stream.concat(
                            arguments.stream().map(Argument::name), Stream.of(last(arguments) + ".headers()"))
                    .collect(Collectors.joining(", "));
            List<Argument> plain =
                    arguments.stream().map(Signature::withoutAnnotations).toList();
            String delegate = JavaNames.method(operation.id()) + "(" + names + ")";
            return List.of(method(plain, body, delegate), method(all, body, null));
        }

        private static String last(List<Argument> arguments) {
            return arguments.get(arguments.size() - 1).name();
        }

        private static Argument withoutAnnotations(Argument argument) {
            return new Argument(shortened(argument), argument.name(), argument.doc());
        }

        /** Type and name. */
        private static String shortened(Argument argument) {
            return argument.declaration()
                    .replaceAll("@(?!Nullable)[\\w.]+(\\((\"([^\"\\\\]|\\\\.)*\"|[^\")])*\\))? ", "");
        }

        private List<Argument> arguments(BodyMapper.@Nullable Body body, String bodyType, @Nullable Named params) {
            Set<String> taken = new HashSet<>();
            List<Argument> arguments = new ArrayList<>();
            for (Parameter parameter : parameters.positional()) {
                String name = distinct(JavaNames.identifier(parameter.name()), taken);
                String annotation = parameter.place() == Place.PATH
                        ? path.annotation(parameter.name())
                        : "@" + parameter.retrofitName() + "(" + Javadoc.literal(parameter.name()) + ")";
                String doc = parameter.description().isBlank() ? "required" : Javadoc.line(parameter.description());
                arguments.add(new Argument(annotation + " " + parameter.type().name() + " " + name, name, doc));
            }
            if (body != null) {
                String name = distinct(body.name(), taken);
                arguments.add(new Argument("@Body " + bodyType + " " + name, name, body.doc()));
            }
            if (params != null) {
                String name = distinct("params", taken);
                arguments.add(new Argument(
                        "@QueryMap " + params.type() + " " + name, name, "the parameters that go by name"));
            }
            return arguments;
        }

        /** A path parameter, a query parameter and the body may have one name. */
        private static String distinct(String name, Set<String> taken) {
            String free = name;
            for (int i = 2; !taken.add(free); i++) {
                free = name + i;
            }
            return free;
        }

        private Method method(List<Argument> arguments, BodyMapper.@Nullable Body body, @Nullable String delegate) {
            boolean deprecated = operation.json().has("deprecated")
                    && operation.json().get("deprecated").getAsBoolean();
            String name = JavaNames.method(operation.id());
            String types = arguments.stream().map(Signature::shortened).collect(Collectors.joining(", "));
            List<Argument> separated = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                Argument argument = arguments.get(i);
                String separator = i + 1 < arguments.size() ? "," : "";
                separated.add(new Argument(argument.declaration() + separator, argument.name(), argument.doc()));
            }
            boolean real = delegate == null;
            return new Method(
                    name,
                    doc(),
                    deprecated ? true : null,
                    (real && open) ? true : null,
                    (real && result.streaming()) ? true : null,
                    real ? headers(body) : null,
                    real ? http(body != null) : null,
                    operation.method().toUpperCase(Locale.ROOT) + " " + Javadoc.line(operation.path()),
                    result.type(),
                    separated,
                    delegate,
                    name + "(" + types + "): " + result.type());
        }

        private @Nullable String headers(BodyMapper.@Nullable Body body) {
            List<String> headers = new ArrayList<>();
            if (!result.accept().isEmpty()) {
                headers.add(Javadoc.literal("Accept: " + result.accept()));
            }
            if (body != null && !body.contentType().isEmpty()) {
                headers.add(Javadoc.literal("Content-Type: " + body.contentType()));
            }
            return headers.isEmpty()
                    ? null
                    : headers.size() == 1 ? headers.get(0) : "{" + String.join(", ", headers) + "}";
        }

        private List<String> doc() {
            String summary = JsonFields.string(operation.json(), "summary", operation.id());
            List<String> doc = new ArrayList<>(Javadoc.lines(summary.endsWith(".") ? summary : summary + "."));
            String description = JsonFields.string(operation.json(), "description", "");
            if (!description.isBlank() && !description.equals(summary)) {
                doc.add("");
                doc.add("<p>");
                doc.addAll(Javadoc.lines(description));
            }
            return doc;
        }

        private String http(boolean hasBody) {
            String method = operation.method().toUpperCase(Locale.ROOT);
            String text = Javadoc.literal(path.text());
            boolean takesBody = List.of("POST", "PUT", "PATCH").contains(method);
            if (method.equals("TRACE") || (hasBody && !takesBody)) {
                return "HTTP(method = \"" + method + "\", path = " + text + ", hasBody = " + hasBody + ")";
            }
            return method + "(" + text + ")";
        }
    }
}
