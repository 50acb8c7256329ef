package com.featherhq.it.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.featherhq.it.MavenRun;
import com.featherhq.it.MockedDocument;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs {@code mvn verify} in every project of {@code integration-tests/consumers}, with the jars of this build. A project with a
 * profile {@code whole} runs again, with that profile, on the client of the newest whole document: {@code WholeApiIT} starts
 * this test in that build. {@code -Dfeather.consumer=NAME} runs one.
 */
final class ConsumersIT {

    private static final Path CONSUMERS = MavenRun.PROJECT.resolve("integration-tests/consumers");
    private static final Path BUILD = Path.of(System.getProperty("feather.build", "target"));
    private static final String VERSION = System.getProperty("feather.version", "");
    private static final int SHOWN_LINES = 150;

    @TestFactory
    Stream<DynamicTest> everyConsumer_whenBuiltWithTheJarsOfThisBuild_works() throws IOException {
        boolean whole = !isVendored(MockedDocument.givenFile());
        List<Path> consumers = consumers(whole);
        assertThat(consumers).as("projects in %s", CONSUMERS).isNotEmpty();
        Path repository = ConsumersRepository.lay(BUILD, VERSION, consumers);
        return consumers.stream()
                .map(consumer -> DynamicTest.dynamicTest(
                        consumer.getFileName().toString(), () -> build(consumer, repository, whole)));
    }

    @Test
    void everyConsumer_whenReadAlone_asksForTheVersionOfThisProject() throws IOException {
        for (Path consumer : consumers(false)) {
            assertThat(pom(consumer)).as("%s", consumer).contains("<feather.version>" + VERSION + "</feather.version>");
        }
    }

    private static boolean isVendored(Path document) throws IOException {
        Path vendored = MavenRun.PROJECT.resolve("spec/openapi.json");
        return Files.exists(vendored) && Files.isSameFile(document, vendored);
    }

    private static List<Path> consumers(boolean whole) throws IOException {
        String only = System.getProperty("feather.consumer", "");
        List<Path> consumers = new ArrayList<>();
        try (Stream<Path> folders = Files.list(CONSUMERS)) {
            for (Path folder : folders.sorted().toList()) {
                boolean wanted = only.isEmpty() || folder.endsWith(only);
                if (wanted
                        && Files.exists(folder.resolve("pom.xml"))
                        && (!whole || pom(folder).contains("<id>whole</id>"))) {
                    consumers.add(folder);
                }
            }
        }
        return consumers;
    }

    private static String pom(Path consumer) throws IOException {
        return Files.readString(consumer.resolve("pom.xml"));
    }

    private static void build(Path consumer, Path repository, boolean whole) throws IOException, InterruptedException {
        Path copy = copy(consumer);
        List<String> arguments = new ArrayList<>(List.of("-Dfeather.version=" + VERSION, "verify"));
        if (whole) {
            arguments.addAll(List.of(
                    "-Pwhole", "-Dfeather.spec=" + MockedDocument.givenFile().toAbsolutePath()));
        }
        Deque<String> lines = new ArrayDeque<>();
        int status = MavenRun.of(
                copy,
                repository,
                line -> {
                    lines.addLast(line);
                    if (lines.size() > SHOWN_LINES) {
                        lines.removeFirst();
                    }
                },
                arguments);
        if (status != 0) {
            fail("mvn " + String.join(" ", arguments) + " ended with " + status + " in " + copy + ":\n"
                    + String.join("\n", lines));
        }
        lines.stream().filter(line -> line.startsWith("consumer ")).forEach(System.out::println);
    }

    /** Copies a project beside this module's build, so that its own folder holds no results of any build. */
    private static Path copy(Path consumer) throws IOException {
        Path copy = Path.of(
                        BUILD.toString(), "consumers", consumer.getFileName().toString())
                .toAbsolutePath();
        delete(copy);
        try (Stream<Path> paths = Files.walk(consumer)) {
            for (Path path : paths.filter(path -> !consumer.relativize(path).startsWith("target"))
                    .toList()) {
                Files.createDirectories(copy);
                Path to = copy.resolve(consumer.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
        return copy;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
