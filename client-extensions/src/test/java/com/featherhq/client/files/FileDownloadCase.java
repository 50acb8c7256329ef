package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.files.Fault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A download to a file, and what has to hold whatever happens to it. */
abstract class FileDownloadCase {

    static final int SIZE = 300_000;

    static final String NOT_DOWNLOADED = Scene.NAME + " was not downloaded: ";

    static final String CHANGED = " was changed or replaced by something else while it was written.";

    @TempDir
    Path folder;

    Scene scene;

    Path target;

    @BeforeEach
    void open() throws IOException {
        scene = Scene.of(SIZE);
        target = folder.resolve("call.audio");
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    /** What somebody else does. */
    interface Interference {

        void run() throws IOException;
    }

    /** Downloads, and lets somebody interfere after the first bytes. */
    FileDownloadException failsWhen(Interference interference) {
        AtomicBoolean done = new AtomicBoolean();
        return catchThrowableOfType(
                FileDownloadException.class,
                () -> scene.download(target, progress -> {
                    if (!done.getAndSet(true)) {
                        interfere(interference);
                    }
                }));
    }

    static void interfere(Interference interference) {
        try {
            interference.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    void failAt(int bytes) {
        scene.script(Fault.of(Kind.DROP, bytes), Fault.of(Kind.STATUS, 404));
        assertFails("the storage answered with HTTP status 404.");
    }

    FileDownloadException assertFails(String problem) {
        byte[] before = read();
        FileDownloadException failure = catchThrowableOfType(FileDownloadException.class, () -> scene.download(target));
        assertThat(failure).hasMessage(NOT_DOWNLOADED + problem);
        assertThat(read()).isEqualTo(before);
        return failure;
    }

    byte[] read() {
        try {
            return Files.isRegularFile(target) ? Files.readAllBytes(target) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertWhole() throws IOException {
        assertThat(target).hasBinaryContent(scene.storage.current());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList()).isEqualTo(List.of(target));
        }
    }
}
