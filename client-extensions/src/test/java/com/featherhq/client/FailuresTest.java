package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.retry.Attempt;
import java.time.Duration;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service answers, as exceptions with their messages, over real sockets. */
final class FailuresTest extends ServedTest {

    private static final String GET = "GET v1/things/{id} (ThingsApi.get)";

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
}
