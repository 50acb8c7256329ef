package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Builds the client of each of the vendor's whole documents and runs {@link EveryOperationIT}, {@link EverySchemaIT} and {@link JobsIT} on
 * it. {@code FEATHER_SPECS_DIR} names their folder; {@code ../shared/specs} beside the project unless set.
 *
 * <p>Each build is a Maven of its own, in build folders of its own: the very command by which a team brings its document
 * in, with the same checks, and no second description of how a client is generated. A build of another document than the
 * vendored one has run both tests on that document already, and starts no further ones. The newest document's client is also
 * what {@link ConsumersIT} runs on.
 */
final class WholeApiIT {

    private static final Path PROJECT = MavenRun.PROJECT;
    private static final String FOLDER = System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../shared/specs");

    @TestFactory
    Stream<DynamicTest> everyDocument_whenBuilt_losesNothing() throws IOException {
        if (!isSame(MockedDocument.givenFile(), PROJECT.resolve("spec/openapi.json"))) {
            return Stream.empty();
        }
        List<Path> documents = documents(PROJECT.resolve(FOLDER).normalize());
        return documents.isEmpty()
                ? Stream.of(DynamicTest.dynamicTest("whole documents", WholeApiIT::skip))
                : documents.stream()
                        .map(document -> test(document, document.equals(documents.get(documents.size() - 1))));
    }

    private static void skip() {
        System.out.println("Skipped: FEATHER_SPECS_DIR (" + FOLDER + ") has no whole documents.");
        abort("FEATHER_SPECS_DIR has no whole documents");
    }

    private static DynamicTest test(Path document, boolean newest) {
        return DynamicTest.dynamicTest(
                document.getFileName().toString(),
                () -> assertThat(build(document, newest))
                        .as("exit status of the build, which tells above what is wrong")
                        .isZero());
    }

    private static boolean isSame(Path left, Path right) throws IOException {
        return Files.exists(right) && Files.isSameFile(left, right);
    }

    private static List<Path> documents(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-full.json"))
                    .sorted()
                    .toList();
        }
    }

    private static int build(Path document, boolean newest) throws IOException, InterruptedException {
        return MavenRun.of(PROJECT, MavenRun.REPOSITORY, WholeApiIT::print, arguments(document, newest));
    }

    private static void print(String line) {
        if (!line.startsWith("#")) {
            System.out.println(line);
        }
    }

    private static List<String> arguments(Path document, boolean newest) {
        return List.of(
                "-Dfeather.spec=" + document.toAbsolutePath(),
                "-Dfeather.build=target/whole-api/"
                        + document.getFileName().toString().replace(".json", ""),
                "-Dfeather.unit-tests.skip",
                "-Dtest=none",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dit.test=EveryOperationIT,EverySchemaIT,JobsIT" + (newest ? ",ConsumersIT" : ""),
                "-Dfailsafe.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip",
                "-Dmaven.source.skip",
                "-Djacoco.skip",
                "verify");
    }
}
