package com.featherhq.it;

import com.featherhq.api.ApiDocument;
import com.featherhq.it.OpenApiDocument.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.HTTP;

/** A method of a generated interface and the operation of the document that it calls. */
record ApiMethod(Class<?> api, Method method, Operation operation) {

    /** All of them, found where {@link ApiDocument} is. */
    static List<ApiMethod> all(OpenApiDocument document) {
        return all(document, ApiDocument.class);
    }

    /** All of them, found where that document's {@code ApiDocument} is. */
    static List<ApiMethod> all(OpenApiDocument document, Class<?> apiDocument) {
        Map<String, Operation> operations = new HashMap<>();
        document.operations().forEach((line, operation) -> operations.put(shape(line), operation));
        List<ApiMethod> all = new ArrayList<>();
        for (Class<?> api : interfaces(apiDocument)) {
            for (Method method : api.getDeclaredMethods()) {
                if (method.isDefault() || method.isSynthetic()) {
                    continue; // it calls another one
                }
                String line = line(method);
                Operation operation = operations.get(shape(line));
                if (operation == null) {
                    throw new AssertionError(method + " calls " + line + ", which is not in the document");
                }
                all.add(new ApiMethod(api, method, operation));
            }
        }
        all.sort(Comparator.comparing(method -> method.operation().line()));
        return all;
    }

    /** The type that a successful answer is read as. */
    Type returns() {
        return ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
    }

    @SuppressWarnings("unchecked") // every generated method returns a call
    Call<Object> call(Object implementation, @Nullable Object[] arguments) {
        try {
            return (Call<Object>) method.invoke(implementation, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the call can't be made: " + e.getCause(), e);
        }
    }

    /** Method and path without what Retrofit wants to have otherwise: names of parameters, a colon, a path that isn't empty. */
    private static String shape(String line) {
        return line.replaceAll("\\{[^}]*}", "{}").replace("%3A", ":").replaceFirst(" /\\.$", " /");
    }

    private static String line(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (annotation instanceof HTTP http) {
                return http.method() + " /" + http.path();
            } else if (List.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH")
                    .contains(type.getSimpleName())) {
                return type.getSimpleName() + " /" + path(annotation);
            }
        }
        throw new AssertionError(method + " has no HTTP method");
    }

    private static Object path(Annotation annotation) {
        try {
            return annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The generated interfaces beside a document's {@code ApiDocument}. */
    static List<Class<?>> interfaces(Class<?> apiDocument) {
        try {
            Path place = Path.of(apiDocument
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return interfaces(place, apiDocument);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return interfaces(jar.getPath("/"), apiDocument);
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the generated interfaces can't be listed", e);
        }
    }

    private static List<Class<?>> interfaces(Path root, Class<?> apiDocument) throws IOException {
        String name = apiDocument.getPackageName();
        try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Api.class"))
                    .<Class<?>>map(file -> load(name + "." + file.replace(".class", ""), apiDocument.getClassLoader()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Class<?> load(String name, ClassLoader classes) {
        try {
            return Class.forName(name, true, classes);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
