package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that teams without this repository run: it needs no other library, and finds who uses what breaks. */
final class ConcernsJarIT {

    private static final Path JAR = MavenRun.PROJECT.resolve(
            "spec/target/feather-spec-" + System.getProperty("feather.version", "") + "-concerns.jar");

    private static final String REPORT = """
            {"wire": [{"holder": "Thing", "message": "property `note` was removed", "touches": [
               {"type": "com/featherhq/model/Thing", "name": "getNote"}]}],
             "java": [{"signature": "Thing.size()", "what": "method removed", "effect": "compile", "touches": [
               {"type": "com/featherhq/model/Thing", "name": "size", "descriptor": "()V"}]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void run_whenAConsumerUsesWhatBreaks_namesThePlace() throws Exception {
        Path report = Files.writeString(folder.resolve("report.json"), REPORT);
        Path app = consumer("""
                package app;
                class App {
                    static String label(com.featherhq.model.Thing thing) {
                        return thing.getNote();
                    }
                }
                """);

        assertThat(run(10, "concerns", "--report", report.toString(), app.toString()))
                .isEqualTo("2 breaking changes, 1 concerns " + app + ":\n"
                        + "- Thing: property `note` was removed [wire]\n"
                        + "    app.App.label (App.java:4)\n");
    }

    @Test
    void run_whenAConsumerUsesNoneOfIt_endsWithZero() throws Exception {
        Path report = Files.writeString(folder.resolve("report.json"), REPORT);
        Path app = consumer("package app; class App {}");

        assertThat(run(0, "--report", report.toString(), app.toString()))
                .isEqualTo("2 breaking changes, 0 concern " + app + ".\n");
    }

    private String run(int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", output).isEqualTo(exitCode);
        return output.replace("\r\n", "\n");
    }

    /** A jar with the classes of a source, which is compiled against a model with two methods. */
    private Path consumer(String source) throws Exception {
        Path thing = Files.writeString(
                Files.createDirectories(folder.resolve("model")).resolve("Thing.java"),
                "package com.featherhq.model; public class Thing { public String getNote() { return \"\"; } public void size() {} }");
        Path app = Files.writeString(folder.resolve("App.java"), source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-d", classes.toString(), thing.toString(), app.toString()))
                .isZero();
        Path jar = folder.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("app/App.class"));
            Files.copy(classes.resolve("app/App.class"), out);
        }
        return jar;
    }
}
