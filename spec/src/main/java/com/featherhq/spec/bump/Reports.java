package com.featherhq.spec.bump;

import com.featherhq.spec.concerns.Concerns;
import com.featherhq.spec.concerns.Verdict;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files that tell of a run, whatever its outcome. */
record Reports(Tree tree) {

    Path markdown() {
        return tree.output().resolve("CHANGES.md");
    }

    Path json() {
        return tree.output().resolve("report.json");
    }

    /** The text for a pull request. */
    Path pullRequest() {
        return tree.output().resolve("pull-request.md");
    }

    /** Writes all of them; returns whom of the consumers the changes concern. */
    List<Verdict> write(
            Comparison comparison, Summary summary, int exitCode, List<Path> consumers, List<String> stale) {
        JsonObject json = JsonReport.of(comparison, summary, exitCode);
        json.add("staleCorrections", JsonReport.strings(stale));
        List<Verdict> verdicts = Concerns.of(json, consumers);
        json.add("consumers", JsonReport.consumers(verdicts));
        write(json(), JsonFiles.text(json));
        String concerns = ConcernsSection.of(verdicts) + stale(stale);
        write(markdown(), MarkdownReport.of(comparison, summary, concerns));
        write(pullRequest(), MarkdownReport.shortened(comparison, summary, concerns, tree.changes(comparison)));
        return verdicts;
    }

    private static String stale(List<String> stale) {
        String lines = stale.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
        return Markdown.section("No longer to be corrected", stale.size(), lines);
    }

    /** Writes the report for machines of a run that compared nothing. */
    void writeStatus(String status, int exitCode, String message) {
        write(json(), JsonFiles.text(JsonReport.status(status, exitCode, message)));
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(tree.output());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write a report into " + tree.output() + ": " + e.getMessage(), e);
        }
    }
}
