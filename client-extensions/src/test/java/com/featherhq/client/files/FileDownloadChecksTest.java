package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.files.Fault.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller and the answers say of a file is what it has. */
final class FileDownloadChecksTest extends FileDownloadCase {

    private static final String OTHER = "00".repeat(32);

    private String sha256() {
        return HexFormat.of().formatHex(Digests.sha256().digest(scene.storage.current()));
    }

    private static String header(String name, String hex) {
        return name + ": sha-512=:AAAA:, sha-256=:"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)) + ":\r\n";
    }

    private FileDownloadException fails(DownloadOptions options) {
        return catchThrowableOfType(
                FileDownloadException.class, () -> scene.files.download(scene.source, target, options));
    }

    @Test
    void download_whenTheCallerKnowsTheSha256_checksTheWholeOfAResumedFile() throws IOException {
        failAt(100_000);
        DownloadOptions options = DownloadOptions.builder()
                .expectedSha256(" " + sha256().toUpperCase(java.util.Locale.ROOT))
                .build();

        DownloadResult result = scene.files.download(scene.source, target, options);

        assertWhole();
        assertThat(result.resumedFrom()).isEqualTo(100_000);
        assertThat(result.sha256()).isEqualTo(sha256());
    }

    @Test
    void download_whenTheSha256IsAnother_failsAndKeepsNothing() throws IOException {
        Files.writeString(target, "old");

        FileDownloadException failure =
                fails(DownloadOptions.builder().expectedSha256(OTHER).build());

        assertThat(failure)
                .hasMessage(NOT_DOWNLOADED + "its SHA-256 is " + sha256() + ", but should be " + OTHER + ".");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("call.audio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Repr-Digest", "Content-Digest"})
    void download_whenTheAnswerSaysTheSha256_checksIt(String name) throws IOException {
        scene.storage.headers(header(name, sha256()));
        assertThat(scene.download(target).sha256()).isEqualTo(sha256());
        assertWhole();

        scene.storage.headers(header(name, OTHER));
        assertFails("its SHA-256 is " + sha256() + ", but should be " + OTHER + ".");
    }

    @Test
    void download_whenOnlyTheFirstAnswerSaysTheSha256_checksItAfterTheRest() {
        scene.storage.headers(header("Content-Digest", OTHER));
        scene.script(Fault.of(Kind.DROP, 100_000));

        assertFails("its SHA-256 is " + sha256() + ", but should be " + OTHER + ".");
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-");
    }

    @Test
    void download_whenAnEarlierRunWasToldTheSha256_checksItInALaterOne() {
        scene.storage.headers(header("Repr-Digest", OTHER));
        failAt(100_000);
        scene.storage.headers("");

        assertFails("its SHA-256 is " + sha256() + ", but should be " + OTHER + ".");
        assertThat(scene.storage.ranges()).endsWith("bytes=100000-");
    }

    @Test
    void download_whenTheAnswerIsEncoded_doesNotTakeItsDigestForThatOfTheFile() throws IOException {
        scene.storage.headers(header("Repr-Digest", OTHER));
        scene.script(Fault.of(Kind.GZIP));

        assertThat(scene.download(target).sha256()).isNull();
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-256=:AAAA:", "sha-256=AAAA", "SHA-256=:x:", "sha-2567", "md5=:AAAA:", ","})
    void download_whenTheDigestCannotBeRead_goesWithout(String value) throws IOException {
        scene.storage.headers("Repr-Digest: " + value + "\r\n");

        assertThat(scene.download(target).sha256()).isNull();
        assertWhole();
    }

    @Test
    void download_toAStreamWhoseSha256IsAnother_fails() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        scene.script(Fault.of(Kind.DROP, 100_000));
        DownloadOptions right =
                DownloadOptions.builder().expectedSha256(sha256()).build();
        assertThat(scene.files.download(scene.source, stream, right)).isEqualTo(SIZE);

        DownloadOptions wrong = DownloadOptions.builder().expectedSha256(OTHER).build();
        assertThatExceptionOfType(FileDownloadException.class)
                .isThrownBy(() -> scene.files.download(scene.source, stream, wrong))
                .withMessage(NOT_DOWNLOADED + "its SHA-256 is " + sha256() + ", but should be " + OTHER + ".");
    }

    @Test
    void download_whenTheCallerKnowsAnotherSize_failsWithTheFirstAnswer() {
        assertThat(fails(DownloadOptions.builder().expectedBytes(7).build()))
                .hasMessage(NOT_DOWNLOADED + "it should have 7 bytes, but the storage says 300000.");
        scene.script(Fault.of(Kind.CHUNKED));
        assertThat(fails(DownloadOptions.builder().expectedBytes(7).build()))
                .hasMessage(NOT_DOWNLOADED + "it should have 7 bytes, but the storage sends more.");
        scene.script(Fault.of(Kind.CHUNKED));
        assertThat(fails(DownloadOptions.builder().expectedBytes(SIZE + 1).build()))
                .hasMessage(NOT_DOWNLOADED + "it should have 300001 bytes, but the storage sent 300000.");
        assertThat(scene.urls.requests()).isEqualTo(3);
    }

    @Test
    void download_whenItIsThereAlready_skipsItIfAsked() throws IOException {
        DownloadOptions options = DownloadOptions.builder()
                .skipIfComplete()
                .expectedBytes(SIZE)
                .expectedSha256(sha256())
                .build();
        assertThat(scene.files.download(scene.source, target, options).isSkipped())
                .isFalse();

        assertThat(scene.files.download(scene.source, target, options).isSkipped())
                .isTrue();
        assertThat(scene.storage.requests()).hasSize(1);

        Files.write(target, new byte[SIZE]);
        assertThat(scene.files.download(scene.source, target, options).isSkipped())
                .isFalse();
        assertWhole();
    }

    @Test
    void build_whenAnExpectationMakesNoSense_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DownloadOptions.builder().expectedBytes(-1))
                .withMessage("expectedBytes must not be negative, but is -1.");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DownloadOptions.builder().expectedSha256("abc"))
                .withMessage("expectedSha256 must be 64 hexadecimal digits, but is \"abc\".");
    }
}
