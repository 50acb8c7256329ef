package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.json.FilePart;
import com.featherhq.json.FilePartException;
import com.featherhq.json.Form;
import com.featherhq.json.WireNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** Files in forms, sent by the whole client. */
class UploadTest {

    private interface Uploads {

        @POST("ingest")
        Call<Void> ingest(@Body IngestForm form);
    }

    static final class IngestForm extends Form {

        private static final WireNames NAMES = WireNames.of("IngestForm").part("file");

        IngestForm(FilePart file) {
            super(NAMES, true);
            set(0, file);
        }
    }

    private static final CallOptions REPEATED =
            CallOptions.builder().assumeIdempotent(true).build();

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private FeatherClient client;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .retryPolicy(
                        RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build())
                .build();
        file = Files.write(folder.resolve("report.pdf"), new byte[300_000]);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void upload_whenTheCallMayBeRepeated_readsTheFileAgain() throws Exception {
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(new MockResponse());

        client.execute(client.api(Uploads.class, REPEATED).ingest(new IngestForm(FilePart.of(file))));

        assertThat(server.takeRequest().getBodySize()).isGreaterThan(300_000);
        RecordedRequest second = server.takeRequest();
        assertThat(second.getBodySize()).isGreaterThan(300_000);
        assertThat(second.getHeader("Content-Length")).isEqualTo(Long.toString(second.getBodySize()));
        assertThat(second.getBody().readUtf8())
                .contains("name=\"file\"; filename=\"report.pdf\"", "Content-Type: application/pdf");
    }

    @Test
    void upload_whenNothingSaysSo_isNotRepeated() {
        server.enqueue(new MockResponse().setResponseCode(503));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.execute(client.api(Uploads.class).ingest(new IngestForm(FilePart.of(file)))));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void upload_whenTheLengthIsNotKnown_isSentInChunks() throws Exception {
        server.enqueue(new MockResponse());

        client.execute(client.api(Uploads.class)
                .ingest(new IngestForm(FilePart.of("a.txt", () -> new ByteArrayInputStream(new byte[100])))));

        assertThat(server.takeRequest().getHeader("Transfer-Encoding")).isEqualTo("chunked");
    }

    @Test
    void upload_whenTheFileChangesMeanwhile_failsOnceAndSaysSo() {
        FilePart growing = FilePart.of(file).withProgress((bytes, total) -> append());

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(
                        () -> client.execute(client.api(Uploads.class, REPEATED).ingest(new IngestForm(growing))))
                .withMessage(
                        "POST ingest (Uploads.ingest) was not sent to its end (1 attempt). The file of the part \"file\""
                                + " changed while it was sent: it had 300000 bytes, but came to more. Send it when nobody writes"
                                + " to it any more.")
                .withCauseInstanceOf(FilePartException.class)
                .matches(e -> !e.mayHaveBeenProcessed());
    }

    @Test
    void upload_whenThereIsNoFile_isNotSent() {
        FilePart none = FilePart.of(folder.resolve("none"));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(
                        () -> client.execute(client.api(Uploads.class, REPEATED).ingest(new IngestForm(none))))
                .withMessage(
                        "POST ingest (Uploads.ingest) was not sent to its end (1 attempt). The file of the part \"file\""
                                + " can't be read (NoSuchFileException).");
        assertThat(server.getRequestCount()).isZero();
    }

    private void append() {
        try {
            Files.write(file, new byte[1], StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
