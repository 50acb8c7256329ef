package com.featherhq.spec.bump;

import com.featherhq.spec.AgreementCheck;
import com.featherhq.spec.ApiSpec;
import com.featherhq.spec.ClientSources;
import com.featherhq.spec.PrepareSpec;
import com.featherhq.spec.SpecException;
import com.featherhq.spec.classes.ClassComparison;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The client of a document, generated and compiled in a folder of its own. */
final class GeneratedClient {

    private static final List<Class<?>> LIBRARIES = List.of(
            com.google.gson.Gson.class,
            io.micrometer.common.KeyValue.class,
            io.micrometer.observation.Observation.class,
            kotlin.Unit.class,
            okhttp3.OkHttpClient.class,
            okio.Buffer.class,
            org.jspecify.annotations.Nullable.class,
            retrofit2.Retrofit.class,
            retrofit2.converter.gson.GsonConverterFactory.class);

    private final Path folder;

    private GeneratedClient(Path folder) {
        this.folder = folder;
    }

    /**
     * Generates and compiles the client of {@code document} into {@code folder}.
     *
     * @throws SpecException if no Java that compiles can be made of it
     */
    static GeneratedClient build(Path document, Tree tree, Path folder) {
        GeneratedClient client = new GeneratedClient(folder);
        Path input = folder.resolve("openapi-java.json");
        PrepareSpec.main(new String[] {
            document.toString(),
            tree.document().toString(),
            input.toString(),
            client.sources().toString()
        });
        Path generated = ClientSources.generatePrepared(input, client.sources());
        String errors =
                client.compile(List.of(generated, tree.handWritten("client-generated")), client.classes(), List.of());
        if (!errors.isEmpty()) {
            throw new SpecException("The Java that is generated from " + document
                    + " doesn't compile; add or mend a generation rule: " + errors);
        }
        return client;
    }

    /** Compiles the hand-written client against this one; returns the first error, or an empty text. */
    String compileExtensions(Tree tree) {
        return compile(
                List.of(tree.handWritten("client-extensions")), folder.resolve("extensions"), List.of(classes()));
    }

    /**
     * Checks that nothing of the document was lost on the way to Java.
     *
     * @throws SpecException if document and classes disagree
     */
    void requireAgreement(ApiSpec spec) {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes().toUri().toURL()}, GeneratedClient.class.getClassLoader())) {
            List<String> problems = AgreementCheck.problems(spec, loader);
            if (!problems.isEmpty()) {
                throw new SpecException("The Java that is generated from " + spec.version()
                        + " doesn't agree with it in " + problems.size() + " places, first " + problems.get(0)
                        + "; add or mend a generation rule.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't load classes from " + classes(), e);
        }
    }

    Path classes() {
        return folder.resolve("classes");
    }

    /** The compiled client as a jar, made on the first call. Not thread-safe. */
    private Path jar() {
        Path jar = folder.resolve("client.jar");
        if (Files.exists(jar)) {
            return jar;
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes().relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + jar, e);
        }
        return jar;
    }

    ClassComparison.Compiled compiled() {
        return new ClassComparison.Compiled(classes(), jar());
    }

    /** What compiled clients need on their class path. */
    static List<Path> libraries() {
        return LIBRARIES.stream().map(GeneratedClient::location).toList();
    }

    private Path sources() {
        return folder.resolve("sources");
    }

    private String compile(List<Path> sourceFolders, Path output, List<Path> also) {
        List<String> classPath = Stream.concat(libraries().stream(), also.stream())
                .map(Path::toString)
                .toList();
        List<String> options = List.of(
                "-d",
                output.toString(),
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-implicit:none",
                "--release",
                "17",
                "-classpath",
                String.join(File.pathSeparator, classPath));
        StringWriter words = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Files.createDirectories(output);
            boolean compiled = compiler.getTask(
                            words,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources(sourceFolders)))
                    .call();
            return compiled ? "" : firstError(words.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("can't compile into " + output, e);
        }
    }

    /** The compiler's first error, with the symbol that it couldn't find, which is lines below. */
    private static String firstError(String words) {
        List<String> lines = words.lines()
                .map(String::strip)
                .filter(line -> line.contains("error:") || line.startsWith("symbol:"))
                .toList();
        if (lines.isEmpty()) {
            return words.strip();
        }
        boolean symbolFollows = lines.size() > 1 && lines.get(1).startsWith("symbol:");
        return lines.get(0) + (symbolFollows ? " " + lines.get(1).replaceFirst("symbol: *", "") : "");
    }

    private static List<Path> sources(List<Path> folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("package-info.java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("can't find the library of " + type, e);
        }
    }
}
