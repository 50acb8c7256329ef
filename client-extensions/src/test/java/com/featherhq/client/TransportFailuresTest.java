package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.auth.Origin;
import com.featherhq.client.http.Secrets;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.client.retry.TimeLimitException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** Failures without an answer, or without a readable one, as exceptions with their messages, over real sockets. */
final class TransportFailuresTest extends ServedTest {

    private static final String GET = "GET v1/things/{id} (ThingsApi.get)";

    private FeatherException failure() {
        return catchThrowableOfType(FeatherException.class, () -> client.execute(things.get("p-secret")));
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
                    .hasMessageMatching(
                            Pattern.quote(GET + " got no complete response from " + Origin.of(server.url("/")))
                                    + ": timed out after \\d+ ms \\(read or write timeout; 1 attempt\\)\\. The service may have"
                                    + " processed it\\.");
        }
    }

    @Test
    void execute_whenCallTakesTooLong_isATransportFailure() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Call<?> call = things.get("1");
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(1)
                .attemptTimeout(Duration.ofMillis(50))
                .build();
        try (FeatherClient hasty = Servers.client(server).retryPolicy(policy).build()) {
            assertThatThrownBy(() -> hasty.execute(hasty.api(ThingsApi.class).get("1")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage(
                            GET + " got no complete response from " + Origin.of(server.url("/"))
                                    + ": timed out after 50 ms (attempt timeout; 1 attempt). The service may have processed it.")
                    .hasCauseInstanceOf(TimeLimitException.class);
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

        assertThat(secrets.foundIn(circular)).isTrue();
        assertThat(secrets.foundIn(new IOException("a", new IOException("b")))).isFalse();
        IOException suppressing = new IOException("a");
        suppressing.addSuppressed(new IOException("fth_live_x"));
        assertThat(secrets.foundIn(suppressing)).isTrue();
    }
}
