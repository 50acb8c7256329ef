package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example project, which only an installed client can run, compiles against this one and asks for its version. */
final class ExampleTest {

    private static final Path EXAMPLE = Path.of("example");

    @Test
    void sources_whenCompiled_haveNoErrors(@TempDir Path classes) throws IOException {
        StringWriter errors = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(EXAMPLE.resolve("src"))) {
            List<Path> sources =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();

            boolean compiled = compiler.getTask(
                            errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();

            assertThat(sources).isNotEmpty();
            assertThat(compiled).as("%s", errors).isTrue();
        }
    }

    @Test
    void version_whenAskedFor_isTheOneOfThisProject() throws IOException {
        assertThat(first("<feather.version>([^<]+)", EXAMPLE.resolve("pom.xml")))
                .isEqualTo(first("<artifactId>feather-parent</artifactId>\\s*<version>([^<]+)", Path.of("pom.xml")));
    }

    private static String first(String regex, Path file) throws IOException {
        return Pattern.compile(regex)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
