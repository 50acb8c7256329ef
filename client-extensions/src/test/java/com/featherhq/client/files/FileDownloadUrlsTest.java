package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.files.Fault.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When another URL is asked for, and what is told of one. */
final class FileDownloadUrlsTest extends FileDownloadCase {

    @Test
    void download_whenTheUrlExpiresMidway_takesOneFreshLeaseAndGoesOn() throws IOException {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.EXPIRE));

        scene.download(target);

        assertWhole();
        assertThat(scene.storage.ranges()).containsExactly("whole", "bytes=100000-", "bytes=100000-");
        assertThat(scene.urls.requests()).isEqualTo(2);
        assertThat(scene.time.sleeps()).hasSize(1);
    }

    @Test
    void download_whenTheLeaseRunsOutBetweenAttempts_takesAFreshOneWithoutTryingTheOld() throws IOException {
        scene.urls.always(() -> FakeUrls.signed(scene.storage.sign(), null, Duration.ofSeconds(5)));
        scene.script(Fault.of(Kind.BUSY, 6));

        scene.download(target);

        assertWhole();
        assertThat(scene.urls.requests()).isEqualTo(2);
        assertThat(scene.storage.requests()).hasSize(2);
    }

    @Test
    void download_whenAnExpiredUrlIsAnsweredWith400_takesAFreshLease() throws IOException {
        scene.urls.next(FakeUrls.signed(scene.storage.sign(), null, Duration.ZERO));
        scene.script(Fault.of(Kind.STATUS, 400));

        scene.download(target);

        assertWhole();
        assertThat(scene.urls.requests()).isEqualTo(2);
    }

    @Test
    void download_whenTheFreshUrlIsRefusedToo_fails() {
        scene.script(Fault.of(Kind.STATUS, 410), Fault.of(Kind.STATUS, 403));

        FileDownloadException failure = assertFails("the storage refused the fresh URL too, with HTTP status 403.");

        assertThat(failure.isRetryable()).isFalse();
        assertThat(scene.urls.requests()).isEqualTo(2);
    }

    @Test
    void download_whenTheStorageSaysNo_fails() {
        scene.script(Fault.of(Kind.STATUS, 404));

        assertFails("the storage answered with HTTP status 404.");
    }

    @Test
    void download_whenTheUrlIsNoUrl_fails() {
        scene.urls.always(() -> FakeUrls.signed("ftp://storage.example/s3cret", null));

        assertFails("its URL is not an http or https URL.");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 410})
    void download_whenTheUrlIsRefusedBeforeItsTime_takesOneFreshLease(int status) throws IOException {
        scene.script(Fault.of(Kind.STATUS, status));

        scene.download(target);

        assertWhole();
        assertThat(scene.urls.requests()).isEqualTo(2);
        assertThat(scene.time.sleeps()).isEmpty();
    }

    @Test
    void download_whenAFreshUrlWasTriedBeforeItIsRefused_takesAnother() throws IOException {
        scene.script(Fault.of(Kind.STATUS, 403), Fault.of(Kind.STATUS, 503), Fault.of(Kind.STATUS, 403));

        scene.download(target);

        assertWhole();
        assertThat(scene.urls.requests()).isEqualTo(3);
    }

    @Test
    void download_whenEveryUrlIsRefusedAtItsSecondRequest_givesUp() {
        for (int i = 0; i < 10; i++) {
            scene.script(Fault.of(Kind.STATUS, 403), Fault.of(Kind.STATUS, 503));
        }

        assertFails("5 attempts in a row brought no progress, the last one at byte 0.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ECHO", "ECHO_IN_CHUNK"})
    void download_whenTheStorageRepeatsTheUrl_keepsItOutOfTheException(Kind kind) {
        scene.script(Fault.of(kind), Fault.of(kind), Fault.of(kind), Fault.of(kind), Fault.of(kind));

        StringWriter trace = new StringWriter();
        catchThrowableOfType(FileDownloadException.class, () -> scene.download(target))
                .printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString())
                .contains("ProtocolException; its text is left out because it holds a secret")
                .doesNotContain("token");
    }

    @Test
    void download_whenRedirectedInACircle_failsAfterOneAttempt() {
        for (int i = 0; i < 30; i++) {
            scene.script(Fault.of(Kind.REDIRECT));
        }

        assertFails("the storage redirected more than 20 times.");
        assertThat(scene.storage.requests()).hasSize(21);
    }
}
