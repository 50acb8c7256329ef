package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.featherhq.testing.FeatherMock;
import com.featherhq.testing.Reply;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shrinks an application with the rules that the jars bring, and runs what is left in a JVM of its own. */
class ShrinkersTest {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String KEPT = "-keep class app.App { public static void main(java.lang.String[]); }\n";
    private static final List<Path> LIBRARIES = new ArrayList<>();
    private static Path client;

    @BeforeAll
    static void compile() throws Exception {
        for (String jar : Files.readString(TARGET.resolve("application.classpath")).trim().split(File.pathSeparator)) {
            LIBRARIES.add(Path.of(jar));
            client = jar.contains("feather-client-generated") ? Path.of(jar) : client;
        }
        Path classes = Files.createDirectories(TARGET.resolve("app"));
        Path calls = Files.writeString(TARGET.resolve("Calls.java"), new CallsSource(client).text());
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-nowarn", "-Xlint:-unchecked", "-d", classes.toString(), "-cp",
                        classPath(), calls.toString(), "src/app/app/App.java");
        assertEquals(0, status);
        jar(classes, TARGET.resolve("app.jar"));
    }

    @Test
    void r8_inFullMode_leavesWhatRuns() throws Exception {
        Path rules = Files.writeString(TARGET.resolve("r8.pro"), KEPT);
        Path output = TARGET.resolve("r8.jar");
        List<String> command = new ArrayList<>(List.of(
                "-cp", own("r8-"), "com.android.tools.r8.R8", "--classfile", "--release",
                "--output", output.toString(), "--pg-conf", rules.toString(),
                "--lib", System.getProperty("java.home"), TARGET.resolve("app.jar").toString()));
        LIBRARIES.forEach(jar -> command.add(jar.toString()));
        java(command);

        String printed = run(output);

        // The type of an answer is kept, even if the application's code never names it.
        assertTrue(printed.lines().noneMatch(line -> line.startsWith("{")), printed);
        report("R8 8.5.35", output);
    }

    @Test
    void proguard_leavesWhatRuns() throws Exception {
        StringBuilder rules = new StringBuilder(KEPT);
        Path output = TARGET.resolve("proguard.jar");
        rules.append("-injars ").append(quoted(TARGET.resolve("app.jar"))).append('\n');
        for (Path jar : LIBRARIES) {
            rules.append("-injars ").append(quoted(jar)).append("(!META-INF/**)\n").append(embeddedRules(jar));
        }
        rules.append("-libraryjars ").append(quoted(platform())).append('\n');
        rules.append("-outjars ").append(quoted(output)).append('\n');
        // It gives a method of Okio's a return type that the JVM refuses.
        rules.append("-optimizations !method/specialization/returntype\n-ignorewarnings\n");
        Path file = Files.writeString(TARGET.resolve("proguard.pro"), rules);
        java(List.of("-cp", System.getProperty("java.class.path"), "proguard.ProGuard", "@" + file));

        run(output);

        report("ProGuard 7.8.2", output);
    }

    /** Runs the application against a mock in this JVM, and returns what it printed. */
    private static String run(Path jar) throws Exception {
        try (FeatherMock mock = FeatherMock.start()) {
            String answered = java(List.of("-cp", jar.toString(), "app.App", mock.baseUrl()));
            assertTrue(answered.lines().anyMatch(line -> line.matches("answered [1-9]\\d*")), answered);

            mock.next(Reply.invalid("place", "is wrong"));
            String refused = java(List.of("-cp", jar.toString(), "app.App", mock.baseUrl()));
            assertTrue(refused.lines().anyMatch(line -> line.matches(".*\\(\\w+Api\\.\\w+\\) was answered 422: .* is wrong.*")), refused);
            return answered;
        }
    }

    private static void report(String tool, Path output) throws IOException {
        long before = models(client);
        long left = models(output);
        System.out.printf("consumer shrinkers: %s leaves %d of %d models, %d KiB%n", tool, left, before, Files.size(output) / 1024);
        assertTrue(before < 100 || left * 5 < before, left + " of " + before + " models are left");
    }

    private static long models(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().filter(entry -> entry.getName().matches("com/featherhq/model/[A-Z][^$]*\\.class")).count();
        }
    }

    /** The rules that a jar brings, which ProGuard doesn't look for by itself. */
    private static String embeddedRules(Path jar) throws IOException {
        StringBuilder rules = new StringBuilder();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(entry -> entry.getName().matches("META-INF/proguard/.+")).toList()) {
                rules.append(new String(file.getInputStream(entry).readAllBytes())).append('\n');
            }
        }
        return rules.toString();
    }

    /** The JDK's own classes, which not every JDK has as files. */
    private static Path platform() throws IOException {
        Path jar = TARGET.resolve("platform.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(1);
            for (String module : List.of("java.base", "java.logging")) {
                add(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module), out);
            }
        }
        return jar;
    }

    private static void jar(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(folder, out);
        }
    }

    private static void add(Path folder, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class") && !path.endsWith("module-info.class")).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private static String classPath() {
        return String.join(File.pathSeparator, LIBRARIES.stream().map(Path::toString).toList());
    }

    private static String own(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
