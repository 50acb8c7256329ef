package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
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
                    + " Recordings.builder(client).dangerouslyDownloadInPlainText().";

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
            server.enqueue(playback(server.url("/audio")));
            server.enqueue(new MockResponse().setBody("bytes").addHeader("Set-Cookie", "a=b"));
            Recordings recordings =
                    Recordings.builder(client).httpClient(talkative().build()).build();

            recordings.download(ID, new ByteArrayOutputStream());

            assertThat(server.takeRequest().getHeader("x-api-key")).isEqualTo("fth_test");
            RecordedRequest download = server.takeRequest();
            assertThat(download.getHeaders().names())
                    .containsExactlyInAnyOrder("Host", "Connection", "Accept-Encoding", "User-Agent");
        }
    }

    @Test
    void download_whenTheClientsOwnKeyIsAround_neverSendsItToTheStorage() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            server.enqueue(playback(server.url("/audio")));
            server.enqueue(new MockResponse().setResponseCode(307).addHeader("Location", "/elsewhere"));
            server.enqueue(new MockResponse().setBody("bytes"));

            client.recordings().download(ID, new ByteArrayOutputStream());

            server.takeRequest();
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
            service.enqueue(playback(storage.url("/audio")));
            storage.enqueue(new MockResponse()
                    .setResponseCode(302)
                    .addHeader("Location", service.url("/plain").toString()));
            Recordings recordings = Recordings.builder(client)
                    .httpClient(new OkHttpClient.Builder()
                            .sslSocketFactory(tls.sslSocketFactory(), tls.trustManager())
                            .protocols(List.of(Protocol.HTTP_1_1))
                            .build())
                    .idleTimeout(Duration.ofSeconds(5))
                    .build();

            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> recordings.download(ID, new ByteArrayOutputStream())))
                    .hasMessage("Recording " + ID + " was not downloaded: the storage answered with HTTP status 302.");
            assertThat(service.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void download_whenTheUrlIsPlainHttpToAnotherMachine_isRefusedBeforeItIsSent() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            server.enqueue(playback(elsewhere(server)));

            assertThatExceptionOfType(RecordingDownloadException.class)
                    .isThrownBy(() -> elsewhere(client).build().download(ID, new ByteArrayOutputStream()))
                    .withMessage("Recording " + ID + EXPOSED)
                    .matches(e -> !e.isRetryable());
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void download_whenRedirectedToPlainHttpOnAnotherMachine_isRefusedBeforeItIsSent() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            server.enqueue(playback(server.url("/audio")));
            server.enqueue(new MockResponse()
                    .setResponseCode(307)
                    .addHeader("Location", elsewhere(server).toString()));

            assertThatExceptionOfType(RecordingDownloadException.class)
                    .isThrownBy(() -> elsewhere(client).build().download(ID, new ByteArrayOutputStream()))
                    .withMessage("Recording " + ID + EXPOSED);
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void download_whenPlainHttpIsAllowed_sendsTheUrl() throws Exception {
        try (MockWebServer server = new MockWebServer();
                FeatherClient client = client(server)) {
            server.enqueue(playback(elsewhere(server)));
            server.enqueue(new MockResponse().setBody("bytes"));
            Recordings recordings =
                    elsewhere(client).dangerouslyDownloadInPlainText().build();

            assertThat(recordings.download(ID, new ByteArrayOutputStream())).isEqualTo(5);
        }
    }

    /** The same server, under a name that isn't this machine's. */
    private static HttpUrl elsewhere(MockWebServer server) {
        return server.url("/audio?signature=s3cret")
                .newBuilder()
                .host("storage.example")
                .build();
    }

    private static Recordings.Builder elsewhere(FeatherClient client) {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        return Recordings.builder(client).httpClient(http);
    }

    private static FeatherClient client(MockWebServer server) {
        return FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .build();
    }

    private static MockResponse playback(HttpUrl url) {
        return new MockResponse()
                .addHeader("Content-Type", "application/json")
                .setBody("{\"url\":\"" + url + "\",\"expires_in\":600,\"status\":\"ready\"}");
    }
}
