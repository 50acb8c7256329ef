package com.featherhq.it.contract;

import com.featherhq.client.FeatherClient;
import com.featherhq.it.contract.Result.Outcome;
import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Checks a running service against the document. Exits with 0 if every answer conforms, 10 if one drifted, 2 if none could
 * be had.
 */
final class ContractCheck {

    static final int CONFORM = 0;
    static final int UNCHECKED = 2;
    static final int DRIFTED = 10;

    private final Path document;
    private final Path output;
    private final PrintStream console;

    ContractCheck(Path document, Path output, PrintStream console) {
        this.document = document;
        this.output = output;
        this.console = console;
    }

    /**
     * Runs the check.
     *
     * @param args the document; the base URL; the file with values, or empty; the HTTP methods; the folder for reports
     */
    public static void main(@Nullable String[] args) {
        int exitCode;
        try {
            ContractCheck check = new ContractCheck(Path.of(given(args, 0)), Path.of(given(args, 4)), System.out);
            exitCode = check.run(
                    given(args, 1),
                    key(),
                    values(given(args, 2)),
                    Set.of(given(args, 3).split(",", -1)));
        } catch (IllegalArgumentException | IllegalStateException | SpecException e) {
            System.out.println(e.getMessage());
            exitCode = UNCHECKED;
        }
        if (exitCode != CONFORM) {
            System.exit(exitCode);
        }
    }

    /** The build hands over null for a property that is empty. */
    private static String given(@Nullable String[] args, int index) {
        String arg = args[index];
        return arg == null ? "" : arg;
    }

    int run(String baseUrl, String apiKey, JsonObject values, Set<String> verbs) {
        if (baseUrl.isBlank()) {
            throw new IllegalArgumentException("Say which service to check: -Dfeather.contract.baseUrl=URL.");
        }
        ApiSpec spec = ApiSpec.read(document);
        Exchange.Recorder recorder = new Exchange.Recorder();
        OkHttpClient http = new OkHttpClient.Builder().addInterceptor(recorder).build();
        try (FeatherClient client = FeatherClient.builder()
                .apiKey(apiKey)
                .baseUrl(baseUrl)
                .httpClient(http)
                .build()) {
            ContractRun run = new ContractRun(client, recorder, new Contract(read(document)), new Values(values));
            return report(new ContractReport(
                    "The service against API document " + spec.version(), run.check(JavaSurface.of(spec), verbs)));
        }
    }

    private int report(ContractReport report) {
        for (Result result : report.results()) {
            console.println(result.operation() + ": " + ContractReport.name(result.outcome())
                    + (result.reason().isEmpty() ? "" : ", " + result.reason()));
            result.deviations().forEach(deviation -> console.println("  " + deviation));
        }
        console.println(report.summary());
        write("contract.md", report.markdown());
        write("TEST-contract.xml", report.junit());
        console.println("Reports: " + output.resolve("contract.md") + ", " + output.resolve("TEST-contract.xml"));
        if (report.count(Outcome.DRIFTED) > 0) {
            return DRIFTED;
        }
        return report.count(Outcome.CONFORM) > 0 ? CONFORM : UNCHECKED;
    }

    private void write(String name, String content) {
        try {
            Files.createDirectories(output);
            Files.writeString(output.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + output.resolve(name), e);
        }
    }

    private static String key() {
        String key = System.getenv("FEATHER_API_KEY");
        if (key == null) {
            throw new IllegalArgumentException("Set FEATHER_API_KEY to a key of the service that is checked.");
        }
        return key;
    }

    private static JsonObject values(String file) {
        return file.isBlank() ? new JsonObject() : read(Path.of(file));
    }

    private static JsonObject read(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new IllegalArgumentException(file + " can't be read as a JSON object.", e);
        }
    }
}
