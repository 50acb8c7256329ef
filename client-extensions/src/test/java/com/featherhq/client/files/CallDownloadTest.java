package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.CallEvent;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.NotFoundException;
import com.featherhq.client.RedirectException;
import com.featherhq.client.ServerException;
import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Query;
import retrofit2.http.Streaming;

/** Files that calls of the API answer, with a real client. */
class CallDownloadTest {

    private interface Exports {

        @Streaming
        @GET("exports/{id}/file")
        Call<ResponseBody> file(@retrofit2.http.Path("id") String id, @Query("token") String token);

        @Streaming
        @POST("speech")
        Call<ResponseBody> speak(@Body RequestBody text);
    }

    private static final int SIZE = 200_000;
    private static final byte[] CONTENT = ScriptedStorage.content(1, SIZE);

    @TempDir
    java.nio.file.Path folder;

    private final MockWebServer server = new MockWebServer();
    private final MockWebServer storage = new MockWebServer();
    private final List<CallEvent> events = new CopyOnWriteArrayList<>();
    private FeatherClient client;
    private Exports exports;
    private java.nio.file.Path target;

    @BeforeEach
    void start() throws IOException {
        server.start();
        storage.start();
        target = folder.resolve("export.zip");
        client = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .callListener(operation -> events::add)
                .build();
        exports = client.api(Exports.class);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        storage.close();
    }

    private static MockResponse part(int from) {
        Buffer body = new Buffer().write(Arrays.copyOfRange(CONTENT, from, SIZE));
        MockResponse response = new MockResponse().addHeader("ETag", "\"v1\"").setBody(body);
        return from == 0
                ? response
                : response.setResponseCode(206)
                        .addHeader("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
    }

    /** MockWebServer cuts the connection after half of the body. */
    private static MockResponse cutInTheMiddle() {
        return part(0).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY);
    }

    @Test
    void download_ofACall_sendsTheKeyAndAsksForNoEncoding() throws Exception {
        server.enqueue(part(0));

        DownloadResult result = client.files().download(exports.file("7", "s3cret"), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(result.bytes()).isEqualTo(SIZE);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeader("x-api-key")).isEqualTo("fth_test");
        assertThat(request.getHeaders().values("Accept-Encoding")).containsExactly("identity");
        assertThat(request.getHeader("Range")).isNull();
        assertThat(events).hasSize(1);
    }

    @Test
    void download_whenTheAnswerIsCut_makesTheCallAgainForTheRest() throws Exception {
        server.enqueue(cutInTheMiddle());
        server.enqueue(part(SIZE / 2));

        client.files().download(exports.file("7", "s3cret"), target);

        assertThat(target).hasBinaryContent(CONTENT);
        server.takeRequest();
        RecordedRequest rest = server.takeRequest();
        assertThat(rest.getPath()).isEqualTo("/exports/7/file?token=s3cret");
        assertThat(rest.getHeader("Range")).isEqualTo("bytes=" + SIZE / 2 + "-");
        assertThat(rest.getHeader("If-Range")).isEqualTo("\"v1\"");
        assertThat(rest.getHeader("x-api-key")).isEqualTo("fth_test");
        assertThat(events).extracting(event -> event.operation().pathTemplate()).containsOnly("exports/{id}/file");
    }

