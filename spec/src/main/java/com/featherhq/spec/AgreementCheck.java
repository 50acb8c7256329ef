package com.featherhq.spec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a document with the compiled classes that were generated from it, without the rules that made them: every
 * operation has its method, every parameter, body and property a place that can hold every value the document allows.
 */
public final class AgreementCheck {

    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final ApiSpec spec;
    private final ClassLoader classes;
    private final TypeAgreement types;
    private final List<String> problems = new ArrayList<>();

    private AgreementCheck(ApiSpec spec, ClassLoader classes) {
        this.spec = spec;
        this.classes = classes;
        this.types = new TypeAgreement(spec, classes, problems);
    }

    /**
     * Checks the classes on this class's class path; prints what was compared.
     *
     * @param args the document
     * @throws SpecException if document and classes disagree; the message names every place
     */
    public static void main(String[] args) {
        ApiSpec spec = ApiSpec.read(Path.of(args[0]));
        List<String> problems = problems(spec, Thread.currentThread().getContextClassLoader());
        if (!problems.isEmpty()) {
            throw new SpecException("The generated classes don't agree with " + args[0] + " in " + problems.size()
                    + " places; add or mend a generation rule:\n  " + String.join("\n  ", problems));
        }
        int[] operations = {0};
        spec.forEachOperation(operation -> operations[0]++);
        System.out.println("Document and classes agree: " + operations[0] + " operations, "
                + spec.schemas().size() + " schemas.");
    }

    /** Where document and classes disagree, each with a JSON Pointer; empty if nowhere. */
    public static List<String> problems(ApiSpec spec, ClassLoader classes) {
        AgreementCheck check = new AgreementCheck(spec, classes);
        for (Map.Entry<String, JsonElement> schema : spec.schemas().entrySet()) {
            check.types.checkNamed(schema.getKey(), schema.getValue());
        }
        spec.forEachOperation(check::checkOperation);
        return List.copyOf(check.problems);
    }

    private void checkOperation(ApiSpec.Operation operation) {
        List<String> tags = Schemas.strings(operation.json(), "tags");
        String name = "com.featherhq.api." + JavaNames.api(tags.isEmpty() ? "default" : tags.get(0));
        Class<?> api = TypeAgreement.load(classes, name);
        if (api == null) {
            problems.add(operation.pointer() + " has no interface " + name);
            return;
        }
        List<Method> methods = new ArrayList<>();
        String line = operation.method().toUpperCase(Locale.ROOT) + " " + operation.path();
        for (Method method : api.getMethods()) {
            if (line.equals(httpLine(method))) {
                methods.add(method);
            }
        }
        int expected = hasOptionalBody(operation) ? 2 : 1;
        if (methods.size() != expected) {
            problems.add(operation.pointer() + " has " + methods.size() + " methods instead of " + expected);
        }
        methods.forEach(method -> checkMethod(operation, method));
    }

    private void checkMethod(ApiSpec.Operation operation, Method method) {
        if (operation.json().has("parameters")) {
            operation
                    .json()
                    .getAsJsonArray("parameters")
                    .forEach(parameter -> checkParameter(operation, method, parameter));
        }
        Type result = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        for (Map.Entry<String, JsonElement> response :
                ApiSpec.object(operation.json(), "responses").entrySet()) {
            if (response.getKey().startsWith("2")) {
                checkContent(response.getValue(), result, operation.pointer() + "/responses/" + response.getKey());
            }
        }
        int parts = 0;
        for (Parameter parameter : method.getParameters()) {
            if (annotation(parameter, "Body") != null) {
                checkContent(
                        operation.json().get("requestBody"),
                        parameter.getParameterizedType(),
                        operation.pointer() + "/requestBody");
            }
            parts += annotation(parameter, "Part") != null || annotation(parameter, "Field") != null ? 1 : 0;
        }
        checkForm(operation, parts);
    }

    /** A file's part carries its own name, so that only their number can be compared. */
    private void checkForm(ApiSpec.Operation operation, int parts) {
        JsonObject body = ApiSpec.object(operation.json(), "requestBody");
        for (String contentType : OperationMapper.contentTypes(body)) {
            int declared = propertiesOf(OperationMapper.schemaOf(body, contentType));
            if (isForm(contentType) && parts > 0 && parts != declared) {
                problems.add(operation.pointer() + "/requestBody has " + declared + " parts, the method " + parts);
            }
        }
    }

    /** How many properties a schema declares, itself or the one that it refers to. */
    private int propertiesOf(JsonElement schema) {
        String ref = schema.isJsonObject() ? Schemas.refName(schema.getAsJsonObject(), "") : null;
        JsonElement target = ref == null ? schema : spec.schemas().get(ref);
        return target != null && target.isJsonObject()
                ? ApiSpec.object(target.getAsJsonObject(), "properties").size()
                : 0;
    }

    private static boolean isForm(String contentType) {
        return contentType.contains("multipart/form-data") || contentType.contains("x-www-form-urlencoded");
    }

    private void checkParameter(ApiSpec.Operation operation, Method method, JsonElement declared) {
        JsonObject json = declared.getAsJsonObject();
        String name = ApiSpec.string(json, "name", "");
        String kind = JavaNames.upperCamel(ApiSpec.string(json, "in", ""));
        String pointer = operation.pointer() + "/parameters/" + name;
        for (Parameter parameter : method.getParameters()) {
            Annotation annotation = annotation(parameter, kind);
            if (annotation != null && name.equals(value(annotation, "value"))) {
                types.check(json.get("schema"), parameter.getParameterizedType(), pointer);
                return;
            }
        }
        problems.add(pointer + " has no " + kind + " parameter in " + method.getName());
    }

    private void checkContent(@Nullable JsonElement holder, Type type, String pointer) {
        if (holder == null || type.getTypeName().startsWith("okhttp3.")) {
            return; // a stream holds anything
        }
        JsonObject json = holder.getAsJsonObject();
        for (String contentType : OperationMapper.contentTypes(json)) {
            types.check(
                    OperationMapper.schemaOf(json, contentType),
                    type,
                    JsonPointers.child(pointer, "content", contentType));
        }
    }

    private static boolean hasOptionalBody(ApiSpec.Operation operation) {
        JsonObject body = ApiSpec.object(operation.json(), "requestBody");
        if (body.size() == 0) {
            return false;
        }
        boolean required = body.has("required") && body.get("required").getAsBoolean();
        boolean form = OperationMapper.contentTypes(body).stream().anyMatch(AgreementCheck::isForm);
        boolean nullable = OperationMapper.contentTypes(body).stream()
                .anyMatch(type -> TypeAgreement.allowsNull(OperationMapper.schemaOf(body, type)));
        return !form && (!required || nullable);
    }

    /** The method and path in the document's form, or empty for a method that is no operation. */
    private static String httpLine(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            String verb = annotation.annotationType().getSimpleName();
            if (VERBS.contains(verb)) {
                return verb + " /" + value(annotation, "value");
            }
            if (verb.equals("HTTP")) {
                return value(annotation, "method") + " /" + value(annotation, "path");
            }
        }
        return "";
    }

    private static @Nullable Annotation annotation(Parameter parameter, String simpleName) {
        for (Annotation annotation : parameter.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals(simpleName)) {
                return annotation;
            }
        }
        return null;
    }

    private static String value(Annotation annotation, String member) {
        try {
            return String.valueOf(annotation.annotationType().getMethod(member).invoke(annotation));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Retrofit's annotations have changed", e);
        }
    }
}
