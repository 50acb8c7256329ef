package com.featherhq.client.recordings;

import com.featherhq.client.files.FileDownloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of a batch, checked before the first request: no two recordings may use the same one, not even for a while. */
final class BatchTargets {

    /** A file that a recording uses: its target, or one that stands beside it until it is whole. */
    private record Use(UUID owner, Path target, Path file) {}

    private BatchTargets() {}

    static Map<UUID, Path> of(Collection<UUID> ids, Path folder, Function<UUID, String> fileName) {
        Map<UUID, Path> targets = new LinkedHashMap<>();
        for (UUID id : ids) {
            targets.put(id, folder.resolve(plainName(id, fileName.apply(id))));
        }
        Map<Path, Use> uses = new HashMap<>();
        targets.forEach((id, target) -> {
            for (Path file : filesOf(target)) {
                requireNone(uses.putIfAbsent(file, new Use(id, target, file)), id, target);
            }
        });
        return targets;
    }

    /** Creates the folder, and checks whether two names are one there, as on a file system that ignores case. */
    static void createFolder(Path folder, Map<UUID, Path> targets) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be created.", e);
        }
        Map<String, Use> uses = new HashMap<>();
        targets.forEach((id, target) -> {
            for (Path file : filesOf(target)) {
                Use other = uses.putIfAbsent(folded(file), new Use(id, target, file));
                if (other != null && !other.owner().equals(id) && areOne(other.file(), file)) {
                    requireNone(other, id, target);
                }
            }
        });
    }

    private static List<Path> filesOf(Path target) {
        List<Path> files = new ArrayList<>(List.of(target));
        files.addAll(FileDownloads.partialFiles(target));
        return files;
    }

    private static void requireNone(@Nullable Use other, UUID id, Path target) {
        if (other == null || other.owner().equals(id)) {
            return;
        }
        boolean sameTarget = other.target().equals(other.file()) && target.equals(other.file());
        throw new IllegalArgumentException("The recordings " + other.owner() + " and " + id + " would both "
                + (sameTarget ? "be written to " : "use the file ") + other.file() + "; give each a name of its own.");
    }

    private static String folded(Path file) {
        String name = Normalizer.normalize(file.getFileName().toString(), Normalizer.Form.NFC);
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Tries it with two names that nobody has; where that can't be tried, they count as one. */
    private static boolean areOne(Path one, Path other) {
        String suffix = "." + UUID.randomUUID().toString().substring(0, 8);
        Path probe = one.resolveSibling(one.getFileName() + suffix);
        try {
            Files.createFile(probe);
            try {
                return Files.exists(other.resolveSibling(other.getFileName() + suffix));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return true;
        }
    }

    private static String plainName(UUID id, String name) {
        Path path = Path.of(name);
        boolean plain = path.getNameCount() == 1 && path.getRoot() == null && !name.isEmpty();
        if (!plain || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("The file name of recording " + id
                    + " must be a plain name without folders, but is \"" + name + "\".");
        }
        return name;
    }
}
