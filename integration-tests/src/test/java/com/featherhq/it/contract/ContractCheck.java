package com.featherhq.it.contract;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.it.RegexText;
import com.featherhq.it.contract.Verdict.Kind;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Checks a running service against the document. The README says with which status it ends. */
final class ContractCheck {

    static final int CONFORM = 0;
    static final int BROKEN = 1;
    static final int UNCHECKED = 2;
    static final int KEY_REFUSED = 3;
    static final int FINDINGS = 10;

    private static final int REQUESTS_PER_MINUTE = 6_000;
    private static final long LARGEST_BODY = 64L << 20;
    private static final Duration SLOWEST = Duration.ofMinutes(1);
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE");

    private final Path document;
    private final Path output;
    private final PrintStream console;
    private final ClassLoader classes;

    /** @param classes those of the client of the document */
    ContractCheck(Path document, Path output, PrintStream console, ClassLoader classes) {
        this.document = document;
        this.output = output;
        this.console = console;
        this.classes = classes;
    }

    /**
     * What is checked, and how much of it has to conform.
     *
     * @param values the values file
     * @param methods the HTTP methods to call, with commas between
     * @param minimum how many operations have to conform; empty for all that can be reached
     */
    record Request(String baseUrl, String apiKey, JsonObject values, String methods, String minimum) {

        Set<String> verbs() {
            List<String> verbs =
                    List.of(methods.strip().toUpperCase(Locale.ROOT).split("[\\s,]+", -1));
            verbs.stream().filter(verb -> !METHODS.contains(verb)).findFirst().ifPresent(verb -> {
                throw new IllegalArgumentException(
                        "feather.contract.methods has \"" + verb + "\", which is no HTTP method.");
            });
            return Set.copyOf(verbs);
        }

        int least(long reachable) {
            if (minimum.isBlank()) {
                return (int) Math.max(1, reachable);
            }
            try {
                return Integer.parseInt(minimum.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "feather.contract.minimum is \"" + minimum + "\"; give a number of operations.", e);
            }
        }
    }

    /**
     * Runs the check.
     *
     * @param args the document; the base URL; the file with values, or empty; the HTTP methods; the folder for reports; how
     *     many operations have to conform, or empty
     */
    public static void main(@Nullable String[] args) {
        ContractCheck check = new ContractCheck(
                Path.of(given(args, 0)), Path.of(given(args, 4)), System.out, ContractCheck.class.getClassLoader());
        String key = System.getenv("FEATHER_API_KEY");
        int exitCode =
                check.run(given(args, 1), key == null ? "" : key, given(args, 2), given(args, 3), given(args, 5));
        if (exitCode != CONFORM) {
            System.exit(exitCode);
        }
    }

    /** The build hands over null for a property that is empty. */
    private static String given(@Nullable String[] args, int index) {
        String arg = args[index];
        return arg == null ? "" : arg;
    }

    /** Ends with a sentence and a report, whatever happens. */
    int run(String baseUrl, String apiKey, String valuesFile, String methods, String minimum) {
        try {
            JsonObject values = valuesFile.isBlank() ? new JsonObject() : read(Path.of(valuesFile));
            return run(new Request(baseUrl, apiKey, values, methods, minimum));
        } catch (RuntimeException | StackOverflowError e) {
            boolean usage = e instanceof IllegalArgumentException
                    || e instanceof IllegalStateException
                    || e instanceof SpecException;
            String message = usage ? String.valueOf(e.getMessage()) : "The check failed: " + e;
            return finish(
                    new ContractReport("The service could not be checked", List.of(), message),
                    usage ? UNCHECKED : BROKEN);
        }
    }

    private int run(Request request) {
        if (request.baseUrl().isBlank()) {
            throw new IllegalArgumentException("Say which service to check: -Dfeather.contract.baseUrl=URL.");
        }
        if (request.apiKey().isBlank()) {
            throw new IllegalArgumentException("Set FEATHER_API_KEY to a key of the service that is checked.");
        }
        request.least(0);
        ApiSpec spec = ApiSpec.read(document);
        JavaSurface surface = JavaSurface.of(spec);
        GivenValues given = new GivenValues(request.values());
        given.requireKnown(surface.operations().stream()
                .map(operation -> operation.verb() + " " + operation.path())
                .collect(Collectors.toSet()));
        Contract contract = new Contract(read(document));
        DocumentedValues documented = new DocumentedValues(contract, Clock.systemUTC(), ContractCheck::text);
        Exchange.Recorder recorder = new Exchange.Recorder(LARGEST_BODY);
        try (FeatherClient client = client(request, recorder)) {
            ContractRun run = new ContractRun(
                    client, recorder, contract, new Values(given, contract, documented), classes, this::print);
            return report(
                    request, "The service against API document " + spec.version(), run.check(surface, request.verbs()));
        }
    }

    private static String text(String pattern, JsonObject schema) {
        int least = schema.has("minLength") ? schema.get("minLength").getAsInt() : 0;
        int most = schema.has("maxLength") ? schema.get("maxLength").getAsInt() : Integer.MAX_VALUE;
        return RegexText.matching(pattern, least, most, new Random(1));
    }

    /** In bulk, so that the limit is kept and other traffic comes first; patient with what is slow. */
    private static FeatherClient client(Request request, Exchange.Recorder recorder) {
        return FeatherClient.builder()
                .apiKey(request.apiKey())
                .baseUrl(request.baseUrl())
                .httpClient(new OkHttpClient.Builder().addInterceptor(recorder).build())
                .rateLimiter(RateLimiter.perMinute(REQUESTS_PER_MINUTE))
                .readTimeout(SLOWEST)
                .retryPolicy(RetryPolicy.builder()
                        .attemptTimeout(SLOWEST)
                        .deadline(SLOWEST.multipliedBy(3))
                        .build())
                .build();
    }

    private void print(Result result, ContractRun.Progress progress) {
        console.println("[" + progress.done() + "/" + progress.total() + "] " + result.line());
        result.deviations().forEach(deviation -> console.println("  " + deviation));
    }

    private int report(Request request, String title, ContractRun.Outcome outcome) {
        ContractReport report = new ContractReport(title, outcome.results(), "");
        long conforming = report.count(Kind.CONFORMING);
        int least = request.least(outcome.results().size() - report.count(Kind.NOT_REACHABLE));
        if (!outcome.refusal().isEmpty()) {
            return finish(new ContractReport(title, outcome.results(), outcome.refusal()), KEY_REFUSED);
        }
        if (report.count(Kind.BROKEN) > 0) {
            return finish(report, BROKEN);
        }
        if (report.count(Kind.FINDING) > 0) {
            return finish(report, FINDINGS);
        }
        String remark = conforming < least
                ? "Too few operations conform: " + conforming + " of the " + least + " that have to."
                : "";
        return finish(new ContractReport(title, outcome.results(), remark), conforming < least ? UNCHECKED : CONFORM);
    }

    private int finish(ContractReport report, int exitCode) {
        if (!report.results().isEmpty()) {
            console.println(report.summary());
        }
        if (!report.remark().isEmpty()) {
            console.println(report.remark());
        }
        write("contract.md", report.markdown());
        write("TEST-contract.xml", report.junit());
        console.println("Reports: " + output.resolve("contract.md") + ", " + output.resolve("TEST-contract.xml"));
        return exitCode;
    }

    private void write(String name, String content) {
        try {
            Files.createDirectories(output);
            Files.writeString(output.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + output.resolve(name), e);
        }
    }

    private static JsonObject read(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new IllegalArgumentException(file + " can't be read as a JSON object.", e);
        }
    }
}
