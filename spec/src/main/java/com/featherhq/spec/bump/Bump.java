package com.featherhq.spec.bump;

import com.featherhq.spec.concerns.Verdict;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.document.SpecLock;
import com.featherhq.spec.wire.WireChange.Impact;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Replaces the vendored document by a new version, or says what that would change. */
public final class Bump {

    static final int COMPATIBLE = 0;
    static final int FAILED = 1;
    static final int UNUSABLE = 2;
    static final int BREAKING = 10;

    private final Tree tree;
    private final PrintStream console;
    private final Clock clock;
    private final Reports reports;

    Bump(Tree tree, PrintStream console, Clock clock) {
        this.tree = tree;
        this.console = console;
        this.clock = clock;
        this.reports = new Reports(tree);
    }

    /**
     * Runs the command, and ends the virtual machine, that of Maven too, since nothing of a build is left to do: with 0 if
     * the new version is compatible, 10 if it breaks callers, 2 if the document can't be used, 1 if anything else failed.
     *
     * @param args {@code project=} and its folder, {@code version=} and that of the artifacts, {@code new=} and the document,
     *     {@code check=true} to report only, {@code origin=} and the URL to note, {@code consumers=} and their jars or class
     *     folders with commas between
     */
    public static void main(String[] args) {
        Map<String, String> named = BumpRequest.named(args);
        Path project =
                Path.of(named.getOrDefault("project", "")).toAbsolutePath().normalize();
        Tree tree = Tree.at(project, named.getOrDefault("version", ""));
        System.exit(new Bump(tree, System.out, Clock.systemUTC()).run(BumpRequest.of(named)));
    }

    int run(BumpRequest request) {
        try (WorkFolder work = new WorkFolder()) {
            return run(request, work);
        } catch (SpecException e) {
            return fail("unusable", UNUSABLE, e);
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            return fail("failed", FAILED, e);
        }
    }

    private int run(BumpRequest request, WorkFolder work) {
        if (request.document().isBlank()) {
            throw new IllegalStateException("Say which document is the new one: -Dfeather.new=FILE.");
        }
        if (!request.checkOnly()) {
            tree.requireCommitted();
        }
        say("Checking "
                + (Download.isUrl(request.document()) ? Download.origin(request.document()) : request.document()));
        Candidate candidate = Candidate.of(request.document(), work.path());
        SpecLock.verify(tree.document(), tree.lock());
        if (candidate.isSameAs(tree.document())) {
            return unchanged(candidate);
        }
        check(candidate, work);
        BuiltClient after = build(candidate.file(), work.path().resolve("new"));
        after.client().requireAgreement(after.spec());
        BuiltClient before = build(tree.document(), work.path().resolve("old"));
        String uncompiled = OwnCode.problem(tree, before, after);
        say("Comparing what goes over the wire, and the Java API");
        return finish(Comparison.of(before, after, uncompiled), candidate, request, work);
    }

    private int unchanged(Candidate candidate) {
        String message = candidate.name() + " is the document that the client is made from already, version "
                + ApiSpec.read(tree.document()).version() + "; there is nothing to do.";
        console.println(message);
        reports.writeStatus("unchanged", COMPATIBLE, message);
        return COMPATIBLE;
    }

    private void check(Candidate candidate, WorkFolder work) {
        candidate.requireSuccessorOf(tree.document());
        say("Linting");
        candidate.requireLintFree(
                NodeTools.install(tree.checks(), work.cancellation()), tree.corrections(), work.path());
    }

    private BuiltClient build(Path document, Path folder) {
        say("Generating and compiling the client of " + ApiSpec.read(document).version());
        return BuiltClient.of(document, tree, folder);
    }

    private int finish(Comparison comparison, Candidate candidate, BumpRequest request, WorkFolder work) {
        Summary summary = new Summary(comparison, tree.history());
        int exitCode = comparison.impact() == Impact.BREAKING ? BREAKING : COMPATIBLE;
        List<String> stale = tree.corrections().stale(ApiSpec.read(candidate.file()));
        List<Verdict> verdicts = reports.write(comparison, summary, exitCode, request.consumers(), stale);
        if (!request.checkOnly()) {
            Replacement replacement = new Replacement(tree, comparison, summary, clock);
            work.cancellation()
                    .uninterrupted(() -> TreeUpdate.apply(replacement.contents(candidate.file(), request.noted())));
        }
        console.println(summary.verdict() + ": " + summary.versions() + ", " + summary.counts() + ".");
        verdicts.forEach(verdict -> console.print(verdict.text()));
        stale.forEach(line -> console.println("No longer to be corrected: " + line));
        console.println("Proposed version: " + summary.nextVersion() + " (now " + tree.version() + ").");
        int warnings = comparison.after().surface().warnings().size();
        if (warnings > 0) {
            console.println("Generated without " + warnings + (warnings == 1 ? " part" : " parts")
                    + " of the document, which the report lists.");
        }
        console.println("Report: " + reports.markdown() + ", as JSON: " + reports.json());
        if (!request.checkOnly()) {
            console.println("client-extensions and the tests compile with it; the tests remain to be run: mvn verify");
        }
        return exitCode;
    }

    private int fail(String status, int exitCode, RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        console.println(message);
        try {
            reports.writeStatus(status, exitCode, message);
        } catch (UncheckedIOException e) {
            console.println(e.getMessage());
        }
        return exitCode;
    }

    private void say(String step) {
        console.println(step + " …");
    }
}
