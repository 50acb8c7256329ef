package com.featherhq.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Maven that a test starts, with the JDK, the options and the offline mode of the Maven that runs the test. */
public final class MavenRun {

    /** The project's root folder. */
    public static final Path PROJECT = Path.of(System.getProperty("feather.project", ".."));

    /** The local repository of the Maven that runs the tests. */
    public static final Path REPOSITORY = Path.of(System.getProperty("feather.maven.repository", ""));

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private MavenRun() {}

    /** Returns Maven's exit status. Each line that it prints goes to {@code output}. */
    public static int of(Path folder, Path repository, Consumer<String> output, List<String> arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(repository, arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        inherit(builder.environment());
        Process maven = builder.start();
        maven.getOutputStream().close();
        try (BufferedReader lines = maven.inputReader()) {
            lines.lines().forEach(output);
        }
        return maven.waitFor();
    }

    private static List<String> command(Path repository, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("feather.maven", "") + File.separator + "bin" + File.separator
                + (WINDOWS ? "mvn.cmd" : "mvn"));
        if (System.getProperty("feather.maven.mode", "").equals("offline true")) {
            command.add("--offline");
        }
        command.addAll(List.of("--quiet", "--batch-mode", "-Dmaven.repo.local=" + repository.toAbsolutePath()));
        command.addAll(arguments);
        return command;
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
}
