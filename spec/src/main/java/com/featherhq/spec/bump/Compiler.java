package com.featherhq.spec.bump;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The JDK's compiler, without the checks of the build. */
final class Compiler {

    /** What has no type in it. */
    private static final Set<String> DECLARATIONS = Set.of("package-info.java", "module-info.java");

    private Compiler() {}

    /**
     * An error of the compiler.
     *
     * @param source the source file's path
     * @param message the compiler's words, which may be several lines
     */
    record Problem(String source, long line, String message) {

        /** The source file's name, without folders. */
        String file() {
            return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        }

        @Override
        public String toString() {
            return file() + ":" + line + ": "
                    + message.lines().map(String::strip).collect(Collectors.joining(" "));
        }
    }

    /** Compiles the sources below folders; returns the errors, none if it compiled. */
    static List<Problem> compile(List<Path> folders, Path output, List<Path> classPath) {
        List<String> options = List.of(
                "-d",
                output.toString(),
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-implicit:none",
                "-Xmaxerrs",
                "100000",
                "--should-stop=ifError=FLOW", // all errors, not those of the first phase that has some
                "--release",
                "17",
                "-classpath",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            Files.createDirectories(output);
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(sources(folders));
            compiler.getTask(null, files, diagnostics, options, null, sources).call();
        } catch (IOException e) {
            throw new UncheckedIOException("can't compile into " + output, e);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Compiler::problem)
                .toList();
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String path = source == null ? "" : source.getName();
        return new Problem(path, diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT));
    }

    private static List<Path> sources(List<Path> folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(path -> path.toString().endsWith(".java"))
                        .filter(path ->
                                !DECLARATIONS.contains(path.getFileName().toString()))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
