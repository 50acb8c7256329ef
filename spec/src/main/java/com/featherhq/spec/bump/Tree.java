package com.featherhq.spec.bump;

import com.featherhq.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project's folder: where things are in it.
 *
 * @param checks the tools that run on Node.js
 */
record Tree(Path root, Path checks) {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>feather-parent</artifactId>\\s*<version>([^<]+)</version>");

    Path document() {
        return root.resolve("spec/openapi.json");
    }

    Path lock() {
        return root.resolve("spec/openapi.lock.json");
    }

    Path report() {
        return root.resolve("spec/CHANGES.md");
    }

    Path changelog() {
        return root.resolve("CHANGELOG.md");
    }

    static Tree at(Path root) {
        return new Tree(root, root.resolve("spec/checks"));
    }

    /** Where a report goes that doesn't replace anything. */
    Path output() {
        return root.resolve("spec/target/bump");
    }

    Path handWritten(String module) {
        return root.resolve(module).resolve("src/main/java");
    }

    /** The artifacts' version. */
    String version() {
        Path pom = root.resolve("pom.xml");
        try {
            Matcher matcher = VERSION.matcher(Files.readString(pom));
            if (!matcher.find()) {
                throw new IllegalStateException(pom + " has no version of feather-parent.");
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + pom, e);
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
