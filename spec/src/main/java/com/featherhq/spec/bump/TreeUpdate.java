package com.featherhq.spec.bump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files that are replaced together: all of them, or none. */
final class TreeUpdate {

    private final Map<Path, byte[]> contents;
    private final Map<Path, Path> written = new LinkedHashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private TreeUpdate(Map<Path, byte[]> contents) {
        this.contents = contents;
    }

    /**
     * Writes every content beside its place, then moves all of them there.
     *
     * @throws IllegalStateException if that fails; what had been moved by then is restored
     */
    static void apply(Map<Path, byte[]> contents) {
        TreeUpdate update = new TreeUpdate(contents);
        try {
            update.writeBeside();
            update.moveAll();
        } catch (IOException | UncheckedIOException e) {
            update.undo.forEach(Runnable::run);
            throw new IllegalStateException("The new version can't be written, and nothing was changed: " + e, e);
        } finally {
            update.written.values().forEach(TreeUpdate::delete);
        }
    }

    private void writeBeside() throws IOException {
        for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
            Path beside = content.getKey().resolveSibling("." + content.getKey().getFileName() + ".new");
            written.put(content.getKey(), beside);
            Files.write(beside, content.getValue());
        }
    }

    private void moveAll() throws IOException {
        for (Map.Entry<Path, Path> file : written.entrySet()) {
            Path target = file.getKey();
            Optional<byte[]> old =
                    Files.isRegularFile(target) ? Optional.of(Files.readAllBytes(target)) : Optional.empty();
            Files.move(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            undo.push(() -> restore(target, old));
        }
    }

    private static void restore(Path target, Optional<byte[]> old) {
        try {
            if (old.isPresent()) {
                Files.write(target, old.get());
            } else {
                Files.deleteIfExists(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't restore " + target + "; restore it from version control", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + file, e);
        }
    }
}
