package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** Every exception and its message, over real sockets. */
final class FailuresTest {

    private static final String GET = "GET v1/things/{id} (ThingsApi.get)";

    private final MockWebServer server = new MockWebServer();
    private FeatherClient client;
    private ThingsApi things;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = Servers.client(server).build();
        things = client.api(ThingsApi.class);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private FeatherException failure() {
        return catchThrowableOfType(FeatherException.class, () -> client.execute(things.get("p-secret")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, ServiceException",
        "401, UnauthorizedException",
        "403, ForbiddenException",
        "404, NotFoundException",
        "409, ConflictException",
        "410, ServiceException",
        "422, ValidationException",
        "429, RateLimitException",
        "500, ServerException",
        "503, ServerException",
        "599, ServerException",
        "304, ServiceException",
        "300, ServiceException",
        "777, ServiceException"
    })
    void execute_whenStatusIsNoSuccess_throwsItsType(int status, String type) {
        server.enqueue(json(status, status == 304 ? "" : "{\"error\":\"e\"}"));

        FeatherException failure = failure();

        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(((ServiceException) failure).statusCode()).isEqualTo(status);
    }

    @Test
    void execute_whenServiceExplains_carriesAllOfIt() {
        server.enqueue(json(
                        409,
                        "{\"error\":\"conversation_busy\",\"message\":\"One turn at a time\",\"retryable\":true,"
                                + "\"retry_after\":3}")
                .setHeader("X-Request-Id", "req-1"));

        ServiceException failure = (ServiceException) failure();

        assertThat(failure)
                .hasMessage(
                        GET + " was answered 409 conversation_busy: One turn at a time (request id req-1; 1 attempt).");
        assertThat(failure.operation()).isEqualTo("ThingsApi.get");
        assertThat(failure.httpMethod()).isEqualTo("GET");
        assertThat(failure.pathTemplate()).isEqualTo("v1/things/{id}");
        assertThat(failure.code()).isEqualTo("conversation_busy");
        assertThat(failure.serviceMessage()).isEqualTo("One turn at a time");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(failure.requestId()).isEqualTo("req-1");
        assertThat(failure.contentType()).isEqualTo("application/json");
        assertThat(failure.rawBody()).startsWith("{\"error\":");
        assertThat(failure.attempts()).extracting(Attempt::statusCode).containsExactly(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"only_code\"} | application/json | : only_code",
                "{\"message\":\"Only a sentence.\"} | application/json | : Only a sentence.",
                "{\"detail\":\"Forbidden\"} | application/json | : Forbidden",
                "{\"a\":1} | application/json | ' with JSON that is no error of this service'",
                "<html></html> | text/html; charset=utf-8 | ' with text/html that isn''t JSON'",
                "oops | ; | ' with a body of no named type that isn''t JSON'",
                "'' | application/json | ' with an empty body'"
            })
    void execute_whenBodyIsNotTheDocuments_saysWhatItIs(String body, String type, String said) {
        server.enqueue(json(502, body).setHeader("Content-Type", type));

        assertThat(failure())
                .isInstanceOf(ServerException.class)
                .hasNoCause()
                .hasMessage(GET + " was answered 502" + said + " (1 attempt).");
    }

    @Test
    void execute_whenRequestIsInvalid_listsTheFirstFiveViolations() {
        String one = "{\"loc\":[\"body\",\"items\",0,\"name\"],\"msg\":\"field required\",\"type\":\"missing\","
                + "\"input\":\"p-secret\"}";
        server.enqueue(json(422, "{\"detail\":[" + (one + ",").repeat(6) + one + "]}"));

        ValidationException failure = (ValidationException) failure();

        assertThat(failure)
                .hasMessage(GET + " was answered 422: " + "body.items[0].name: field required; ".repeat(5)
                        + "and 2 more (1 attempt).");
        assertThat(failure.violations()).hasSize(7);
    }

    @Test
    void execute_whenRequestIsInvalidInOnePlace_saysIt() {
        server.enqueue(json(422, "{\"detail\":[{\"loc\":[\"query\",\"limit\"],\"msg\":\"too large\"}]}")
                .setHeader("request-id", "r\t2"));

        assertThat(failure())
                .hasMessage(GET + " was answered 422: query.limit: too large (request id r 2; 1 attempt).");
    }

    @Test
    void execute_whenServiceRepeatsSecrets_masksThem() {
        server.enqueue(json(
                401,
                "{\"error\":\"authentication_required\",\"message\":\"Key " + Servers.KEY
                        + " refused, see https://a.example/doc?token=t0k3n\"}"));

        assertThat(failure())
                .hasMessage(GET + " was answered 401 authentication_required: Key *** refused, see"
                        + " https://a.example/doc?*** (1 attempt). Check the API key: it may be revoked, expired, or one"
                        + " of another environment.");
    }

    @Test
    void execute_whenErrorBodyNeverEnds_isCutAt64KiB() {
        Buffer endless = new Buffer().writeUtf8("{\"error\":\"e\",\"x\":\"" + "y".repeat(8 << 20));
        server.enqueue(new MockResponse().setResponseCode(500).setBody(endless));

        ServiceException failure = (ServiceException) failure();

        assertThat(failure.code()).isEqualTo("e");
        assertThat(failure.rawBody()).hasSize(64 * 1024);
    }

    @Test
    void execute_whenErrorBodyBreaksOff_keepsTheStatus() {
        server.enqueue(json(503, "{\"error\":\"e\",\"message\":\"" + "y".repeat(10_000))
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));

        assertThat(failure()).isInstanceOf(ServerException.class).hasMessage(GET + " was answered 503: e (1 attempt).");
    }

