package com.featherhq.spec.agreement;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was generated, found by looking into the two packages.
 *
 * @param interfaces the top-level interfaces with operations
 * @param models the top-level classes and interfaces of models, enums and unions
 */
record GeneratedClasses(List<Class<?>> interfaces, List<Class<?>> models) {

    private static final String API = "com.featherhq.api";
    private static final String MODEL = "com.featherhq.model";

    static GeneratedClasses of(ClassLoader classes) {
        Class<?> document = load(classes, API + ".ApiDocument");
        if (document == null) {
            return new GeneratedClasses(List.of(), List.of());
        }
        try {
            Path place = Path.of(
                    document.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return of(place, classes);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return of(jar.getPath("/"), classes);
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("can't list the generated classes", e);
        }
    }

    private static GeneratedClasses of(Path root, ClassLoader classes) throws IOException {
        List<Class<?>> interfaces = new ArrayList<>(in(root, API, classes));
        interfaces.removeIf(type -> !type.isInterface() || type.isAnnotation());
        return new GeneratedClasses(interfaces, in(root, MODEL, classes));
    }

    private static List<Class<?>> in(Path root, String packageName, ClassLoader classes) throws IOException {
        Path folder = root.resolve(packageName.replace('.', '/'));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info")) {
                    Class<?> type = load(classes, packageName + "." + name.substring(0, name.length() - 6));
                    if (type != null) {
                        found.add(type);
                    }
                }
            }
        }
        return found;
    }

    static @Nullable Class<?> load(@Nullable ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
