package com.featherhq.it;

import com.featherhq.spec.ClientSources;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The client of any document, generated and compiled in this JVM, on the hand-written binding that the tests run with. */
public final class CorpusClient implements AutoCloseable {

    private static final List<Class<?>> LIBRARIES = List.of(
            com.fasterxml.jackson.annotation.JsonCreator.class,
            com.google.gson.Gson.class,
            okhttp3.OkHttpClient.class,
            okio.Buffer.class,
            kotlin.Unit.class,
            org.jspecify.annotations.Nullable.class,
            retrofit2.Retrofit.class,
            retrofit2.converter.gson.GsonConverterFactory.class);

    private final URLClassLoader classes;

    private CorpusClient(URLClassLoader classes) {
        this.classes = classes;
    }

    /** Java that the rules made and the compiler refuses. */
    static final class UncompilableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UncompilableException(String message) {
            super(message);
        }
    }

    /**
     * Compiles what is hand-written in {@code client-generated}, which every client needs, into {@code folder}; once for all.
     */
    public static void compileHandWritten(Path project, Path folder) {
        compile(project.resolve("client-generated/src/main/java"), folder, List.of());
    }

    /**
     * Generates and compiles the client of a document in {@code folder}.
     *
     * @throws UncompilableException if the generated Java doesn't compile
     */
    public static CorpusClient of(Path document, Path handWritten, Path folder) {
        return ofSources(ClientSources.generate(document, folder), handWritten, folder.resolve("classes"));
    }

    /** Compiles sources that were generated before into {@code output}. */
    static CorpusClient ofSources(Path sources, Path handWritten, Path output) {
        compile(sources, output, List.of(handWritten));
        return new CorpusClient(new OwnClasses(urls(output, handWritten)));
    }

    public ClassLoader classes() {
        return classes;
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    /** The client's own packages are never looked up in the client that the tests were built with. */
    private static final class OwnClasses extends URLClassLoader {

        OwnClasses(URL[] urls) {
            super(urls, CorpusClient.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.featherhq.api.") && !name.startsWith("com.featherhq.model.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    private static void compile(Path sources, Path output, List<Path> also) {
        String classPath = Stream.concat(also.stream().map(Path::toString), libraries())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "-d", output.toString(), "-proc:none", "-nowarn", "-Xlint:none", "-parameters", "-cp", classPath);
        DiagnosticCollector<JavaFileObject> words = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(words, Locale.ROOT, null)) {
            Files.createDirectories(output);
            boolean compiled = compiler.getTask(
                            null, files, words, options, null, files.getJavaFileObjectsFromPaths(javaFiles(sources)))
                    .call();
            if (!compiled) {
                throw new UncompilableException(errors(words.getDiagnostics()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't compile into " + output, e);
        }
    }

    private static String errors(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        Diagnostic<? extends JavaFileObject> first = errors.get(0);
        String file = first.getSource() == null
                ? ""
                : Path.of(first.getSource().getName()).getFileName() + ":" + first.getLineNumber() + ": ";
        return errors.size() + " errors, first " + file
                + first.getMessage(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<String> libraries() {
        return LIBRARIES.stream().map(CorpusClient::location);
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("can't find the library of " + type, e);
        }
    }

    private static URL[] urls(Path... folders) {
        return Stream.of(folders).map(CorpusClient::url).toArray(URL[]::new);
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
