package com.featherhq.spec.bump;

import com.featherhq.spec.corrections.Corrections;
import com.featherhq.spec.document.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The project's folder: where things are in it.
 *
 * @param version the version of the artifacts
 * @param checks the tools that run on Node.js
 */
record Tree(Path root, String version, Path checks) {

    Path document() {
        return root.resolve("spec/openapi.json");
    }

    Path lock() {
        return root.resolve("spec/openapi.lock.json");
    }

    /** What is put right in each document before it is looked at. */
    Corrections corrections() {
        return Corrections.read(List.of(root.resolve("spec/corrections.json")));
    }

    /** Where the report of a bump is kept: one file for each. */
    Path changes(Comparison comparison) {
        String name =
                comparison.before().version() + "-to-" + comparison.after().version();
        Path file = root.resolve("spec/changes/" + name + ".md");
        for (int i = 2; Files.exists(file); i++) {
            file = root.resolve("spec/changes/" + name + "-" + i + ".md");
        }
        return file;
    }

    /** The path of a file from the project's folder, as a link in Markdown. */
    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    Path changelog() {
        return root.resolve("CHANGELOG.md");
    }

    static Tree at(Path root, String version) {
        return new Tree(root, version, root.resolve("spec/checks"));
    }

    /** Where a report goes that doesn't replace anything. */
    Path output() {
        return root.resolve("spec/target/bump");
    }

    Path handWritten(String module) {
        return root.resolve(module).resolve("src/main/java");
    }

    /** The folders with code that uses the generated client: the hand-written client, the mock, and the tests. */
    List<Path> ownSources() {
        return Stream.of(
                        handWritten("client-extensions"),
                        handWritten("integration-tests/mock"),
                        root.resolve("client-generated/src/test/java"),
                        root.resolve("client-extensions/src/test/java"),
                        root.resolve("integration-tests/src/test/java"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** What the next version is counted from. */
    ReleaseHistory history() {
        try {
            return ReleaseHistory.of(version, Files.readString(changelog()), git("tag", "--list"));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + changelog(), e);
        }
    }

    /**
     * Refuses a tree whose {@code spec} folder has changes that version control doesn't know; they would be mixed with the
     * new version's, or lost. A tree that is not under version control is accepted.
     *
     * @throws IllegalStateException if there are such changes
     */
    void requireCommitted() {
        List<String> changed = git("status", "--porcelain", "--", "spec", "CHANGELOG.md");
        if (!changed.isEmpty()) {
            throw new IllegalStateException(
                    "There are uncommitted changes, " + changed.get(0).strip()
                            + (changed.size() > 1 ? " and " + (changed.size() - 1) + " more" : "")
                            + ": commit or stash them first, so that a new version of the document is a change of its own.");
        }
    }

    private List<String> git(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("git").directory(root.toFile());
        builder.command().addAll(List.of(arguments));
        try {
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return process.waitFor() == 0 ? lines : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpecException("interrupted while git was running", e);
        }
    }
}
