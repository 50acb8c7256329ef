package com.featherhq.spec.bump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that is gone when the work is over, be it by a stop of the virtual machine. */
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final Cancellation cancellation = new Cancellation();

    WorkFolder() {
        try {
            path = Files.createTempDirectory("feather-bump-");
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a temporary folder", e);
        }
        cancellation.onCancel(this::delete);
    }

    Path path() {
        return path;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        cancellation.close();
        delete();
    }

    /** What is still being written by a thread that goes on stays behind. */
    private void delete() {
        try (Stream<Path> paths = Files.walk(path)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + path, e);
        }
    }
}
