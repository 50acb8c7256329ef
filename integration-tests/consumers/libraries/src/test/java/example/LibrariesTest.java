package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.featherhq.testing.FeatherMock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client on class paths where something else brought other versions of its libraries, each in a JVM of its own. */
class LibrariesTest {

    private static final Path OTHERS = Path.of("target/others");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            okhttp-4  | okhttp-5.5.1.jar   | OkHttp is missing. For Maven, okhttp 5 is an empty jar: add com.squareup.okhttp3:okhttp-jvm in the same version, or set com.squareup.okhttp3:okhttp to 4.12.0.
            okhttp-4  | okhttp-3.12.0.jar  | OkHttp is too old: found okhttp-3.12.0.jar; needed is 4.12.0 or newer. Depend on com.squareup.okhttp3:okhttp:4.12.0.
            okio-jvm- | okio-1.15.0.jar    | Okio is too old: found okio-1.15.0.jar; needed is 3.6.0 or newer. Depend on com.squareup.okio:okio-jvm:3.6.0.
            retrofit- | retrofit-2.4.0.jar | Retrofit is too old: found retrofit-2.4.0.jar; needed is 2.9.0 or newer. Depend on com.squareup.retrofit2:retrofit:3.0.0.
            gson-2    | gson-2.2.4.jar     | Gson is too old: found gson-2.2.4.jar; needed is 2.8.5 or newer. Depend on com.google.code.gson:gson:2.13.2.
            gson-2    | gson-2.8.4.jar     | Gson is too old: found gson-2.8.4.jar; needed is 2.8.5 or newer. Depend on com.google.code.gson:gson:2.13.2.
            """)
    void build_whenALibraryIsTooOld_saysWhichAndWhatToDo(String replaced, String other, String message) throws Exception {
        String output = run(replace(replaced, other));

        assertTrue(output.contains("IllegalStateException: " + message), output);
    }

    @ParameterizedTest
    @CsvSource({"retrofit-,retrofit-2.9.0.jar", "gson-2,gson-2.8.5.jar"})
    void call_onTheOldestVersionThatWorks_isAnswered(String replaced, String other) throws Exception {
        String output = run(replace(replaced, other));

        assertTrue(output.contains("RecordingPlaybackResponse{"), output);
    }

    @Test
    void call_onTheShadedJarBehindOldLibraries_isAnswered() throws Exception {
        Path shaded;
        try (var files = Files.list(OTHERS)) {
            shaded = files.filter(file -> file.toString().endsWith("-shaded.jar")).findFirst().orElseThrow();
        }
        // Its methods have types of its own, so an application is compiled with it.
        String classes = Files.createDirectories(Path.of("target/shaded")).toString();
        String source = "src/test/java/example/Application.java";
        assertEquals(0, ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes, "-cp", shaded.toString(), source));
        String output = run(List.of(
                classes,
                OTHERS.resolve("okhttp-3.12.0.jar").toString(),
                OTHERS.resolve("okio-1.15.0.jar").toString(),
                OTHERS.resolve("gson-2.2.4.jar").toString(),
                OTHERS.resolve("retrofit-2.4.0.jar").toString(),
                shaded.toString()));

        assertTrue(output.contains("RecordingPlaybackResponse{"), output);
        System.out.println("consumer libraries: the shaded jar has " + Files.size(shaded) / 1024 + " KiB");
    }

    private static List<String> replace(String replaced, String other) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String jar : Files.readString(Path.of("target/application.classpath")).trim().split(File.pathSeparator)) {
            boolean isReplaced = Path.of(jar).getFileName().toString().startsWith(replaced);
            jars.add(isReplaced ? OTHERS.resolve(other).toString() : jar);
        }
        assertTrue(jars.stream().anyMatch(jar -> jar.endsWith(other)), jars::toString);
        return jars;
    }

    private static String run(List<String> jars) throws Exception {
        String classPath = jars.stream().collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator + Path.of("target/test-classes");
        try (FeatherMock mock = FeatherMock.start()) {
            Process process = new ProcessBuilder(Arrays.asList(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp", classPath, "example.Application", mock.baseUrl()))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            return output;
        }
    }
}
