package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Builds the client of each of the vendor's whole documents and runs {@link EveryOperationIT} and {@link EverySchemaIT} on
 * it. {@code FEATHER_SPECS_DIR} names their folder; {@code ../shared/specs} beside the project unless set.
 *
 * <p>Each build is a Maven of its own, in build folders of its own: the very command by which a team brings its document
 * in, with the same checks, and no second description of how a client is generated. A build of another document than the
 * vendored one has run both tests on that document already, and starts no further ones.
 */
final class WholeApiIT {

    private static final Path PROJECT = Path.of(System.getProperty("feather.project", ".."));
    private static final String FOLDER = System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../shared/specs");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    @TestFactory
    Stream<DynamicTest> everyDocument_whenBuilt_losesNothing() throws IOException {
        if (!isSame(MockedDocument.specFile(), PROJECT.resolve("spec/openapi.json"))) {
            return Stream.empty();
        }
        List<Path> documents = documents(PROJECT.resolve(FOLDER).normalize());
        return documents.isEmpty()
                ? Stream.of(DynamicTest.dynamicTest("whole documents", WholeApiIT::skip))
                : documents.stream().map(WholeApiIT::test);
    }

    private static void skip() {
        System.out.println("Skipped: FEATHER_SPECS_DIR (" + FOLDER + ") has no whole documents.");
        abort("FEATHER_SPECS_DIR has no whole documents");
    }

    private static DynamicTest test(Path document) {
        return DynamicTest.dynamicTest(
                document.getFileName().toString(),
                () -> assertThat(build(document))
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

    /** Returns Maven's exit status; what it prints is printed. */
    private static int build(Path document) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(document))
                .directory(PROJECT.toFile())
                .redirectErrorStream(true);
        inherit(builder.environment());
        Process maven = builder.start();
        maven.getOutputStream().close();
        try (BufferedReader lines = maven.inputReader()) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(System.out::println);
        }
        return maven.waitFor();
    }

    /** The same JDK and the same options; but a debugger's port, or a profiler's file, is the outer Maven's already. */
    private static void inherit(Map<String, String> environment) {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.remove("MAVEN_DEBUG_OPTS");
        environment.computeIfPresent(
                "MAVEN_OPTS",
                (name, options) -> Stream.of(options.split(" +"))
                        .filter(option -> !option.matches("-Xdebug|-Xrunjdwp.*|-agent(lib|path):.*|-javaagent:.*"))
                        .collect(Collectors.joining(" ")));
    }

    private static List<String> command(Path document) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("feather.maven", "") + File.separator + "bin" + File.separator
                + (WINDOWS ? "mvn.cmd" : "mvn"));
        if (System.getProperty("feather.maven.mode", "").equals("offline true")) {
            command.add("--offline");
        }
        String name = document.getFileName().toString().replace(".json", "");
        command.addAll(List.of(
                "--quiet",
                "--batch-mode",
                "-Dmaven.repo.local=" + System.getProperty("feather.maven.repository"),
                "-Dfeather.spec=" + document.toAbsolutePath(),
                "-Dfeather.build=target/whole-api/" + name,
                "-Dfeather.unit-tests.skip",
                "-Dtest=none",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dit.test=EveryOperationIT,EverySchemaIT",
                "-Dfailsafe.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip",
                "-Dmaven.source.skip",
                "-Djacoco.skip",
                "verify"));
        return command;
    }
}
