package com.featherhq.spec.concerns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConcernsTest {

    private static final String REPORT = """
            {'wire': [
               {'holder': 'Thing', 'message': 'property `note` was removed', 'touches': [
                 {'type': 'com/featherhq/model/Thing', 'name': 'getNote'}]},
               {'holder': 'Thing', 'message': 'new property `extra`'}],
             'java': [
               {'signature': 'Thing.size()', 'what': 'returns `String`, was `Long`', 'effect': 'compile', 'touches': [
                 {'type': 'com/featherhq/model/Thing', 'name': 'size', 'descriptor': '()Ljava/lang/Long;'}]},
               {'signature': 'State', 'what': 'removed', 'effect': 'compile', 'touches': [
                 {'type': 'com/featherhq/model/State'}]},
               {'signature': 'Thing.gone()', 'what': 'method removed', 'effect': 'compile', 'touches': [
                 {'type': 'com/featherhq/model/Thing', 'name': 'gone', 'descriptor': '()V'}]}]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private Path report;

    @BeforeEach
    void compile() throws Exception {
        report = Files.writeString(folder.resolve("report.json"), REPORT.replace('\'', '"'));
        source(
                "com/featherhq/model/Thing",
                "package com.featherhq.model; public class Thing { public String getNote() { return \"\"; }"
                        + " public Long size() { return 1L; } public void gone() { getNote(); } }");
        source("com/featherhq/model/State", "package com.featherhq.model; public class State {}");
        source("app/App", """
                package app;
                import com.featherhq.model.*;
                import java.util.List;
                class App {
                    static String note(Thing thing) {
                        return thing.getNote();
                    }
                    List<Long> sizes(List<Thing> things) {
                        return things.stream().map(Thing::size).toList();
                    }
                    Runnable lambda(Thing thing) {
                        return () -> {
                            thing.getNote();
                        };
                    }
                }
                """);
    }

    @Test
    void run_whenCodeUsesWhatBreaks_saysWhichAndWhere() {
        assertThat(run("--report", report.toString(), folder.resolve("classes").toString()))
                .isEqualTo(Concerns.CONCERNED);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .isEqualTo("4 breaking changes, 2 concern " + folder.resolve("classes") + ":\n"
                        + "- Thing: property `note` was removed [wire]\n"
                        + "    app.App.note (App.java:6)\n"
                        + "    app.App.lambda (App.java:13)\n"
                        + "- Thing.size(): returns `String`, was `Long` [compile]\n"
                        + "    app.App.sizes (App.java:9)\n");
    }

    @Test
    void run_whenJarIsNestedInAJar_readsIt() throws Exception {
        Path inner = jar("inner.jar", "app/App.class", folder.resolve("classes/app/App.class"));
        Path outer = jar("outer.jar", "BOOT-INF/lib/inner.jar", inner);

        assertThat(run("concerns", "--report", report.toString(), outer.toString()))
                .isEqualTo(Concerns.CONCERNED);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .startsWith("4 breaking changes, 2 concern " + outer + ":\n");
    }

    @Test
    void run_whenNothingIsUsed_saysSo() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(run("--report", report.toString(), empty.toString())).isEqualTo(Concerns.UNCONCERNED);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .isEqualTo("4 breaking changes, 0 concern " + empty + ".\n");
    }

    @Test
    void run_whenReportTellsOfAFailure_saysWhatItSays() throws Exception {
        Files.writeString(report, "{\"status\": \"unusable\", \"message\": \"It is HTML.\"}");

        assertThat(run("--report", report.toString(), folder.toString())).isEqualTo(Concerns.FAILED);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .isEqualTo("The report tells of no comparison: It is HTML.\n");
    }

    @Test
    void run_whenNothingIsNamed_saysHow() {
        assertThat(run()).isEqualTo(Concerns.FAILED);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .isEqualTo("Usage: concerns --report report.json CONSUMER...; a consumer is a jar or a folder of"
                        + " classes.\n");
    }

    private int run(String... args) {
        return Concerns.run(List.of(args), new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private void source(String name, String text) throws Exception {
        Path file = folder.resolve("sources/" + name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        String classes = Files.createDirectories(folder.resolve("classes")).toString();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-d", classes, "-cp", classes, file.toString()))
                .isZero();
    }

    private Path jar(String name, String entry, Path content) throws Exception {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            Files.copy(content, out);
        }
        return jar;
    }
}
