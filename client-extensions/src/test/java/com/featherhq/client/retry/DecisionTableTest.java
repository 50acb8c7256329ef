package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.http.ProxyCredentialsException;
import com.featherhq.client.http.UndeclaredException;
import com.featherhq.client.retry.Attempt.StopReason;
import com.google.gson.JsonSyntaxException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DecisionTableTest {

    private static final DecisionTable TABLE = new DecisionTable(failure -> failure instanceof FileNotFoundException);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "200, SUCCEEDED",
        "204, SUCCEEDED",
        "299, SUCCEEDED",
        "304, PERMANENT",
        "307, PERMANENT",
        "400, PERMANENT",
        "401, PERMANENT",
        "404, PERMANENT",
        "408, TRANSIENT",
        "409, PERMANENT",
        "422, PERMANENT",
        "429, NOT_PROCESSED",
        "500, TRANSIENT",
        "501, PERMANENT",
        "502, TRANSIENT",
        "503, TRANSIENT",
        "504, TRANSIENT",
        "425, TRANSIENT",
        "505, PERMANENT",
        "506, PERMANENT",
        "507, PERMANENT",
        "508, PERMANENT",
        "510, PERMANENT",
        "511, PERMANENT",
        "520, TRANSIENT",
        "521, TRANSIENT",
        "522, TRANSIENT",
        "523, TRANSIENT",
        "524, TRANSIENT",
        "525, PERMANENT",
        "526, PERMANENT",
        "529, TRANSIENT",
        "530, TRANSIENT",
    })
    void ofStatus_always_followsTheTable(int status, Outcome expected) {
        assertThat(DecisionTable.ofStatus(status)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "OPTIONS, true",
        "TRACE, true",
        "PUT, true",
        "DELETE, true",
        "POST, false",
        "PATCH, false",
        "CONNECT, false",
        "get, false",
    })
    void isIdempotent_always_followsRfc9110(String method, boolean expected) {
        assertThat(DecisionTable.isIdempotent(method)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, connected {1}: {2}")
    @MethodSource
    void ofFailure_always_followsTheTable(Throwable failure, boolean connected, Outcome expected) {
        assertThat(TABLE.ofFailure(failure, connected)).isEqualTo(expected);
    }

    static Stream<Arguments> ofFailure_always_followsTheTable() {
        return Stream.of(
                Arguments.of(new UnknownHostException("api"), false, Outcome.NOT_PROCESSED),
                Arguments.of(new ConnectException("refused"), false, Outcome.NOT_PROCESSED),
                Arguments.of(new SocketTimeoutException("connect timed out"), false, Outcome.NOT_PROCESSED),
                Arguments.of(new SSLHandshakeException("reset"), false, Outcome.NOT_PROCESSED),
                Arguments.of(new InterruptedIOException("timeout"), false, Outcome.NOT_PROCESSED),
                Arguments.of(new InterruptedIOException("timeout"), true, Outcome.TRANSIENT),
                Arguments.of(new SocketException("Connection reset"), true, Outcome.TRANSIENT),
                Arguments.of(new SocketTimeoutException("Read timed out"), true, Outcome.TRANSIENT),
                Arguments.of(new ProtocolException("unexpected end of stream"), true, Outcome.TRANSIENT),
                Arguments.of(new EOFException("End of input"), true, Outcome.TRANSIENT),
                Arguments.of(new SSLException("closed"), true, Outcome.TRANSIENT),
                Arguments.of(new JsonSyntaxException("cut", new EOFException()), true, Outcome.TRANSIENT),
                Arguments.of(new JsonSyntaxException("of another type"), true, Outcome.PERMANENT),
                Arguments.of(new IOException("stream was reset: REFUSED_STREAM"), true, Outcome.NOT_PROCESSED),
                Arguments.of(new IOException("stream was reset: CANCEL"), true, Outcome.TRANSIENT),
                Arguments.of(new IOException(), true, Outcome.TRANSIENT),
                Arguments.of(new UnknownServiceException("CLEARTEXT"), false, Outcome.PERMANENT),
                Arguments.of(new SSLPeerUnverifiedException("host"), false, Outcome.PERMANENT),
                Arguments.of(new FileNotFoundException("no key"), false, Outcome.PERMANENT),
                Arguments.of(untrusted(), false, Outcome.PERMANENT),
                Arguments.of(new UnreadableAnswerException("two", null), true, Outcome.PERMANENT),
                Arguments.of(new ProxyCredentialsException("proxy:3128"), false, Outcome.PERMANENT),
                Arguments.of(new IllegalArgumentException("bad"), false, Outcome.PERMANENT),
                Arguments.of(new StackOverflowError(), true, Outcome.PERMANENT));
    }

    @Test
    void reason_whenOkHttpWrapsACrash_isTheCrash() {
        IllegalStateException thrown = new IllegalStateException();
        IOException crashed = new IOException("canceled due to java.lang.IllegalStateException");
        crashed.addSuppressed(thrown);
        IOException byOkHttp5 = new IOException("canceled due to java.lang.IllegalStateException", thrown);
        IOException other = new IOException("canceled due to something");

        assertThat(UndeclaredException.unwrapped(crashed)).isSameAs(thrown);
        assertThat(UndeclaredException.unwrapped(byOkHttp5)).isSameAs(thrown);
        assertThat(UndeclaredException.unwrapped(other)).isSameAs(other);
    }

    @Test
    void attempt_whenPrinted_saysOutcomeAndConsequence() {
        RetryDecision stop = RetryDecision.stop(StopReason.NOT_TRANSIENT, null);

        assertThat(new Attempt(2, 404, null, 0, 12_900_000, stop, true, null))
                .hasToString("attempt 2: 404 after 12 ms, stopped (NOT_TRANSIENT)");
        assertThat(new Attempt(1, 0, new ConnectException("secret"), 0, 0, stop, false, null))
                .hasToString("attempt 1: ConnectException after 0 ms, stopped (NOT_TRANSIENT)");
    }

    private static Throwable untrusted() {
        return new SSLHandshakeException("untrusted").initCause(new CertificateException("untrusted"));
    }
}
