package com.featherhq.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.LogCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiKeyFileTest {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("key");
        write("k1\n", 0);
    }

    private void write(String content, int second) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(EPOCH.plusSeconds(second)));
    }

    @Test
    void current_whenFileChanges_readsItAgain() throws Exception {
        ApiKeySource source = ApiKeySource.file(file);
        assertThat(source.current()).isEqualTo("k1");

        write("k2\n", 1);

        try (LogCapture log = new LogCapture("com.featherhq.client", Level.INFO)) {
            assertThat(source.current()).isEqualTo("k2");
            assertThat(log.lines())
                    .containsExactly("The API key file " + file + " has another key now; it is used from here on.");
        }
        assertThat(source).hasToString("API key in the file " + file);
    }

    @Test
    void current_whenStampIsTheSame_doesNotRead() throws Exception {
        ApiKeySource source = ApiKeySource.file(file);
        write("k2\n", 0);

        assertThat(source.current()).isEqualTo("k1");
        assertThat(source.afterRefusal()).isEqualTo("k2");
        assertThat(source.current()).isEqualTo("k2");
    }

    @Test
    void current_whenSecretIsSwappedByLink_readsTheNewOne() throws Exception {
        Path first = Files.createDirectory(folder.resolve("v1"));
        Path second = Files.createDirectory(folder.resolve("v2"));
        Files.copy(file, first.resolve("key"), StandardCopyOption.COPY_ATTRIBUTES);
        write("k2\n", 0);
        Files.copy(file, second.resolve("key"), StandardCopyOption.COPY_ATTRIBUTES);
        Path link = Files.createSymbolicLink(folder.resolve("data"), first);
        ApiKeySource source = ApiKeySource.file(link.resolve("key"));
        assertThat(source.current()).isEqualTo("k1");

        Path next = Files.createSymbolicLink(folder.resolve("data2"), second);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(source.current()).isEqualTo("k2");
    }

    @Test
    void current_whenFileIsHalfWritten_keepsTheLastKeyUntilItIsWhole() throws Exception {
        ApiKeySource source = ApiKeySource.file(file);

        write("", 1);
        assertThat(source.current()).isEqualTo("k1");
        assertThat(source.afterRefusal()).isEqualTo("k1");

        write("k2", 1);
        assertThat(source.current()).isEqualTo("k2");
    }

    @Test
    void current_whenFileIsGone_keepsTheLastKey() throws Exception {
        ApiKeySource source = ApiKeySource.file(file);
        Files.delete(file);

        assertThat(source.current()).isEqualTo("k1");
        assertThat(source.afterRefusal()).isEqualTo("k1");
    }

    @Test
    void file_whenMissing_saysSo() {
        Path missing = folder.resolve("none");

        assertThatThrownBy(() -> ApiKeySource.file(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key file " + missing + " can't be read: NoSuchFileException.")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void file_whenBlank_saysSo() throws Exception {
        write(" \n", 1);

        assertThatThrownBy(() -> ApiKeySource.file(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key in the file " + file + " is blank.");
    }

    @Test
    void file_whenTooLarge_saysSo() throws Exception {
        write("k".repeat(8193), 1);

        assertThatThrownBy(() -> ApiKeySource.file(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key file " + file + " is larger than 8192 bytes: it doesn't hold just a key.");
    }

    @Test
    void current_whenTheNewFileIsUnusable_warnsOnceAndKeepsTheLastKey() throws Exception {
        ApiKeySource source = ApiKeySource.file(file);
        try (LogCapture log = new LogCapture("com.featherhq.client", Level.WARNING)) {
            write("k2\nk3\n", 1);
            assertThat(source.current()).isEqualTo("k1");
            assertThat(source.current()).isEqualTo("k1");
            assertThat(source.problem())
                    .isEqualTo("The API key in the file " + file
                            + " can't be sent: its character 3 of 5 is a space, a control"
                            + " character or not ASCII. Check that only the key was copied.");
            Files.delete(file);
            assertThat(source.current()).isEqualTo("k1");
            write("k4", 2);
            assertThat(source.current()).isEqualTo("k4");

            assertThat(source.problem()).isNull();
            assertThat(log.lines())
                    .containsExactly(
                            "The API key in the file " + file
                                    + " can't be sent: its character 3 of 5 is a space, a control"
                                    + " character or not ASCII. Check that only the key was copied. The last good key stays in use.",
                            "The API key file " + file
                                    + " can't be read: NoSuchFileException. The last good key stays in use.");
        }
    }

    @Test
    void current_whenTheFileHasAByteOrderMark_readsPastIt() throws Exception {
        write("\uFEFFk2\r\n", 1);

        assertThat(ApiKeySource.file(file).current()).isEqualTo("k2");
    }

    @Test
    void file_whenInUtf16_saysSo() throws Exception {
        Files.writeString(file, "\uFEFFk2", StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> ApiKeySource.file(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key file " + file + " is in UTF-16; write it in UTF-8.");
    }
}
