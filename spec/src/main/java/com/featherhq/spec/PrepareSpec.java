package com.featherhq.spec;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.document.SpecLock;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The step before openapi-generator: checks the document and writes what openapi-generator is given.
 *
 * <p>If that differs from what the last build wrote, everything generated from it is deleted, so that nothing of an older
 * document stays behind; if not, the file is left alone and the generator skips its work.
 */
public final class PrepareSpec {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private PrepareSpec() {}

    /**
     * Runs the step, and prints what the client is generated without.
     *
     * @param args the document; the file to write; {@code print}, or {@code error} to fail on warnings;
     *     the folders to delete when it changes
     * @throws SpecException if the document can't be used
     */
    public static void main(String[] args) {
        Path document = Path.of(args[0]).toAbsolutePath().normalize();
        GeneratorInput.Generated generated = GeneratorInput.generate(ApiSpec.read(document), rulesDigest());
        report(generated.warnings(), args[2]);
        write(
                generated,
                Path.of(args[1]),
                List.of(args).subList(3, args.length).stream().map(Path::of).toList());
    }

    private static void report(List<GenerationWarning> warnings, String mode) {
        if (!List.of("print", "error").contains(mode)) {
            throw new SpecException("feather.warnings is \"" + mode + "\"; use \"print\" or \"error\".");
        }
        if (mode.equals("error") && !warnings.isEmpty()) {
            throw new SpecException(warnings.stream()
                    .map(GenerationWarning::toString)
                    .collect(Collectors.joining("\n  ", "The client would go without:\n  ", "")));
        }
        warnings.forEach(warning -> System.out.println("[WARNING] " + warning));
    }

    /** Writes what openapi-generator is given for {@code document}; deletes {@code stale} folders if that is something new. */
    static void write(Path document, Path output, List<Path> stale) {
        write(GeneratorInput.generate(ApiSpec.read(document), rulesDigest()), output, stale);
    }

    private static void write(GeneratorInput.Generated generated, Path output, List<Path> stale) {
        String input = GSON.toJson(generated.input());
        try {
            if (Files.exists(output) && Files.readString(output).equals(input)) {
                return;
            }
            for (Path folder : stale) {
                delete(folder);
            }
            Files.createDirectories(output.toAbsolutePath().getParent());
            Files.writeString(output, input);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + output, e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The digest of everything on this class's place on the class path: rules and templates. */
    static String rulesDigest() {
        try {
            Path location = Path.of(PrepareSpec.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(location)) {
                return digest(location);
            }
            try (FileSystem jar = FileSystems.newFileSystem(location, Map.of())) {
                return digest(jar.getPath("/"));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("can't read the generation rules' own class files", e);
        }
    }

    private static String digest(Path root) throws IOException {
        StringBuilder digests = new StringBuilder();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(PrepareSpec::isRule).sorted().toList()) {
                try (InputStream content = Files.newInputStream(path)) {
                    digests.append(root.relativize(path).toString().replace('\\', '/'))
                            .append(' ')
                            .append(SpecLock.sha256(content.readAllBytes()))
                            .append('\n');
                }
            }
        }
        return SpecLock.sha256(digests.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isRule(Path path) {
        return path.toString().endsWith(".class") || path.toString().endsWith(".mustache");
    }
}
