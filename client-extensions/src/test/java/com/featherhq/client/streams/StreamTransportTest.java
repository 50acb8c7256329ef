package com.featherhq.client.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.CallCancelledException;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.IncompleteStreamException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams over TLS, HTTP/2 and gzip. */
final class StreamTransportTest {

    private static final String TWO_EVENTS = "event: delta\ndata: größe\n\nevent: complete\ndata: {}\n\n";

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final MockWebServer server = new MockWebServer();
    private final ConnectionPool pool = new ConnectionPool();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void stream_overTlsAndHttp2_givesTheEvents() throws IOException {
        server.enqueue(events().setBody(TWO_EVENTS));
        try (FeatherClient client = http2()) {
            assertThat(read(client)).containsExactly("größe", "{}");
        }
    }

    @Test
    void close_ofAnHttp2Stream_endsItAndKeepsTheConnection() throws Exception {
        server.enqueue(events().setBody(TWO_EVENTS.repeat(100_000)).throttleBody(16_384, 100, TimeUnit.MILLISECONDS));
        server.enqueue(events().setBody(TWO_EVENTS));
        try (FeatherClient client = http2()) {
            EventStream events = client.stream(client.api(TurnsApi.class).watch());
            Iterator<ServerSentEvent> each = events.iterator();
            each.next();
            events.close();
            assertThatThrownBy(each::hasNext).isInstanceOf(CallCancelledException.class);
            assertThat(read(client)).containsExactly("größe", "{}");
        }
        server.takeRequest();
        assertThat(server.takeRequest().getSequenceNumber()).isEqualTo(1);
    }

    @Test
    void stream_overHttp2_whenNothingComes_isIdle() throws IOException {
        server.enqueue(events().setBody(TWO_EVENTS).throttleBody(40, 2, TimeUnit.SECONDS));
        StreamOptions impatient =
                StreamOptions.builder().idleTimeout(Duration.ofMillis(300)).build();
        try (FeatherClient client = http2()) {
            EventStream events = client.stream(client.api(TurnsApi.class).watch(), impatient);
            Iterator<ServerSentEvent> each = events.iterator();
            each.next();
            assertThatThrownBy(each::next).hasMessageContaining("the stream had no event for PT0.3S, after 1 event");
        }
    }

    @Test
    void stream_whenGzipped_givesTheEvents() throws IOException {
        Buffer zipped = new Buffer();
        try (okio.BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeUtf8(TWO_EVENTS);
        }
        server.start();
        server.enqueue(events().setHeader("Content-Encoding", "gzip").setBody(zipped));
        try (FeatherClient client = plain()) {
            assertThat(read(client)).containsExactly("größe", "{}");
        }
    }

    /** A server that flushes after each event: the event must come out before the rest is there. */
    @Test
    void stream_whenGzippedAndFlushed_givesEachEventWhenItComes() throws IOException {
        Buffer zipped = new Buffer();
        GzipSink gzip = new GzipSink(zipped);
        gzip.write(new Buffer().writeUtf8("event: delta\ndata: a\n\n"), 22);
        gzip.flush();
        long first = zipped.size();
        gzip.write(new Buffer().writeUtf8("event: delta\ndata: b\n\n"), 22);
        gzip.close();
        server.start();
        server.enqueue(events().setHeader("Content-Encoding", "gzip")
                .setBody(zipped)
                .throttleBody(first, 2, TimeUnit.SECONDS));
        try (FeatherClient client = plain();
                EventStream events = client.stream(client.api(TurnsApi.class).watch())) {
            assertThat(events.iterator().next().data()).isEqualTo("a");
        }
    }

    @Test
    void stream_afterATerminalEvent_leavesTheConnectionToTheNextCall() throws IOException, InterruptedException {
        server.start();
        server.enqueue(events().setChunkedBody(TWO_EVENTS, 7));
        server.enqueue(events().setChunkedBody(TWO_EVENTS, 7));
        StreamOptions options =
                StreamOptions.builder().terminalEvents("complete").build();
        try (FeatherClient client = plain()) {
            for (int each = 0; each < 2; each++) {
                try (EventStream events =
                        client.stream(client.api(TurnsApi.class).watch(), options)) {
                    events.forEach(event -> {});
                }
            }
        }
        server.takeRequest();
        assertThat(server.takeRequest().getSequenceNumber()).isEqualTo(1);
    }

    @Test
    void stream_whateverItsEnd_leavesNoConnectionInUse() throws IOException {
        server.start();
        server.enqueue(events().setBody(TWO_EVENTS));
        server.enqueue(events().setBody(TWO_EVENTS.repeat(1000))
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        server.enqueue(events().setBody("<p>").setHeader("Content-Type", "text/html"));
        server.enqueue(events().setBody(TWO_EVENTS.repeat(1000)));
        try (FeatherClient client = plain()) {
            read(client);
            assertThatThrownBy(() -> read(client)).isInstanceOf(IncompleteStreamException.class);
            assertThatThrownBy(() -> read(client)).hasMessageContaining("text/html instead of");
            client.stream(client.api(TurnsApi.class).watch()).close();
        }
        Awaitility.await().until(() -> pool.connectionCount() == pool.idleConnectionCount());
    }

    private static MockResponse events() {
        return new MockResponse().setHeader("Content-Type", "text/event-stream");
    }

    private static List<String> read(FeatherClient client) {
        try (EventStream events = client.stream(client.api(TurnsApi.class).watch())) {
            java.util.ArrayList<String> data = new java.util.ArrayList<>();
            events.forEach(event -> data.add(event.data()));
            return data;
        }
    }

    private FeatherClient plain() {
        return FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url("/").toString())
                .httpClient(new OkHttpClient.Builder().connectionPool(pool).build())
                .build();
    }

    private FeatherClient http2() throws IOException {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        HandshakeCertificates held =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        server.useHttps(held.sslSocketFactory(), false);
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.start();
        return FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl("https://localhost:" + server.getPort())
                .httpClient(new OkHttpClient.Builder()
                        .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                        .build())
                .retryPolicy(com.featherhq.client.retry.RetryPolicy.none())
                .build();
    }
}
