package com.featherhq.spec.concerns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** Reads the class files of a consumer: a jar, also one with jars inside, or a folder. */
final class ClassFiles {

    private ClassFiles() {}

    /** Every use of a generated type, in all class files. */
    static List<Reference> references(Path consumer) {
        List<Reference> references = new ArrayList<>();
        try {
            if (Files.isDirectory(consumer)) {
                readAll(consumer, references);
            } else {
                readJar(consumer, references);
            }
            return references;
        } catch (IOException | java.nio.file.ProviderNotFoundException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    consumer + " can't be read: it must be a jar or a folder with class files. (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static void readJar(Path jar, List<Reference> references) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            readAll(files.getPath("/"), references);
        }
    }

    private static void readAll(Path root, List<Reference> references) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                if (path.toString().endsWith(".class") && !path.endsWith("module-info.class")) {
                    read(path, references);
                } else if (path.toString().endsWith(".jar")) {
                    readJar(path, references); // as Spring Boot nests them
                }
            }
        }
    }

    /** The client's own classes, which an application may have in one jar with its own, are no consumers. */
    private static void read(Path file, List<Reference> references) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ClassReader reader = new ClassReader(in);
            if (!reader.getClassName().startsWith(References.PACKAGE)) {
                reader.accept(new References(references), ClassReader.SKIP_FRAMES);
            }
        }
    }
}
