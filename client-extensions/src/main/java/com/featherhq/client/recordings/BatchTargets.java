package com.featherhq.client.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The files of a batch, checked before the first request. */
final class BatchTargets {

    private BatchTargets() {}

    static Map<UUID, Path> of(Collection<UUID> ids, Path folder, Function<UUID, String> fileName) {
        Map<UUID, Path> targets = new LinkedHashMap<>();
        Map<Path, UUID> owners = new HashMap<>();
        for (UUID id : ids) {
            Path target = folder.resolve(plainName(id, fileName.apply(id)));
            UUID owner = owners.putIfAbsent(target, id);
            if (owner != null && !owner.equals(id)) {
                throw new IllegalArgumentException("The recordings " + owner + " and " + id
                        + " would both be written to " + target + "; give each a name of its own.");
            }
            targets.put(id, target);
        }
        return targets;
    }

    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be created.", e);
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
