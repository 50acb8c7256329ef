package com.featherhq.spec.bump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    void write(Comparison comparison, Summary summary, int exitCode) {
        write(markdown(), MarkdownReport.of(comparison, summary));
        write(pullRequest(), MarkdownReport.shortened(comparison, summary, tree.changes(comparison)));
        write(json(), JsonFiles.text(JsonReport.of(comparison, summary, exitCode)));
    }

    void writeFailure(String status, int exitCode, String message) {
        write(json(), JsonFiles.text(JsonReport.failure(status, exitCode, message)));
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
