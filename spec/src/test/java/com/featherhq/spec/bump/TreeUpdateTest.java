package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeUpdateTest {

    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void apply_whenAllCanBeWritten_replacesAndCreates() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "old");
        Path missing = folder.resolve("missing");

        TreeUpdate.apply(Map.of(existing, NEW, missing, NEW));

        assertThat(existing).hasContent("new");
        assertThat(missing).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void apply_whenTheLastCannotBeMoved_restoresTheOthers() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "old");
        Path missing = folder.resolve("missing");
        Path blocked =
                Files.createDirectories(folder.resolve("blocked/by-a-folder")).getParent();
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        contents.put(existing, NEW);
        contents.put(missing, NEW);
        contents.put(blocked, NEW);

        assertThatIllegalStateException()
                .isThrownBy(() -> TreeUpdate.apply(contents))
                .withMessageStartingWith("The new version can't be written, and nothing was changed: ");

        assertThat(existing).hasContent("old");
        assertThat(missing).doesNotExist();
        assertThat(blocked).isDirectory();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void apply_whenOneCannotBeWrittenBeside_changesNothing() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "old");
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        contents.put(existing, NEW);
        contents.put(folder.resolve("no-such-folder/file"), NEW);

        assertThatIllegalStateException().isThrownBy(() -> TreeUpdate.apply(contents));

        assertThat(existing).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void uninterrupted_whenCancelledBefore_runsNothing() {
        try (Cancellation cancellation = new Cancellation()) {
            cancellation.cancel();

            assertThatIllegalStateException()
                    .isThrownBy(() -> cancellation.uninterrupted(() -> TreeUpdate.apply(Map.of(folder, NEW))))
                    .withMessage("Stopped before anything was changed.");
        }
    }

    @Test
    void onCancel_whenCancelled_runsWhatIsStillRegistered() {
        StringBuilder ran = new StringBuilder();
        try (Cancellation cancellation = new Cancellation()) {
            Cancellation.Registration closed = cancellation.onCancel(() -> ran.append("closed"));
            cancellation.onCancel(() -> ran.append("open"));
            closed.close();

            cancellation.cancel();
        }
        assertThat(ran).hasToString("open");
    }
}
