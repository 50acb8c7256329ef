package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePartTest {

    @TempDir
    Path folder;

    private Path file(int size) throws IOException {
        return Files.write(folder.resolve("report.pdf"), new byte[size]);
    }

    private static long send(RequestBody body) throws IOException {
        Buffer sent = new Buffer();
        body.writeTo(sent);
        return sent.size();
    }

    @Test
    void of_whenGivenAFile_knowsNameTypeAndLength() throws IOException {
        FilePart part = FilePart.of(file(1_000));
        RequestBody body = part.content("document");

        assertThat(part.fileName()).isEqualTo("report.pdf");
        assertThat(body.contentType()).isEqualTo(MediaType.get("application/pdf"));
        assertThat(body.contentLength()).isEqualTo(1_000);
        assertThat(body.isOneShot()).isFalse();
        assertThat(part).hasToString("FilePart[***]");
    }

    @Test
    void of_whenTheTypeIsNotKnown_isBytes() {
        assertThat(FilePart.of(Path.of("a.nonsense")).content("a").contentType())
                .isEqualTo(MediaType.get("application/octet-stream"));
        assertThat(FilePart.of(Path.of("a.nonsense"))
                        .withMediaType("audio/wav")
                        .content("a")
                        .contentType())
                .isEqualTo(MediaType.get("audio/wav"));
    }

    @Test
    void content_whenSentTwice_isReadTwice() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        FilePart part = FilePart.of("a.txt", () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[200_000]);
        });

        assertThat(part.content("a").contentLength()).isEqualTo(-1);
        assertThat(send(part.content("a"))).isEqualTo(200_000);
        assertThat(send(part.content("a"))).isEqualTo(200_000);
        assertThat(opened).hasValue(2);
    }

    @Test
    void withProgress_whenSent_tellsHowFarItIs() throws IOException {
        List<Long> told = new ArrayList<>();
        FilePart part = FilePart.of(file(1_000_000)).withProgress((bytes, total) -> {
            assertThat(total).isEqualTo(1_000_000);
            told.add(bytes);
        });

        assertThat(send(part.content("a"))).isEqualTo(1_000_000);

        assertThat(told).isSorted().hasSizeBetween(3, 16).endsWith(1_000_000L).doesNotHaveDuplicates();
        assertThat(part.content("a").contentLength()).isEqualTo(1_000_000);
    }

    @Test
    void withProgress_whenTheListenerThrows_failsTheAttempt() throws IOException {
        FilePart part = FilePart.of(file(10)).withProgress((bytes, total) -> {
            throw new IllegalStateException("enough");
        });

        assertThatExceptionOfType(FilePartException.class)
                .isThrownBy(() -> send(part.content("a")))
                .withMessage("The progress listener of a file threw java.lang.IllegalStateException.")
                .havingCause()
                .withMessage("enough");
    }

    @Test
    void withMediaType_ofAnyContent_leavesItAsItIs() throws IOException {
        RequestBody oneShot = new RequestBody() {
            @Override
            public MediaType contentType() {
                return null;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(okio.BufferedSink sink) throws IOException {
                sink.writeUtf8("once");
            }
        };
        RequestBody body = FilePart.of("a", oneShot).withMediaType("text/plain").content("a");

        assertThat(body.isOneShot()).isTrue();
        assertThat(body.isDuplex()).isFalse();
        assertThat(body.contentLength()).isEqualTo(-1);
        assertThat(send(body)).isEqualTo(4);
    }

    @Test
    void writeTo_whenTheFileGrows_saysSo() throws IOException {
        RequestBody body = FilePart.of(file(1_000)).content("document");
        assertThat(body.contentLength()).isEqualTo(1_000);
        file(1_001);

        assertThatExceptionOfType(FilePartException.class)
                .isThrownBy(() -> send(body))
                .withMessage(
                        "The file of the part \"document\" changed while it was sent: it had 1000 bytes, but came to"
                                + " more. Send it when nobody writes to it any more.");
    }

    @Test
    void writeTo_whenTheFileShrinks_saysSo() throws IOException {
        RequestBody body = FilePart.of(file(1_000)).content("document");
        assertThat(body.contentLength()).isEqualTo(1_000);
        file(7);

        assertThatExceptionOfType(FilePartException.class)
                .isThrownBy(() -> send(body))
                .withMessage(
                        "The file of the part \"document\" changed while it was sent: it had 1000 bytes, but came to"
                                + " 7. Send it when nobody writes to it any more.");
    }

    @Test
    void writeTo_whenASourceIsNotAsLongAsSaid_saysSo() {
        FilePart part = FilePart.of("a.txt", 5, () -> new ByteArrayInputStream(new byte[4]));

        assertThatExceptionOfType(FilePartException.class).isThrownBy(() -> send(part.content("a")));
    }

    @Test
    void contentLength_whenThereIsNoFile_saysSoWithoutItsPath() {
        assertThatExceptionOfType(FilePartException.class)
                .isThrownBy(() -> FilePart.of(folder.resolve("secret.wav"))
                        .content("audio")
                        .contentLength())
                .withMessage("The file of the part \"audio\" can't be read (NoSuchFileException).")
                .withNoCause();
    }
}
