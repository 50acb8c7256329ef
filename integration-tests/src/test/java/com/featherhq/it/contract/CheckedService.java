package com.featherhq.it.contract;

import com.featherhq.it.CorpusClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the check against a planted service, through the client of {@code service.json}, which is generated once. */
final class CheckedService {

    static final String KEY = "fth_test_do_not_print";

    private static final class Generated {

        private static final Path FOLDER = folder();
        private static final Path DOCUMENT = write(FOLDER.resolve("service.json"), PlantedService.document());
        private static final ClassLoader CLASSES = generate().classes();

        private static Path folder() {
            try {
                return Files.createTempDirectory(Path.of("target"), "contract-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static CorpusClient generate() {
            Path project = Path.of(System.getProperty("feather.project", ".."));
            CorpusClient.compileHandWritten(project, FOLDER.resolve("hand-written"));
            return CorpusClient.of(DOCUMENT, FOLDER.resolve("hand-written"), FOLDER.resolve("client"));
        }
    }

    private final Path folder;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private String values = "";
    private String methods = "GET";
    private String minimum = "";
    private String key = KEY;

    /** @param folder for the reports */
    CheckedService(Path folder) {
        this.folder = folder;
    }

    CheckedService values(String json) {
        values = write(folder.resolve("values.json"), json).toString();
        return this;
    }

    CheckedService methods(String methods) {
        this.methods = methods;
        return this;
    }

    CheckedService minimum(String minimum) {
        this.minimum = minimum;
        return this;
    }

    CheckedService key(String key) {
        this.key = key;
        return this;
    }

    int run(PlantedService service) {
        return run(service.url());
    }

    int run(String baseUrl) {
        PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new ContractCheck(Generated.DOCUMENT, folder, out, Generated.CLASSES)
                .run(baseUrl, key, values, methods, minimum);
    }

    String console() {
        return console.toString(StandardCharsets.UTF_8);
    }

    /**
     * What was said of operations that don't conform, without their numbers, and below each its deviations; but for the one
     * that there is no method for.
     */
    List<String> found() {
        return console()
                .lines()
                .filter(line -> line.startsWith("  ") || (line.startsWith("[") && !line.contains(": conforms")))
                .filter(line -> !line.contains("GET /v1/refused: no method"))
                .map(line -> line.replaceFirst("^\\[\\d+/\\d+] ", ""))
                .toList();
    }

    String report(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
