package com.featherhq.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mock by plain HTTP, over a small document with lists, bodies and several types of parameters. */
final class FeatherMockTest {

    private static final Path DOCUMENT = Path.of("src/test/resources/things.json");
    private static final String LIST = "GET /v1/things";
    private static final String CREATE = "POST /v1/things";
    private static final String GET = "GET /v1/things/{thing_id}";
    private static final String ID = "7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10";

    private final FeatherMock mock = FeatherMock.builder().document(DOCUMENT).start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        mock.close();
    }

    @Test
    void documented_whenAListHasACursor_isItsLastPage() {
        JsonObject page = json(get("v1/things"));

        assertThat(page.get("next_cursor").isJsonNull()).isTrue();
        assertThat(page.get("has_more").getAsBoolean()).isFalse();
        assertThat(page.getAsJsonArray("items")).hasSize(1);
    }

    @Test
    void pages_whenFollowed_endWithTheLast() {
        mock.on(LIST).pages(rows("a", "b"), rows(), rows("c"));

        JsonObject first = json(get("v1/things"));
        JsonObject second =
                json(get("v1/things?cursor=" + first.get("next_cursor").getAsString()));
        JsonObject third =
                json(get("v1/things?cursor=" + second.get("next_cursor").getAsString()));

        assertThat(Stream.of(first, second, third)
                        .map(page -> page.getAsJsonArray("items").size()))
                .containsExactly(2, 0, 1);
        assertThat(third.get("next_cursor").isJsonNull()).isTrue();
        assertThat(Stream.of(first, second, third)
                        .map(page -> page.get("has_more").getAsBoolean()))
                .containsExactly(true, true, false);
        assertThat(get("v1/things?cursor=page-9").statusCode()).isEqualTo(400);
    }

    @Test
    void pages_whenTheOperationHasNone_saysWhatItLacks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.on(GET).pages("[]"))
                .withMessage(
                        GET + " has no pages: by the document it lacks a query parameter for a cursor; use reply(…).");
    }

    @Test
    void reply_whenTheDocumentForbidsIt_isRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.on(GET).reply(Reply.json("{\"id\": \"" + ID + "\", \"size\": \"large\"}")))
                .withMessageStartingWith("The reply to " + GET + " is not what the document says for status 200: [")
                .withMessageContaining("/name: Field required")
                .withMessageContaining("/size: ")
                .withMessageEndingWith(". Correct it, or start the mock with lenient().");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.on(GET).once(Reply.json("{")))
                .withMessage("The reply to " + GET + " is not JSON.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.on(GET).reply())
                .withMessage("Give at least one reply to " + GET + ".");
    }

    @Test
    void on_whenOperationIsUnknown_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.on("GET /v1/nothing"))
                .withMessage("The document has no operation GET /v1/nothing.");
    }

    @Test
    void start_whenTheDocumentIsAbsent_saysSo() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() ->
                        FeatherMock.builder().document(Path.of("absent.json")).start())
                .withMessage("The mock can't be started: absent.json");
    }

    @ParameterizedTest
    @CsvSource({
        "v1/things/7, path.thing_id",
        "v1/things?limit=many, query.limit",
        "v1/things?limit=201, query.limit",
        "v1/things?colour=red, query.colour",
        "v1/things?kind=c, query.kind",
    })
    void request_whenTheDocumentForbidsIt_isAnsweredWith422(String path, String place) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(locations(answer)).containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource({"v1/things?limit=5&kind=a&kind=b", "v1/things?cursor=", "v1/things/" + ID})
    void request_whenTheDocumentAllowsIt_isAnswered(String path) {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | body",
                "{ | body",
                "{} | body.name",
                "{\"name\": 1} | body.name",
                "{\"name\": \"x\", \"parts\": [{\"size\": 1}, {\"size\": \"x\"}]} | body.parts.1.size",
            })
    void body_whenTheDocumentForbidsIt_isAnsweredWith422(String body, String place) {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(locations(answer)).containsExactly(place);
    }

    @Test
    void lenient_whenStarted_allowsWhatTheDocumentForbids() {
        try (FeatherMock lenient =
                FeatherMock.builder().document(DOCUMENT).lenient().start()) {
            lenient.on(GET).reply(Reply.json("{}"));

            assertThat(send(request(lenient, "v1/things/7?colour=red")).body()).isEqualTo("{}");
        }
    }

    @Test
    void request_withoutKey_isAnsweredWith401() {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(mock.baseUrl() + "v1/things")).build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("error").getAsString()).isEqualTo("authentication_required");
    }

    @Test
    void when_whenTheConditionHolds_answersThatCallOnly() {
        mock.on(GET)
                .when(request -> request.pathParameter("thing_id").equals(ID))
                .reply(Reply.notFound());

        assertThat(get("v1/things/" + ID).statusCode()).isEqualTo(404);
        assertThat(get("v1/things/00000000-0000-0000-0000-000000000000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void once_whenUsedUp_goesOnAsBefore() {
        mock.on(GET).reply(Reply.status(204)).once(Reply.rateLimited(Duration.ofMillis(1500)), Reply.conflict(true));

        HttpResponse<String> limited = get("v1/things/" + ID);
        HttpResponse<String> conflict = get("v1/things/" + ID);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("2");
        assertThat(json(conflict).get("retryable").getAsBoolean()).isTrue();
        assertThat(get("v1/things/" + ID).statusCode()).isEqualTo(204);
    }

    @Test
    void received_whenOtherThanExpected_listsWhatCame() {
        get("v1/things?limit=5");
        post("{\"name\": \"x\"}");

        mock.received(LIST).with("limit", "5").once();
        mock.received(LIST).with("cursor").once();
        mock.received(CREATE)
                .withBody("{\"name\":\"x\"}")
                .withHeader("Content-Type", "application/json")
                .once();
        mock.received(GET).never();
        assertThatThrownBy(() -> mock.received(LIST).with("limit", "6").once())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "Expected 1 request GET /v1/things with limit=6, but there was none. Received (* those that match):"
                                + "\n  GET /v1/things?limit=5\n  POST /v1/things {\"name\": \"x\"}");
        assertThatThrownBy(() -> mock.received(CREATE)
                        .withBody("{\"name\":\"x\"}")
                        .matching(request -> true)
                        .times(2))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "Expected 2 requests POST /v1/things with body {\"name\":\"x\"} and a condition, but there was 1."
                                + " Received (* those that match):\n  GET /v1/things?limit=5\n* POST /v1/things {\"name\": \"x\"}");
    }

    @Test
    void reset_whenCalled_forgetsEverything() {
        mock.on(GET).reply(Reply.notFound());
        mock.next(Reply.serverError(500));
        get("v1/things");

        mock.reset();

        assertThat(mock.requests()).isEmpty();
        assertThat(get("v1/things/" + ID).statusCode()).isEqualTo(200);
    }

    @Test
    void events_whenPlayed_arriveOneByOne() {
        mock.next(Reply.events()
                .event("delta", "{\"a\":\n1}")
                .comment("still here")
                .pause(Duration.ofMillis(1))
                .event("complete", "{}"));

        HttpResponse<String> answer = get("v1/things");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.body())
                .isEqualTo("event: delta\ndata: {\"a\":\ndata: 1}\n\n: still here\n\nevent: complete\ndata: {}\n\n");
    }

    @Test
    void truncated_whenSent_endsBeforeTheBodyDoes() throws IOException {
        mock.next(
                Reply.documented().truncated(),
                Reply.events().event("delta", "{}").truncated());

        assertThat(raw())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: ")
                .doesNotEndWith("}");
        assertThat(raw()).endsWith("event: delta\ndata: {}\n\n\r\n"); // a chunk, and no last one
    }

    @Test
    void reset_whenSent_isNoAnswerAtAll() {
        mock.next(Reply.reset());

        assertThatThrownBy(this::raw).isInstanceOf(SocketException.class).hasMessage("Connection reset");
        assertThat(get("v1/things").statusCode()).isEqualTo(200);
    }

    /** All that the mock sends, until the connection ends: the JDK's client would ask again. */
    private String raw() throws IOException {
        URI url = URI.create(mock.baseUrl());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write("GET /v1/things HTTP/1.1\r\nHost: x\r\nx-api-key: k\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=10-19, 206, 10, 10",
        "bytes=-5, 206, 31995, 5",
        "bytes=-50000, 206, 0, 32000",
        "bytes=31990-40000, 206, 31990, 10",
        "bytes=31999-, 206, 31999, 1",
        "bytes=32000-, 416, 0, 0",
        "bytes=9-5, 200, 0, 32000",
        "'bytes=0-1,5-6', 200, 0, 32000",
        "bytes=-, 200, 0, 32000",
        "lines=1-2, 200, 0, 32000",
    })
    void audio_whenARangeIsAsked_answersByRfc9110(String range, int status, int from, int length) throws Exception {
        URI url = URI.create(mock.baseUrl() + "mock-storage/recording.wav?signature=valid");

        HttpResponse<byte[]> answer =
                http.send(HttpRequest.newBuilder(url).header("Range", range).build(), BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).hasSize(length);
        if (length > 0) {
            assertThat(answer.body()[0]).isEqualTo((byte) from);
        }
        if (status == 206) {
            assertThat(answer.headers().firstValue("Content-Range"))
                    .contains("bytes " + from + "-" + (from + length - 1) + "/32000");
        }
    }

    @Test
    void sslSocketFactory_whenPlain_saysHowToGetOne() {
        assertThatIllegalStateException()
                .isThrownBy(mock::sslSocketFactory)
                .withMessage("The mock speaks plain HTTP; start it with builder().tls().");
    }

    @Test
    void logNormal_whenDrawnOften_hasMedianAndTail() {
        Latency latency = Latency.logNormal(Duration.ofMillis(10), Duration.ofMillis(100), 1);

        List<Duration> delays =
                Stream.generate(latency::next).limit(10_000).sorted().toList();

        assertThat(delays.get(5_000)).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
        assertThat(delays.get(9_900)).isBetween(Duration.ofMillis(85), Duration.ofMillis(115));
    }

    @Test
    void serverError_whenStatusIsNone_saysWhichAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reply.serverError(404))
                .withMessage("404 is not a server error: give 500 to 599.");
    }

    private HttpResponse<String> get(String path) {
        return send(request(mock, path));
    }

    private HttpResponse<String> post(String body) {
        return send(HttpRequest.newBuilder(URI.create(mock.baseUrl() + "v1/things"))
                .header("x-api-key", "fth_test")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest request(FeatherMock mock, String path) {
        return HttpRequest.newBuilder(URI.create(mock.baseUrl() + path))
                .header("x-api-key", "fth_test")
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static List<String> locations(HttpResponse<String> answer) {
        return json(answer).getAsJsonArray("detail").asList().stream()
                .map(violation -> String.join(
                        ".",
                        violation.getAsJsonObject().getAsJsonArray("loc").asList().stream()
                                .map(part -> part.getAsString())
                                .toList()))
                .toList();
    }

    private static String rows(String... names) {
        return Stream.of(names)
                .map(name -> "{\"id\":\"" + ID + "\",\"name\":\"" + name + "\",\"size\":1}")
                .toList()
                .toString();
    }
}
