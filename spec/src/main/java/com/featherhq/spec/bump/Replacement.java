package com.featherhq.spec.bump;

import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the tree's files are to be, with the new document in place. */
record Replacement(Tree tree, Comparison comparison, Summary summary, Clock clock) {

    /**
     * The new contents by file.
     *
     * @param origin where the document came from; empty to keep what is noted
     * @throws SpecException if this project's own code doesn't compile with the document
     */
    Map<Path, byte[]> contents(Path document, String origin) {
        if (!comparison.uncompiled().isEmpty()) {
            throw new SpecException(comparison.uncompiled() + " Nothing was changed; the report is "
                    + new Reports(tree).markdown() + ".");
        }
        try {
            Path changes = tree.changes(comparison);
            Files.createDirectories(changes.getParent());
            Map<Path, byte[]> contents = new LinkedHashMap<>();
            contents.put(tree.document(), Files.readAllBytes(document));
            contents.put(tree.lock(), bytes(JsonFiles.text(lock(origin))));
            contents.put(changes, bytes(MarkdownReport.of(comparison, summary)));
            String lines = summary.changelogLines(tree.relative(changes));
            contents.put(tree.changelog(), bytes(Changelog.with(Files.readString(tree.changelog()), lines)));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read what is to be replaced", e);
        }
    }

    private JsonObject lock(String origin) {
        JsonArray operations = new JsonArray();
        comparison
                .after()
                .surface()
                .operations()
                .forEach(operation ->
                        operations.add(operation.verb().toLowerCase(Locale.ROOT) + " " + operation.path()));
        JsonObject lock = JsonFiles.read(tree.lock());
        if (!origin.isEmpty()) {
            lock.addProperty("origin", origin);
        }
        lock.add("operations", operations);
        lock.addProperty("version", comparison.after().version());
        lock.addProperty("date", LocalDate.now(clock).toString());
        lock.addProperty("sha256", comparison.after().sha256());
        return lock;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
