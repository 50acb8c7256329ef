package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.files.Fault.Kind;
import com.featherhq.client.files.ScriptedStorage.Validators;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the storage answers, the file has its bytes or isn't there. */
final class FileDownloadAnswersTest extends FileDownloadCase {

    @Test
    void download_whenTheConnectionDrops_goesOnFromTheSameByteOfTheSameVersion() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.DROP, 50_000));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-", "bytes=150000-");
        assertThat(scene.storage.requests().get(1)).containsEntry("if-range", "\"v1\"");
        assertThat(scene.time.sleeps()).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(scene.urls.requests()).isEqualTo(1);
    }

    @Test
    void download_whenThereIsOnlyLastModified_provesTheVersionWithIt() throws IOException {
        scene.storage.validators(Validators.LAST_MODIFIED);
        scene.script(Fault.of(Kind.DROP, 100_000));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.requests().get(1))
                .containsEntry("if-range", "Sun, 22 Nov 2026 10:00:01 GMT")
                .containsEntry("range", "bytes=100000-");
    }

    @ParameterizedTest
    @EnumSource(
            value = Validators.class,
            names = {"NONE", "WEAK_ETAG"})
    void download_whenNothingProvesTheVersion_startsOver(Validators validators) throws IOException {
        scene.storage.validators(validators);
        scene.script(Fault.of(Kind.DROP, 100_000));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "whole");
    }

    @Test
    void download_whenTheObjectChangesMidway_startsOverWithTheNewOne() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.CHANGE));

        DownloadResult result = scene.download(target);

        assertWhole();
        assertThat(result.bytes()).isEqualTo(SIZE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "CHANGE_IN_RANGE",
                "CHANGE_UNPROVEN",
                "CHANGE_WEAK",
                "WRONG_RANGE",
                "NAMELESS_RANGE",
                "IGNORE_RANGE",
                "SHORT_RANGE",
                "GZIP"
            })
    void download_whenTheRangeIsNotWhatWasAskedFor_stillGetsTheRightBytes(Kind kind) throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(kind, 70_000));

        scene.download(target);

        assertWhole();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "CHUNKED",
                "CHUNKED_DROP",
                "ECHO",
                "ECHO_IN_CHUNK",
                "GZIP",
                "GZIP_DROP",
                "REDIRECT",
                "HANG_UP",
                "LONGER",
                "SHORT_RANGE"
            })
    void download_whenTheFirstAnswerIsOdd_stillGetsTheRightBytes(Kind kind) throws IOException {
        scene.script(Fault.of(kind, 1_000));

        scene.download(target);

        assertWhole();
    }

    @Test
    void download_whenRedirectedMidway_asksForTheSameRangeThere() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.REDIRECT));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-", "bytes=100000-");
    }

    @Test
    void download_whenTheLengthContradictsTheService_asksTheServiceOnceMore() throws IOException {
        scene.urls.next(FakeUrls.signed(scene.storage.sign(), 299_999L));

        scene.download(target);

        assertWhole();
        assertThat(scene.urls.requests()).isEqualTo(2);
    }

    @Test
    void download_whenTheLengthKeepsContradictingTheService_fails() {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), (long) SIZE));
        scene.script(Fault.of(Kind.SHORTER, 10), Fault.of(Kind.SHORTER, 20));

        assertFails("the service says it has 300000 bytes, but the storage says 299980.");
        assertThat(scene.urls.requests()).isEqualTo(2);
    }

    @Test
    void download_whenChunksEndBeforeTheSizeThatTheServiceSays_fails() {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), SIZE + 1L));
        scene.script(Fault.of(Kind.CHUNKED));

        assertFails("it should have 300001 bytes, but the storage sent 300000.");
    }

    @Test
    void download_whenTheEndIsNotMarked_goesByTheSizeThatTheServiceSays() throws IOException {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), (long) SIZE));
        scene.script(Fault.of(Kind.UNFRAMED, 1_000), Fault.of(Kind.UNFRAMED, SIZE));

        scene.download(target);

        assertWhole();
    }

    @Test
    void download_whenTheEndIsNotMarkedAndTheSizeUnknown_fails() {
        scene.script(Fault.of(Kind.UNFRAMED, SIZE));

        assertFails("the storage does not say how long it is, so its end can't be told from a lost connection.");
    }

    @Test
    void download_whenTheEncodingIsUnknown_fails() {
        scene.script(Fault.of(Kind.BROTLI));

        assertFails("the storage sent it with an unknown Content-Encoding, though none was asked for.");
    }

    @Test
    void download_whenTheStorageIsBusy_waitsAsLongAsItAsksUpTo30Seconds() throws IOException {
        scene.script(Fault.of(Kind.BUSY, 7), Fault.of(Kind.BUSY, 3600), Fault.of(Kind.STATUS, 500));

        scene.download(target);

        assertWhole();
        assertThat(scene.time.sleeps())
                .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30), Duration.ofMillis(800));
    }

    @Test
    void download_whenTheStorageFallsSilent_takesTheConnectionForLost() throws IOException {
        scene.script(Fault.of(Kind.STALL, 100_000));

        scene.files(Duration.ofMillis(150)).download(scene.source, target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-");
    }

    @Test
    void download_whenTheStorageTimesOut_triesAgain() throws IOException {
        scene.script(Fault.of(Kind.STATUS, 408));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530})
    void download_whenTheStatusMayPass_triesAgain(int status) throws IOException {
        scene.script(Fault.of(Kind.STATUS, status));

        scene.download(target);

        assertWhole();
        assertThat(scene.time.sleeps()).hasSize(1);
        assertThat(scene.urls.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {203, 304, 402, 404, 405, 409, 451, 501, 505, 506, 507, 508, 510, 511, 525, 526})
    void download_whenTheStatusStays_failsAtOnce(int status) {
        scene.script(Fault.of(Kind.STATUS, status));

        assertFails("the storage answered with HTTP status " + status + ".");
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CHUNKED", "GZIP"})
    void download_whenMoreComesThanTheServiceSays_stopsThere(Kind kind) throws IOException {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), 1_000L));
        scene.script(Fault.of(kind));

        assertFails("it should have 1000 bytes, but the storage sends more.");
        assertThat(sizeOf(folder.resolve("call.audio.part"))).isLessThanOrEqualTo(1_000);
    }

    @Test
    void download_whenOnlyTheEndMarkIsLost_isWholeByTheSizeThatTheServiceSays() throws IOException {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), (long) SIZE));
        scene.script(Fault.of(Kind.CHUNKED_ENDLESS));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.requests()).hasSize(1);
    }

    @Test
    void download_whenTheServiceSaysANegativeSize_goesByTheStorage() throws IOException {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), -1L));

        scene.download(target);

        assertWhole();
    }
}
