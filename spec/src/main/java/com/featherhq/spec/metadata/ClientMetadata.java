package com.featherhq.spec.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The build's step that writes, beside the compiled client, what shrinkers and native-image need to know of it. */
public final class ClientMetadata {

    private static final String ADAPTER = "ADAPTER";

    private final List<Class<?>> interfaces;
    private final List<Class<?>> models;

    private ClientMetadata(Path classes, ClassLoader loader) throws IOException {
        interfaces = load(classes, "com/featherhq/api", loader).stream()
                .filter(type -> type.isInterface() && isApi(type))
                .toList();
        models = load(classes, "com/featherhq/model", loader).stream()
                .filter(ClientMetadata::hasAdapter)
                .toList();
    }

    /**
     * Runs the step.
     *
     * @param args the folder of the compiled client, which is on this class's class path too
     */
    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        ClientMetadata client =
                new ClientMetadata(classes, Thread.currentThread().getContextClassLoader());
        // For R8 alone: ProGuard takes a condition for true that names what nobody uses.
        write(
                classes.resolve("META-INF/com.android.tools/r8/feather-operations.pro"),
                ShrinkerRules.of(client.interfaces));
        write(
                classes.resolve(
                        "META-INF/native-image/com.featherhq/feather-client-generated/reachability-metadata.json"),
                ReachabilityMetadata.of(client.interfaces, client.models));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a type has methods that Retrofit implements: their annotation names an HTTP method. */
    private static boolean isApi(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(ClientMetadata::isOperation);
    }

    static boolean isOperation(Method method) {
        return method.getReturnType().getName().equals("retrofit2.Call") && !method.isSynthetic();
    }

    static boolean hasAdapter(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .anyMatch(field -> field.getName().equals(ADAPTER));
    }

    /** The classes in one folder, in the order of their names. */
    private static List<Class<?>> load(Path classes, String folder, ClassLoader loader) throws IOException {
        if (!Files.isDirectory(classes.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(classes.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name ->
                            (folder + "/" + name.substring(0, name.length() - ".class".length())).replace('/', '.'))
                    .sorted()
                    .<Class<?>>map(name -> load(name, loader))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name + " is in the folder of the client, but not on the class path.", e);
        }
    }
}
