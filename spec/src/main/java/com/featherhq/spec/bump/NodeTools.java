package com.featherhq.spec.bump;

import com.featherhq.spec.NodePackage;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The linter of documents, which runs on Node.js. */
final class NodeTools {

    private static final String SPECTRAL = "node_modules/@stoplight/spectral-cli/dist/index.js";
    private static final int LAST_LINES = 5;

    private final NodePackage installed;
    private final Path folder;
    private final Cancellation cancellation;

    NodeTools(NodePackage installed, Path folder, Cancellation cancellation) {
        this.installed = installed;
        this.folder = folder;
        this.cancellation = cancellation;
    }

    /** Installs the tools of {@code folder}, if they aren't. */
    static NodeTools install(Path folder, Cancellation cancellation) {
        return new NodeTools(NodePackage.install(folder), folder, cancellation);
    }

    /** Writes Spectral's findings as JSON. */
    void lint(Path document, Path output) {
        String rules = folder.resolve("spectral.yaml").toAbsolutePath().toString();
        run(
                SPECTRAL,
                output,
                List.of(
                        "lint",
                        document.toString(),
                        "--ruleset=" + rules,
                        "--format=json",
                        "--fail-severity=error",
                        "--output=" + output));
    }

    /** It exits with 0 or 1 when it did its work; whether it did shows in the file that it had to write. */
    private void run(String script, Path file, List<String> arguments) {
        ProcessBuilder builder = installed.process(script, arguments).redirectErrorStream(true);
        try {
            Output output = run(builder);
            if (output.exitCode() > 1 || !isJson(file)) {
                throw new IllegalStateException(
                        script + " failed with exit code " + output.exitCode() + ": " + lastLines(output.text()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(script + " can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + script + " was running", e);
        }
    }

    private static boolean isJson(Path file) {
        try {
            return Files.exists(file) && !JsonFiles.readAny(file).isJsonNull();
        } catch (JsonParseException e) {
            return false;
        }
    }

    private record Output(int exitCode, String text) {}

    private Output run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        Cancellation.Registration registration = cancellation.onCancel(process::destroyForcibly);
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } finally {
            registration.close();
        }
    }

    private static String lastLines(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
