package com.featherhq.client.files;

import static com.featherhq.client.files.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartialFileTest extends PartialFileCase {

    @Test
    void open_whenKeptBefore_goesOn() throws IOException {
        keep(30, VERSION);

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
            assertThat(partial.resumable()).isEqualTo(VERSION);
        }
    }

    @Test
    void open_whenKeptWithoutASize_goesOn() throws IOException {
        StoredVersion endless = new StoredVersion("\"v1\"", null, "0".repeat(64));
        keep(30, endless);

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.resumable()).isEqualTo(endless);
        }
    }

    @Test
    void open_whenKeptAgainWithLess_goesOnFromThere() throws IOException {
        keep(100, VERSION);
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.keep(VERSION);
        }

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(99);
        }
    }

    @Test
    void open_whenThereIsMoreThanWasSaved_drops() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[20], StandardOpenOption.APPEND);

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
            assertThat(Files.size(part)).isEqualTo(30);
        }
    }

    @Test
    void open_whenThereIsLessThanWasSaved_startsOver() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[20]);

        assertStartsOver(ID);
    }

    @Test
    void open_whenItIsOfAnotherRecording_startsOver() throws IOException {
        keep(30, VERSION);

        assertStartsOver(new UUID(1, 2));
    }

    @Test
    void open_whenTheStateIsCutOffOrNotOurs_startsOver() throws IOException {
        keep(30, VERSION);
        List<String> lines = Files.readAllLines(state);
        for (int length = 0; length < lines.size(); length++) {
            Files.write(state, lines.subList(0, length));
            assertStartsOver(ID);
        }
        Files.write(state, List.of(lines.get(0), ID.toString(), "many", "-", "v", "0", "-", "end"));
        assertStartsOver(ID);
        Files.write(state, new byte[] {(byte) 0xc3, (byte) 0x28});
        assertStartsOver(ID);
    }

    @Test
    void keep_whenTheVersionCouldNotBeRecognised_leavesNothing() throws IOException {
        keep(30, new StoredVersion(null, 100L, null));
        assertThat(folder).isEmptyDirectory();
        keep(30, null);
        assertThat(folder).isEmptyDirectory();
        keep(0, VERSION);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keep_whenAnInterruptClosedTheFile_leavesTheLastCheckpoint() throws IOException {
        keep(30, VERSION);
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put(new byte[10]);
            Thread.currentThread().interrupt();
            partial.keep(VERSION);
            assertThat(Thread.interrupted()).isTrue();
        }

        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial.length()).isEqualTo(30);
        }
    }

    @Test
    void startOver_whenThereWereBytes_forgetsThem() throws IOException {
        keep(30, VERSION);
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put((byte) 1);
            partial.startOver();
            partial.buffer().put((byte) 2);
            partial.commit(null);
        }

        assertThat(target).hasBinaryContent(new byte[] {2});
        assertThat(folder).isDirectoryContaining(target::equals).isDirectoryNotContaining(part::equals);
    }

    @Test
    void open_whenTheStateCannotBeRead_givesTheClaimBack() throws IOException {
        Files.createDirectory(state);
        try {
            PartialFile.open(ID.toString(), target);
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
        Files.delete(state);

        try (PartialFile next = PartialFile.open(ID.toString(), target)) {
            assertThat(next).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000010, 0, ok",
        "0000000000000000010, -7, ok",
        "0000000000000000010, 5, ok",
        "0000000000000000000, 100, ok",
        "-000000000000000010, 100, ok",
        "9999999999999999999, 100, ok",
        "0000000000000000010, 9999999999999999999, ok",
        "0000000000000000010, 100, b\u0001d",
        "0000000000000000010, 100, b\u00e9d",
        "0000000000000000010, 100, ''"
    })
    void open_whenTheStateMakesNoSense_startsOver(String durable, String total, String validator) throws IOException {
        keep(30, VERSION);
        List<String> lines = Files.readAllLines(state);
        Files.write(state, List.of(lines.get(0), lines.get(1), durable, total, validator, lines.get(5), "-", "end"));

        assertStartsOver(ID);
        assertStartsOver(ID);
    }

    @Test
    void open_whenTheStateIsNothingButLong_startsOver() throws IOException {
        keep(30, VERSION);
        Files.write(state, new byte[10_000_000]);

        assertStartsOver(ID);
    }

    @Test
    void open_whenTheBytesAreNotThoseOfTheState_startsOver() throws IOException {
        keep(30, VERSION);
        Files.write(part, new byte[] {1}, StandardOpenOption.WRITE);

        assertStartsOver(ID);
    }
}
