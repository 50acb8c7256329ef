package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.FeatherClient;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

class StorageTest {

    private static final String EXPOSED =
            " was not downloaded: its URL would go over plain HTTP to storage.example, where"
                    + " everybody on the way could use it; ask for https, or allow it with"
                    + " dangerouslyDownloadInPlainText() of the builder.";

    /** Everything in an OkHttp client that could put something of the API on the wire. */
    private static OkHttpClient.Builder talkative() {
        return new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("x-api-key", "k").build()))
                .addNetworkInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("x-network", "k").build()))
                .authenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Authorization", "k")
                        .build())
                .cookieJar(new CookieJar() {
                    @Override
                    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
                        throw new AssertionError("The storage set a cookie.");
                    }

                    @Override
                    public List<Cookie> loadForRequest(HttpUrl url) {
                        return List.of(new Cookie.Builder()
                                .domain(url.host())
                                .name("session")
                                .value("k")
                                .build());
                    }
                });
    }

    @Test
    void download_whenDerivedFromAClientThatAddsThings_addsNothing() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            FileSource audio =
                    FileSource.url(Scene.NAME, () -> server.url("/audio").toString());
            server.enqueue(new MockResponse().setBody("bytes").addHeader("Set-Cookie", "a=b"));
            FileDownloads files = FileDownloads.builder(client)
                    .httpClient(talkative().build())
                    .build();

            files.download(audio, new ByteArrayOutputStream(), DownloadOptions.defaults());

            RecordedRequest download = server.takeRequest();
            assertThat(download.getHeaders().names())
                    .containsExactlyInAnyOrder("Host", "Connection", "Accept-Encoding", "User-Agent");
        }
    }

    @Test
    void download_whenTheClientsOwnKeyIsAround_neverSendsItToTheStorage() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            FileSource audio =
                    FileSource.url(Scene.NAME, () -> server.url("/audio").toString());
            server.enqueue(new MockResponse().setResponseCode(307).addHeader("Location", "/elsewhere"));
            server.enqueue(new MockResponse().setBody("bytes"));

            client.files().download(audio, new ByteArrayOutputStream(), DownloadOptions.defaults());

            for (int i = 0; i < 2; i++) {
                assertThat(server.takeRequest().getHeaders().toString()).doesNotContain("fth_test");
            }
        }
    }

    @Test
    void download_whenRedirectedFromHttpsToHttp_doesNotFollow() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        try (MockWebServer service = new MockWebServer();
                MockWebServer storage = new MockWebServer();
                FeatherClient client = client(service)) {
            storage.useHttps(tls.sslSocketFactory(), false);
            FileSource audio =
                    FileSource.url(Scene.NAME, () -> storage.url("/audio").toString());
            storage.enqueue(new MockResponse()
                    .setResponseCode(302)
                    .addHeader("Location", service.url("/plain").toString()));
            FileDownloads files = FileDownloads.builder(client)
                    .httpClient(new OkHttpClient.Builder()
                            .sslSocketFactory(tls.sslSocketFactory(), tls.trustManager())
                            .protocols(List.of(Protocol.HTTP_1_1))
                            .build())
                    .idleTimeout(Duration.ofSeconds(5))
                    .build();

            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> files.download(audio, new ByteArrayOutputStream(), DownloadOptions.defaults())))
                    .hasMessage(Scene.NAME + " was not downloaded: the storage answered with HTTP status 302.");
            assertThat(service.getRequestCount()).isZero();
        }
    }

    @Test
    void download_whenTheUrlIsPlainHttpToAnotherMachine_isRefusedBeforeItIsSent() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            FileSource audio =
                    FileSource.url(Scene.NAME, () -> elsewhere(server).toString());

            assertThatExceptionOfType(FileDownloadException.class)
                    .isThrownBy(() -> elsewhere(client)
                            .build()
                            .download(audio, new ByteArrayOutputStream(), DownloadOptions.defaults()))
                    .withMessage(Scene.NAME + EXPOSED)
                    .matches(e -> !e.isRetryable());
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void download_whenRedirectedToPlainHttpOnAnotherMachine_isRefusedBeforeItIsSent() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            FileSource audio =
                    FileSource.url(Scene.NAME, () -> server.url("/audio").toString());
            server.enqueue(new MockResponse()
                    .setResponseCode(307)
                    .addHeader("Location", elsewhere(server).toString()));

            assertThatExceptionOfType(FileDownloadException.class)
                    .isThrownBy(() -> elsewhere(client)
                            .build()
                            .download(audio, new ByteArrayOutputStream(), DownloadOptions.defaults()))
                    .withMessage(Scene.NAME + EXPOSED);
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void download_whenPlainHttpIsAllowed_sendsTheUrl() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            FileSource audio =
                    FileSource.url(Scene.NAME, () -> elsewhere(server).toString());
            server.enqueue(new MockResponse().setBody("bytes"));
            FileDownloads files =
                    elsewhere(client).dangerouslyDownloadInPlainText().build();

            assertThat(files.download(audio, new ByteArrayOutputStream(), DownloadOptions.defaults()))
                    .isEqualTo(5);
        }
    }

    /** The same server, under a name that isn't this machine's. */
    private static HttpUrl elsewhere(MockWebServer server) {
        return server.url("/audio?signature=s3cret")
                .newBuilder()
                .host("storage.example")
                .build();
    }

    private static FileDownloads.Builder elsewhere(FeatherClient client) {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        return FileDownloads.builder(client).httpClient(http);
    }

    private static FeatherClient client(MockWebServer server) {
        return FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .build();
    }
}
