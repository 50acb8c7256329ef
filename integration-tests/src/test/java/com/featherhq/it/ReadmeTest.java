package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README, the modules' READMEs and the documentation of types show is true: Java compiles, links lead somewhere, commands and versions are ours. */
final class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> PAGES = List.of(
            "README.md",
            "client-extensions/README.md",
            "client-generated/README.md",
            "integration-tests/README.md",
            "spec/README.md");
    /** From packages whose other names would clash with ours. */
    private static final String IMPORTED_ALONE = "import com.google.gson.JsonElement; import retrofit2.Retrofit;"
            + " import com.featherhq.client.ratelimit.RateLimiter; import io.lettuce.core.RedisClient; ";

    private static final String IMPORTS = Stream.of(
                    "com.featherhq.api",
                    "com.featherhq.client",
                    "com.featherhq.client.auth",
                    "com.featherhq.client.micrometer",
                    "com.featherhq.client.pages",
                    "com.featherhq.client.ratelimit",
                    "com.featherhq.client.files",
                    "com.featherhq.client.recordings",
                    "com.featherhq.client.redis",
                    "com.featherhq.client.retry",
                    "com.featherhq.client.streams",
                    "com.featherhq.client.spring",
                    "com.featherhq.client.waits",
                    "com.featherhq.client.webhooks",
                    "com.featherhq.model",
                    "io.github.resilience4j.circuitbreaker",
                    "java.nio",
                    "java.nio.channels",
                    "java.nio.file",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "okhttp3")
            .map(name -> "import " + name + ".*;")
            .collect(Collectors.joining(" ", IMPORTED_ALONE, "\n"));

    /** The names that the snippets take as given. */
    private static final String GIVEN = "FeatherClient client; UUID recordingId; List<UUID> recordingIds; Path file;"
            + " ByteBuffer buffer; retrofit2.Call<ResponseBody> call;"
            + " Flow.Subscriber<ServerSentEvent> subscriber; String key; String url; void play(String url) {} byte[] body; Incoming request;"
            + " RedisClient redis; io.micrometer.observation.ObservationRegistry registry; static class TimingListener"
            + " extends okhttp3.EventListener {} String sha256; String downloadUrl() { return url; } java.io.InputStream newStream() { return null; }"
            + " retrofit2.Call<ResponseBody> fileCall() { return null; } interface Incoming { String getHeader(String name); }"
            + " interface Conversations { record Turn(String text, String clientId) {} retrofit2.Call<Turn> send(String id, Turn turn);"
            + " retrofit2.Call<List<Turn>> turns(String id); }";

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_whenCompiled_hasNoErrors(String snippet, @TempDir Path classes) {
        StringWriter errors = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));

        boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(new Source(unit(snippet))))
                .call();

        assertThat(compiled).as("%s", errors).isTrue();
    }

    static List<String> snippets() {
        return PAGES.stream()
                .flatMap(page -> fenced("java", text(page)).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_ofDocumentation_hasNoErrors(Example example, @TempDir Path classes) {
        snippet_whenCompiled_hasNoErrors(example.code(), classes);
    }

    static List<Example> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("client-extensions/src/main/java"))) {
            List<Example> examples = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(file -> found(
                                    "(?s)<pre>\\{@code\\n(.*?)\\n *\\* \\}</pre>",
                                    text(ROOT.relativize(file).toString()))
                            .map(code ->
                                    new Example(file.getFileName().toString(), code.replaceAll("(?m)^ *\\* ?", ""))))
                    .toList();
            assertThat(examples).isNotEmpty();
            return examples;
        }
    }

    /** An example in the documentation of a type. */
    private record Example(String file, String code) {

        @Override
        public String toString() {
            return file;
        }
    }

    @Test
    void readme_whenCounted_fitsOnFewScreens() {
        assertThat(text("README.md").lines()).hasSizeLessThanOrEqualTo(120);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_whenFollowed_leadToAFileAndAHeading(String page) {
        Path folder = ROOT.resolve(page).getParent();

        assertThat(found("\\]\\((?!https?:)([^)]+)\\)", text(page))).allSatisfy(link -> {
            String[] target = link.split("#", 2);
            Path file = target[0].isEmpty() ? ROOT.resolve(page) : folder.resolve(target[0]);
            assertThat(file).exists();
            if (target.length == 2) {
                assertThat(anchors(Files.readString(file))).contains(target[1]);
            }
        });
    }

    static List<String> pages() {
        return PAGES;
    }

    @Test
    void quickStart_whenRead_isTheDemoAndThenTheTestsOfCi() throws IOException {
        String quickStart =
                text("README.md").split("(?m)^## Quick start$", 2)[1].split("(?m)^## ", 2)[0];

        List<String> commands = fenced("sh", quickStart);

        assertThat(commands).containsExactly("mvn -q -Ddemo verify\n", "mvn verify\n");
        assertThat(Files.readAllLines(ROOT.resolve(".ci/run")))
                .contains(commands.get(1).strip());
    }

    @Test
    void dependencies_whenShown_haveTheVersionOfThisProject() {
        String version = found("<artifactId>feather-parent</artifactId>\\s*<version>([^<]+)", text("pom.xml"))
                .findFirst()
                .orElseThrow();
        String dependency = "feather-(?:client-extensions|mock)(?::|</artifactId>\\s*<version>)([^<\"`]+)";

        assertThat(PAGES.stream().flatMap(page -> found(dependency, text(page))))
                .hasSize(4)
                .containsOnly(version);
    }

    private static String text(String page) {
        try {
            return Files.readString(ROOT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fenced(String language, String markdown) {
        return found("(?ms)^```" + language + "\\n(.*?)^```$", markdown).toList();
    }

    /** The anchors that GitHub gives to headings: lower case, without punctuation, a dash for each space. */
    private static Stream<String> anchors(String markdown) {
        return found("(?m)^#+ (.*)$", markdown)
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }

    private static Stream<String> found(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map((MatchResult result) -> result.group(1));
    }

    /** Puts statements into a method that sees the names that the README takes as given. */
    private static String unit(String snippet) {
        if (Pattern.compile("(?m)^(public |final )*(class|interface|record) ")
                .matcher(snippet)
                .find()) {
            return snippet;
        }
        StringBuilder imports = new StringBuilder(IMPORTS);
        StringBuilder statements = new StringBuilder();
        snippet.lines()
                .forEach(line -> (line.startsWith("import ") ? imports : statements)
                        .append(line)
                        .append('\n'));
        return imports + "class Snippet { " + GIVEN + " void run() throws Exception {\n" + statements + "}}";
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