    @Test
    void download_whenTheServiceIsAwayForAWhileAfterACut_goesOnWithinItsOwnAttempts() throws Exception {
        server.enqueue(cutInTheMiddle());
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(part(SIZE / 2));

        client.files().download(exports.file("7", "s3cret"), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void download_whenTheServiceNeverAnswers_isTheFailureOfTheCall() {
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(new MockResponse().setResponseCode(503));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.files().download(exports.file("7", "s3cret"), target));
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_whenTheServiceSaysNo_throwsItsException() {
        server.enqueue(new MockResponse().setResponseCode(404));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files().download(exports.file("7", "s3cret"), target))
                .withMessageContaining("GET exports/{id}/file (Exports.file)");
    }

    @Test
    void download_whenTheAnswerBringsNoFile_fails() {
        server.enqueue(new MockResponse().setResponseCode(202).setBody("{}"));

        FileDownloadException failure = catchThrowableOfType(
                FileDownloadException.class, () -> client.files().download(exports.file("7", "s3cret"), target));

        assertThat(failure)
                .hasMessage(
                        "Exports.file was not downloaded: the service answered with HTTP status 202, which brings no"
                                + " file.");
    }

    @Test
    void download_whenTheCallRedirectsToTheStorage_followsWithoutTheKeyAndAsksAgainForTheRest() throws Exception {
        server.enqueue(redirect("/a?signature=1"));
        storage.enqueue(cutInTheMiddle());
        server.enqueue(redirect("/a?signature=2"));
        storage.enqueue(new MockResponse().setResponseCode(403));
        server.enqueue(redirect("/a?signature=3"));
        storage.enqueue(part(SIZE / 2));

        client.files().download(exports.file("7", "s3cret"), target);

        assertThat(target).hasBinaryContent(CONTENT);
        for (int i = 1; i <= 3; i++) {
            RecordedRequest request = storage.takeRequest();
            assertThat(request.getPath()).isEqualTo("/a?signature=" + i);
            assertThat(request.getHeaders().toString()).doesNotContain("fth_test");
            assertThat(request.getHeader("Range")).isEqualTo(i == 1 ? null : "bytes=" + SIZE / 2 + "-");
        }
        assertThat(server.takeRequest().getHeader("x-api-key")).isEqualTo("fth_test");
    }

    @Test
    void download_whenTheCallRedirectsToPlainHttpElsewhere_isRefused() {
        server.enqueue(new MockResponse()
                .setResponseCode(302)
                .addHeader("Location", "http://storage.example/a?signature=s3cret"));

        assertThatExceptionOfType(FileDownloadException.class)
                .isThrownBy(() -> client.files().download(exports.file("7", "s3cret"), target))
                .withMessage(
                        "Exports.file was not downloaded: its URL would go over plain HTTP to storage.example, where"
                                + " everybody on the way could use it; ask for https, or allow it with"
                                + " dangerouslyDownloadInPlainText() of the builder.");
    }

    @Test
    void download_whenAWriteRedirects_isNotFollowed() {
        server.enqueue(redirect("/a"));

        assertThatExceptionOfType(RedirectException.class)
                .isThrownBy(() -> client.files().download(exports.speak(text()), target));
        assertThat(storage.getRequestCount()).isZero();
    }

    @Test
    void download_whenTheAnswerOfAPostIsCut_isNotSentAgain() {
        server.enqueue(cutInTheMiddle().setResponseCode(201));

        FileDownloadException failure = catchThrowableOfType(
                FileDownloadException.class, () -> client.files().download(exports.speak(text()), target));

        assertThat(failure)
                .hasMessage(
                        "Exports.speak was not downloaded: its answer broke off, and a POST is not sent again to get"
                                + " the rest.");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void download_whenAPostAnswersAFile_hasIt() {
        server.enqueue(part(0).setResponseCode(201));

        assertThat(client.files().download(exports.speak(text()), target).bytes())
                .isEqualTo(SIZE);
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void download_whenTheCallIsAskedForAnew_hasAnotherTokenForTheRest() throws Exception {
        server.enqueue(cutInTheMiddle());
        server.enqueue(part(SIZE / 2));
        AtomicInteger tokens = new AtomicInteger();

        client.files()
                .download(FileSource.call("export 7", () -> exports.file("7", "t" + tokens.incrementAndGet())), target);

        assertThat(target).hasBinaryContent(CONTENT);
        server.takeRequest();
        assertThat(server.takeRequest().getPath()).isEqualTo("/exports/7/file?token=t2");
    }

    @Test
    void download_whenAnEarlierRunWasCutOff_goesOnWithTheSameCall() throws Exception {
        server.enqueue(cutInTheMiddle());
        server.enqueue(new MockResponse().setResponseCode(404));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.files().download(exports.file("7", "s3cret"), target));
        server.enqueue(part(SIZE / 2));

        assertThat(client.files().download(exports.file("7", "s3cret"), target).resumedFrom())
                .isEqualTo(SIZE / 2);
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void download_whenTheRangeIsNotSatisfiable_asksForTheWhole() {
        server.enqueue(cutInTheMiddle());
        server.enqueue(new MockResponse().setResponseCode(416));
        server.enqueue(part(0));

        client.files().download(exports.file("7", "s3cret"), target);

        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void downloadAsync_whenCancelled_endsTheCall() throws Exception {
        server.enqueue(part(0).throttleBody(1_000, 1, TimeUnit.SECONDS));
        var download = client.files()
                .downloadAsync(FileSource.call(exports.file("7", "s3cret")), target, DownloadOptions.defaults());
        server.takeRequest();

        download.cancel(false);

        org.awaitility.Awaitility.await()
                .until(() -> Files.notExists(FileDownloads.partialFiles(target).get(2)));
        assertThat(target).doesNotExist();
    }

    @Test
    void call_ofAnotherClient_getsNoHeadersOfTheDownload() throws Exception {
        server.enqueue(part(0));
        server.enqueue(part(0));
        FileSource nested = FileSource.call("nested", () -> {
            client.execute(exports.file("8", "other")).close();
            return exports.file("7", "s3cret");
        });

        client.files().download(nested, target);

        assertThat(server.takeRequest().getHeader("Accept-Encoding")).isEqualTo("gzip");
        assertThat(server.takeRequest().getHeader("Accept-Encoding")).isEqualTo("identity");
    }

    private MockResponse redirect(String to) {
        HttpUrl url = storage.url(to);
        return new MockResponse().setResponseCode(302).addHeader("Location", url.toString());
    }

    private static RequestBody text() {
        return RequestBody.create("Hello", null);
    }
}
