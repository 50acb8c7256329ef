package com.featherhq.spec.bump;

import com.featherhq.spec.ApiSpec;
import com.featherhq.spec.SpecException;
import com.featherhq.spec.bump.WireChange.Impact;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in a new version of the document, or says what it would change. */
public final class Bump {

    static final int COMPATIBLE = 0;
    static final int FAILED = 1;
    static final int UNUSABLE = 2;
    static final int BREAKING = 10;

    private final Tree tree;
    private final PrintStream console;
    private final Clock clock;

    Bump(Tree tree, PrintStream console, Clock clock) {
        this.tree = tree;
        this.console = console;
        this.clock = clock;
    }

    /**
     * Runs the command, and ends the virtual machine, that of Maven too, since nothing of a build is left to do: with 0 if
     * the new version is compatible, 10 if it breaks callers, 2 if the document can't be used, 1 if anything else failed.
     *
     * @param args the project's folder; the new document; {@code false} to take it in, else only report; the origin to note
     */
    public static void main(@Nullable String[] args) {
        Path project = Path.of(given(args, 0)).toAbsolutePath().normalize();
        Bump bump = new Bump(Tree.at(project), System.out, Clock.systemUTC());
        System.exit(bump.run(given(args, 1), !given(args, 2).equals("false"), given(args, 3)));
    }

    /** The build hands over null for a property that is empty. */
    private static String given(@Nullable String[] args, int index) {
        String arg = args[index];
        return arg == null ? "" : arg;
    }

    int run(String file, boolean checkOnly, String origin) {
        try (WorkFolder work = new WorkFolder()) {
            return take(file, checkOnly, origin, work);
        } catch (SpecException e) {
            return fail("unusable", UNUSABLE, e);
        } catch (IllegalStateException | UncheckedIOException e) {
            return fail("failed", FAILED, e);
        }
    }

    private int take(String file, boolean checkOnly, String origin, WorkFolder work) {
        if (file.isBlank()) {
            throw new IllegalStateException("Say which document to take in: -Dfeather.new=FILE.");
        }
        if (!checkOnly) {
            tree.requireCommitted();
        }
        Path given = Path.of(file).toAbsolutePath().normalize();
        say("Checking " + given);
        Path document = Candidate.snapshot(given, work.path());
        ApiSpec current = ApiSpec.read(tree.document());
        Candidate.check(given, document, tree.document(), current);
        say("Linting");
        NodeTools tools = NodeTools.install(tree.checks(), work.cancellation());
        Candidate.requireLintFree(given, document, tools, work.path());
        Documents documents = new Documents(tree, tools, work.path(), this::say);
        Documents.Built after = documents.build(document, "new");
        after.client().requireAgreement(after.spec());
        String uncompiled = after.client().compileExtensions(tree);
        Comparison comparison = documents.compare(documents.build(tree.document(), "old"), after, uncompiled);
        return finish(comparison, document, checkOnly, origin, work);
    }

    private int finish(Comparison comparison, Path document, boolean checkOnly, String origin, WorkFolder work) {
        Summary summary = new Summary(comparison, tree.version());
        int exitCode = comparison.impact() == Impact.BREAKING ? BREAKING : COMPATIBLE;
        String report = MarkdownReport.of(comparison, summary);
        Map<Path, byte[]> reports = Map.of(
                tree.output().resolve("CHANGES.md"), bytes(report),
                tree.output().resolve("report.json"), bytes(Json.text(JsonReport.of(comparison, summary, exitCode))));
        writeReports(reports);
        if (!checkOnly) {
            replace(comparison, summary, document, origin, report, work);
        }
        console.println(summary.verdict() + ": " + summary.versions() + ", " + summary.counts() + ".");
        console.println("Proposed version: " + summary.nextVersion() + " (now " + summary.currentVersion() + ").");
        console.println("Report: "
                + (checkOnly ? tree.output().resolve("CHANGES.md") : tree.report()) + ", as JSON: "
                + tree.output().resolve("report.json"));
        return exitCode;
    }

    private void replace(
            Comparison comparison, Summary summary, Path document, String origin, String report, WorkFolder work) {
        if (!comparison.uncompiled().isEmpty()) {
            throw new SpecException(
                    "client-extensions doesn't compile against the new version, and nothing was changed: "
                            + comparison.uncompiled() + "; the report is "
                            + tree.output().resolve("CHANGES.md") + ".");
        }
        try {
            Map<Path, byte[]> contents = new LinkedHashMap<>();
            contents.put(tree.document(), Files.readAllBytes(document));
            contents.put(tree.lock(), bytes(Json.text(lock(comparison, origin))));
            contents.put(tree.report(), bytes(report));
            String changelog = Files.readString(tree.changelog());
            contents.put(tree.changelog(), bytes(Changelog.with(changelog, summary.changelogLines())));
            work.cancellation().uninterrupted(() -> TreeUpdate.apply(contents));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read what is to be replaced", e);
        }
    }

    private JsonObject lock(Comparison comparison, String origin) {
        JsonArray operations = new JsonArray();
        comparison
                .after()
                .surface()
                .operations()
                .forEach(operation ->
                        operations.add(operation.verb().toLowerCase(Locale.ROOT) + " " + operation.path()));
        JsonObject lock = Json.read(tree.lock());
        if (!origin.isEmpty()) {
            lock.addProperty("origin", origin);
        }
        lock.add("operations", operations);
        lock.addProperty("version", comparison.after().version());
        lock.addProperty("date", LocalDate.now(clock).toString());
        lock.addProperty("sha256", comparison.after().sha256());
        return lock;
    }

    private int fail(String status, int exitCode, RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        console.println(message);
        try {
            writeReports(Map.of(
                    tree.output().resolve("report.json"),
                    bytes(Json.text(JsonReport.failure(status, exitCode, message)))));
        } catch (UncheckedIOException e) {
            console.println(e.getMessage());
        }
        return exitCode;
    }

    private void writeReports(Map<Path, byte[]> reports) {
        try {
            Files.createDirectories(tree.output());
            for (Map.Entry<Path, byte[]> report : reports.entrySet()) {
                Files.write(report.getKey(), report.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write a report into " + tree.output() + ": " + e.getMessage(), e);
        }
    }

    private void say(String step) {
        console.println(step + " …");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
