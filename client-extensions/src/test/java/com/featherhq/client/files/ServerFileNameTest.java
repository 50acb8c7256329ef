package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that servers give. Those in quotes are of RFC 6266 §5 and RFC 8187 §3.2.3. */
final class ServerFileNameTest extends FileDownloadCase {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Attachment; filename=example.html                       | example.html",
                "INLINE; FILENAME= \"an example.html\"                   | an example.html",
                "attachment; filename*= UTF-8''%e2%82%ac%20rates         | € rates",
                "attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates | € rates",
                "attachment; filename*=iso-8859-1'en'%A3%20rates         | £ rates",
                "attachment; filename=\"a\\\"b;c.txt\"                   | a\"b;c.txt",
                "attachment; filename*=utf-8''%zz; filename=plain.txt    | plain.txt",
                "attachment; filename*=utf-8''%ff; filename=plain.txt    | plain.txt",
                "attachment; filename*=koi8-r''%C1; filename=plain.txt   | plain.txt",
                "attachment; filename*=utf-8''%e; filename=plain.txt     | plain.txt",
                "attachment;filename=\"\"                                | ``",
            })
    void of_whenThereIsAName_readsIt(String header, String name) {
        assertThat(ServerFileName.of(header)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"attachment", "attachment; name=x", "", "attachment; filename=", "attachment; filename=\"x"})
    void of_whenThereIsNone_isNull(String header) {
        assertThat(ServerFileName.of(header)).isNull();
    }

    @Test
    void of_whenTheHeaderHasNoEnd_isNull() {
        assertThat(ServerFileName.of("a; filename=\"" + "\\a".repeat(100_000) + "\""))
                .isNull();
        assertThat(ServerFileName.of(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "../x, leads to another folder",
        "/etc/passwd, leads to another folder",
        "..\\x, leads to another folder",
        "C:x, leads to another folder",
        "x:stream, leads to another folder",
        "a\u0000b, has control characters",
        "a\u202egpj.exe, has control characters",
        "'', is empty or hidden",
        "' ', is empty or hidden",
        "., is empty or hidden",
        ".., is empty or hidden",
        ".bashrc, is empty or hidden",
        "~, is empty or hidden",
        "nul, means something else on some systems",
        "COM1.txt, means something else on some systems",
        "x., means something else on some systems",
        "'x ', means something else on some systems",
        "a*, means something else on some systems",
        "a|b, means something else on some systems"
    })
    void problem_whenTheNameIsDangerous_saysWhy(String name, String problem) {
        assertThat(ServerFileName.problem(name)).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export 2026-11-25.zip", "€ rates", "a..b", "com10.txt", "Anruf\u00e4nderung.wav"})
    void problem_whenTheNameIsPlain_isNone(String name) {
        assertThat(ServerFileName.problem(name)).isNull();
    }

    @Test
    void downloadInto_whenTheServerGivesAName_usesItAndResumesUnderIt() throws IOException {
        scene.storage.headers("Content-Disposition: attachment; filename=call.audio\r\n");
        failAt(100_000);

        DownloadResult result = scene.files.downloadInto(folder, scene.source, DownloadOptions.defaults());

        assertThat(result.path()).isEqualTo(target);
        assertThat(result.resumedFrom()).isEqualTo(100_000);
        assertWhole();
    }

    @Test
    void downloadInto_whenThereIsNoNameToUse_writesNothing() throws IOException {
        assertThat(intoFolder()).hasMessage(NOT_DOWNLOADED + "the server gives no file name; name the file to write.");
        scene.storage.headers("Content-Disposition: attachment; filename=\"../../x\"\r\n");
        assertThat(intoFolder())
                .hasMessage(NOT_DOWNLOADED
                        + "the server's name for it leads to another folder: \"../../x\"; name the file to write.");
        scene.storage.headers("Content-Disposition: attachment; filename=call.audio\r\n");
        Files.writeString(target, "mine");
        assertThat(intoFolder())
                .hasMessage(NOT_DOWNLOADED + target + " exists, and a name that the server gives replaces no file.");
        assertThat(target).hasContent("mine");
        assertThat(folder.toFile().list()).containsExactly("call.audio");
    }

    private FileDownloadException intoFolder() {
        return catchThrowableOfType(
                FileDownloadException.class,
                () -> scene.files.downloadInto(folder, scene.source, DownloadOptions.defaults()));
    }
}
