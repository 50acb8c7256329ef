package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.client.files.Fault.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of a file that is there before the whole. */
final class FileDownloadPartTest extends FileDownloadCase {

    @Test
    void download_whenNoAttemptBringsProgress_givesUpAndKeepsThePartForTheNextCall() throws IOException {
        Files.writeString(target, "old");
        scene.script(Fault.of(Kind.DROP, 60_000));
        scene.script(
                Fault.of(Kind.DROP, 0), Fault.of(Kind.HANG_UP), Fault.of(Kind.STATUS, 503), Fault.of(Kind.DROP, 1));

        FileDownloadException failure =
                assertFails("5 attempts in a row brought no progress, the last one at byte 60001.");

        assertThat(failure.isRetryable()).isTrue();
        assertThat(target).hasContent("old");
        assertThat(scene.download(target).resumedFrom()).isEqualTo(60_001);
        assertWhole();
        assertThat(scene.storage.ranges()).last().isEqualTo("bytes=60001-");
    }

    @Test
    void download_whenTheObjectChangedBetweenCalls_startsOver() throws IOException {
        failAt(100_000);
        scene.storage.replace(ScriptedStorage.content(9, SIZE));

        assertThat(scene.download(target).resumedFrom()).isZero();
        assertWhole();
    }

    @Test
    void download_whenEverythingWasThereButTheName_fetchesOneByteToBeSure() throws IOException {
        failAt(100_000);
        Path part = folder.resolve("call.audio.part");
        Files.write(part, scene.storage.current());
        CRC32C checksum = new CRC32C();
        checksum.update(scene.storage.current());
        new PartialState(
                        scene.source.identity(),
                        SIZE,
                        checksum.getValue(),
                        new StoredVersion("\"v1\"", (long) SIZE, null))
                .write(folder.resolve("call.audio.part.state"));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.ranges()).last().isEqualTo("bytes=299999-");
    }

    @Test
    void download_whenAnotherDownloadWritesTheSameFile_fails() throws IOException {
        try (PartialFile other = PartialFile.open("another", target)) {
            assertThat(assertFails("another download is writing to " + target + ".")
                            .isRetryable())
                    .isTrue();
            other.keep(null);
        }
    }

    @Test
    void download_whenAFolderStandsInTheWay_leavesItAndSaysSo() throws IOException {
        Path part = Files.createDirectory(folder.resolve("call.audio.part"));

        assertFails(part + " is not a regular file; remove it, or choose another name for the target.");
        assertThat(part).isDirectory();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CHANGE_UNPROVEN", "CHANGE_WEAK"})
    void download_whenTheRestOfAnEarlierCallHasNoProof_startsOver(Kind kind) throws IOException {
        failAt(100_000);
        scene.script(Fault.of(kind));

        assertThat(scene.download(target).resumedFrom()).isZero();
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(strings = {".part", ".part.state", ".part.lock"})
    void download_whenALinkStandsInTheWay_leavesItAndSaysSo(String suffix) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        for (Path to : List.of(other, folder.resolve("nowhere"))) {
            Path link = Files.createSymbolicLink(folder.resolve("call.audio" + suffix), to);

            assertFails(link + " is a symbolic link; remove it, or choose another name for the target.");
            assertThat(link).isSymbolicLink();
            Files.delete(link);
        }
        assertThat(other).hasContent("precious");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(other));
    }

    @Test
    void download_whenAnOldPartHasAnotherName_leavesThat() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createLink(folder.resolve("call.audio.part"), other);

        scene.download(target);

        assertThat(target).hasBinaryContent(scene.storage.current());
        assertThat(other).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(ints = {244, 245, 249, 250, 251, 255})
    void download_whenTheNameIsLong_usesShorterOnesBesideIt(int length) throws IOException {
        target = folder.resolve("n".repeat(length));
        failAt(100_000);

        assertThat(scene.download(target).resumedFrom()).isEqualTo(100_000);
        assertWhole();
    }

    @Test
    void download_whenALongNameHasLettersOfSeveralBytes_cutsBetweenThem() throws IOException {
        assumeTrue(
                "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding")), "file names are not in UTF-8 here");
        target = folder.resolve("a" + "\uD83C\uDFB5".repeat(63));
        failAt(100_000);

        assertThat(scene.download(target).resumedFrom()).isEqualTo(100_000);
        assertWhole();
    }

    @Test
    void download_whenThePartIsReplacedMeanwhile_failsAndLeavesTheOtherFile() throws IOException {
        Path part = folder.resolve("call.audio.part");
        scene.script(Fault.of(Kind.BUSY, 1));

        FileDownloadException failure = failsWhen(() -> {
            Files.delete(part);
            Files.writeString(part, "somebody else's");
        });

        assertThat(failure).hasMessage(NOT_DOWNLOADED + part + CHANGED);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(part).hasContent("somebody else's");
        assertThat(target).doesNotExist();
    }

    @Test
    void download_whenSomebodyElseWritesToThePart_failsAndStartsOverNextTime() throws IOException {
        Path part = folder.resolve("call.audio.part");
        scene.script(Fault.of(Kind.DROP, 200_000));

        FileDownloadException failure = failsWhen(() -> {
            try (FileChannel other = FileChannel.open(part, StandardOpenOption.WRITE)) {
                other.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 10);
            }
        });

        assertThat(failure).hasMessage(NOT_DOWNLOADED + part + CHANGED);
        assertThat(folder).isEmptyDirectory();
        assertThat(scene.download(target).resumedFrom()).isZero();
        assertWhole();
    }

    @Test
    void download_whenAllItsFilesAreDeletedMeanwhile_fails() throws IOException {
        scene.script(Fault.of(Kind.BUSY, 1));

        failsWhen(() -> {
            Files.delete(folder.resolve("call.audio.part"));
            Files.delete(folder.resolve("call.audio.part.lock"));
        });

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_whenThePartChangedBetweenCalls_startsOver() throws IOException {
        failAt(100_000);
        try (FileChannel part = FileChannel.open(folder.resolve("call.audio.part"), StandardOpenOption.WRITE)) {
            part.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 10);
        }

        assertThat(scene.download(target).resumedFrom()).isZero();
        assertWhole();
    }
}
