package com.featherhq.spec.bump;

import com.featherhq.spec.AgreementCheck;
import com.featherhq.spec.ClientSources;
import com.featherhq.spec.classes.ClassComparison;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import java.io.IOException;
import java.io.OutputStream;
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

/** The client of a document, generated and compiled in a folder of its own. */
final class GeneratedClient {

    private static final List<Class<?>> LIBRARIES = List.of(
            com.fasterxml.jackson.annotation.JsonCreator.class,
            com.google.gson.Gson.class,
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
        Path generated = ClientSources.generate(document, folder);
        List<Compiler.Problem> problems = Compiler.compile(
                List.of(generated, tree.handWritten("client-generated")), client.classes(), libraries());
        if (!problems.isEmpty()) {
            throw new SpecException("The Java that is generated from " + document
                    + " doesn't compile; add or change a generation rule: " + problems.get(0));
        }
        return client;
    }

    /**
     * Compiles what uses this client. Optional libraries and those of tests aren't on the class path: errors for want of them
     * are among those returned.
     */
    List<Compiler.Problem> compile(List<Path> sources) {
        List<Path> classPath = new ArrayList<>(libraries());
        classPath.add(classes());
        return Compiler.compile(sources, folder.resolve("own-code"), classPath);
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
                        + "; add or change a generation rule.");
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

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("can't find the library of " + type, e);
        }
    }
}