    @Test
    void execute_whenNobodyListens_wasNotSent() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (FeatherClient nobody = Servers.client(server)
                .baseUrl("http://127.0.0.1:" + port)
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> nobody.execute(nobody.api(ThingsApi.class).create(Servers.text("{}"))));

            assertThat(failure)
                    .hasMessage("POST v1/things (ThingsApi.create) was not sent: no connection to http://127.0.0.1:"
                            + port + " (ConnectException; 2 attempts). It is safe to call it again.")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(failure.mayHaveBeenProcessed()).isFalse();
            assertThat(failure.attempts()).hasSize(2);
        }
    }

    @Test
    void execute_whenNameIsUnknown_wasNotSent() {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        try (FeatherClient nobody = Servers.client(server)
                .baseUrl("https://api.example.com")
                .httpClient(http)
                .build()) {
            assertThatThrownBy(() -> nobody.execute(nobody.api(ThingsApi.class).get("1")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage(GET + " was not sent: no connection to https://api.example.com (UnknownHostException;"
                            + " 1 attempt). It is safe to call it again.");
        }
    }

    @Test
    void execute_whenServerHangsUp_mayHaveBeenProcessed() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

        TransportException failure = (TransportException) failure();

        assertThat(failure)
                .hasMessage(GET + " got no complete response from " + Origin.of(server.url("/"))
                        + " (IOException; 1 attempt). The service may have processed it.");
        assertThat(failure.mayHaveBeenProcessed()).isTrue();
    }

    @Test
    void execute_whenServerIsSilent_isATransportFailure() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        try (FeatherClient hasty =
                Servers.client(server).readTimeout(Duration.ofMillis(50)).build()) {
            assertThatThrownBy(() -> hasty.execute(hasty.api(ThingsApi.class).get("1")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage(GET + " got no complete response from " + Origin.of(server.url("/"))
                            + " (SocketTimeoutException; 1 attempt). The service may have processed it.");
        }
    }

    @Test
    void execute_whenCallTakesTooLong_isATransportFailure() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Call<?> call = things.get("1");
        RetryPolicy policy = RetryPolicy.none().toBuilder()
                .attemptTimeout(Duration.ofMillis(50))
                .build();
        try (FeatherClient hasty = Servers.client(server).retryPolicy(policy).build()) {
            assertThatThrownBy(() -> hasty.execute(hasty.api(ThingsApi.class).get("1")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage(GET + " got no complete response from " + Origin.of(server.url("/"))
                            + " (InterruptedIOException; 1 attempt). The service may have processed it.");
        }
        assertThat(call.isExecuted()).isFalse();
    }

    @Test
    void execute_whenCancelled_saysSo() {
        Call<?> call = things.get("1");
        call.cancel();

        assertThatThrownBy(() -> client.execute(call))
                .isInstanceOf(CallCancelledException.class)
                .hasMessage(GET + " was cancelled (1 attempt).");
    }

    @Test
    void execute_whenThreadIsInterrupted_saysSoAndKeepsTheFlag() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.execute(things.get("1")))
                .isInstanceOf(CallInterruptedException.class)
                .hasMessage(GET + " was interrupted (1 attempt).")
                .hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void execute_whenSupplierFails_wasNotSent() {
        try (FeatherClient keyless = Servers.client(server)
                .apiKey(() -> {
                    throw new IllegalStateException("vault is sealed");
                })
                .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> keyless.execute(keyless.api(ThingsApi.class).get("1")));

            assertThat(failure)
                    .hasMessage(GET + " was not sent (1 attempt). The supplier of the API key failed:"
                            + " java.lang.IllegalStateException")
                    .hasRootCauseMessage("vault is sealed");
            assertThat(failure.mayHaveBeenProcessed()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"p-secret\"} | not of the declared type",
                "[1] | not of the declared type",
                "{\"a\":1,p-secret} | not JSON, or was cut off; its content type is application/json",
                "{\"a\":1 | not JSON, or was cut off; its content type is application/json",
                "'' | not JSON, or was cut off; its content type is application/json",
                "<html>p-secret</html> | not JSON, or was cut off; its content type is application/json"
            })
    void execute_whenSuccessIsNotTheDocuments_saysSoWithoutQuoting(String body, String reason) {
        server.enqueue(json(200, body));

        MalformedResponseException failure = (MalformedResponseException) failure();

        assertThat(failure)
                .hasNoCause()
                .hasMessage(
                        GET + " succeeded, but its body isn't what the API document says: " + reason + " (1 attempt).");
        assertThat(failure.location()).isEmpty();
    }

    @Test
    void execute_whenValueIsMissing_saysSo() {
        server.enqueue(new MockResponse().setResponseCode(204));

        assertThat(failure())
                .isInstanceOf(MalformedResponseException.class)
                .hasMessage(
                        GET + " succeeded, but its body isn't what the API document says: status 204 without a value"
                                + " (1 attempt).");
    }

    @Test
    void execute_whenCauseSaysASecret_leavesItOut() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IOException("x", new IOException("key " + Servers.KEY));
                })
                .build();
        try (FeatherClient careless = Servers.client(server).httpClient(http).build()) {
            server.enqueue(json(200, "{}"));
            assertThatThrownBy(
                            () -> careless.execute(careless.api(ThingsApi.class).get("1")))
                    .isInstanceOf(TransportException.class)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 garbage k", "nonsense fth_live_zzz"})
    void execute_whenStatusLineIsGarbage_isATransportFailure(String line) {
        server.enqueue(new MockResponse().setStatus(line));

        assertThat(failure())
                .isInstanceOf(TransportException.class)
                .satisfies(failure ->
                        assertThat(String.valueOf(failure.getCause())).doesNotContain("fth_live_zzz"));
    }

    @Test
    void areIn_whenChainIsLongOrCircular_assumesTheWorst() {
        Secrets secrets = new Secrets(List::of);
        IOException circular = new IOException("a");
        IOException other = new IOException("b", circular);
        circular.initCause(other);

        assertThat(secrets.areIn(circular)).isTrue();
        assertThat(secrets.areIn(new IOException("a", new IOException("b")))).isFalse();
        IOException suppressing = new IOException("a");
        suppressing.addSuppressed(new IOException("fth_live_x"));
        assertThat(secrets.areIn(suppressing)).isTrue();
    }
}
