package com.featherhq.spec.bump;

import com.featherhq.spec.document.SpecLock;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A project folder for tests, in a place of its own. */
final class TestTree {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private TestTree() {}

    /** This project's folder. */
    static Tree project() {
        return Tree.at(PROJECT, "0.1.0-SNAPSHOT");
    }

    /** A copy of this project's own code, with another document. */
    static Tree create(Path root, Path document) throws IOException {
        return create(root, Files.readAllBytes(document));
    }

    private static Tree create(Path root, byte[] document) throws IOException {
        Tree tree = new Tree(root, "0.1.0-SNAPSHOT", PROJECT.resolve("spec/checks"));
        Files.createDirectories(root.resolve("spec"));
        copy(project().handWritten("client-generated"), tree.handWritten("client-generated"));
        copy(project().handWritten("client-extensions"), tree.handWritten("client-extensions"));
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
        Files.copy(PROJECT.resolve("spec/corrections.json"), root.resolve("spec/corrections.json"));
        Files.writeString(tree.changelog(), "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n");
        Files.write(tree.document(), document);
        JsonObject lock = new JsonObject();
        lock.addProperty("origin", "https://example.com/openapi.json");
        lock.addProperty("version", "1.0.0");
        lock.addProperty("sha256", SpecLock.sha256(tree.document()));
        JsonFiles.write(tree.lock(), lock);
        return tree;
    }

    /** Has a hand-written client of one class, which uses an interface of the small document. */
    static Tree withSmallClient(Tree tree) throws IOException {
        Path folder = tree.handWritten("client-extensions");
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("Own.java"), "interface Own { com.featherhq.api.ThingsApi things(); }\n");
        return tree;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path));
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }
}
