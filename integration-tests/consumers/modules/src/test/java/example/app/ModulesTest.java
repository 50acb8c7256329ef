package example.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.featherhq.testing.FeatherMock;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the application on the module path, in the order in which Maven has the jars. */
class ModulesTest {

    private static final Path OTHERS = Path.of("target/others");

    @Test
    void application_onOkHttp4_runs() throws Exception {
        check(run(jars(Map.of())));
    }

    @Test
    void application_onOkHttp5_runs() throws Exception {
        check(run(jars(Map.of("okhttp-4", "okhttp-jvm-5", "okio-jvm-", "okio-jvm-"))));
    }

    private static void check(String output) {
        assertTrue(output.contains("module example.app with module com.featherhq.client"), output);
        assertTrue(output.contains("RecordingPlaybackResponse{"), output);
        assertTrue(
                output.contains("example.app.Application$OwnApi is in a package that the module example.app doesn't export. Add "
                        + "\"exports example.app to com.featherhq.client, retrofit2;\" to its module-info.java."),
                output);
    }

    private static List<String> jars(Map<String, String> replaced) throws Exception {
        List<String> jars = new ArrayList<>();
        for (String jar : Files.readString(Path.of("target/application.classpath")).trim().split(File.pathSeparator)) {
            String name = Path.of(jar).getFileName().toString();
            String other = replaced.entrySet().stream()
                    .filter(entry -> name.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            jars.add(other == null ? jar : other(other));
        }
        return jars;
    }

    private static String other(String name) throws Exception {
        try (Stream<Path> files = Files.list(OTHERS)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name)).findFirst().orElseThrow().toString();
        }
    }

    private static String run(List<String> jars) throws Exception {
        String modulePath = jars.stream().collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator + Path.of("target/classes");
        try (FeatherMock mock = FeatherMock.start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "--module-path", modulePath, "--module", "example.app/example.app.Application", mock.baseUrl())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            return output;
        }
    }
}
