package com.featherhq.spec.classes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The public types of a compiled client, loaded. */
final class CompiledTypes implements AutoCloseable {

    private final URLClassLoader loader;
    private final Map<String, Class<?>> types = new TreeMap<>();

    private CompiledTypes(URLClassLoader loader) {
        this.loader = loader;
    }

    static CompiledTypes load(Path classes) {
        try (Stream<Path> paths = Files.walk(classes)) {
            URL[] urls = {classes.toUri().toURL()};
            CompiledTypes all = new CompiledTypes(new URLClassLoader(urls, CompiledTypes.class.getClassLoader()));
            paths.filter(path -> path.toString().endsWith(".class"))
                    .map(path -> classes.relativize(path).toString())
                    .map(path -> path.replaceFirst("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("can't load classes from " + classes, e);
        }
    }

    private void add(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (isPublic(type)) {
                types.put(name, type);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class that was just compiled can't be loaded: " + name, e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    /** By binary name. */
    Map<String, Class<?>> types() {
        return types;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the class loader of a compiled client", e);
        }
    }
}
