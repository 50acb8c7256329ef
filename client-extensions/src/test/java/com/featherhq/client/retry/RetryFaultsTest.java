package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.runAsync;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.FaultServer.Fault;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Thing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** Transport faults over real sockets: what is repeated, how many requests arrive, and that nothing is left open. */
final class RetryFaultsTest {

    /** For faults that only a timeout ends: short enough to wait for, long enough for what a busy machine takes to answer. */
    private static final RetryPolicy QUICK =
            RetryPolicy.builder().attemptTimeout(Duration.ofMillis(400)).build();

    private static RetryPolicy policyFor(Fault fault) {
        return fault == Fault.BLACK_HOLE || fault == Fault.STALLED_BODY ? QUICK : RetryPolicy.defaults();
    }

    @ParameterizedTest(name = "{0}, GET, async {1}")
    @CsvSource({
        "RESET_AMID_REQUEST, false", "RESET_AMID_REQUEST, true",
        "RESET_AFTER_REQUEST,  false", "RESET_AFTER_REQUEST,  true",
        "CLOSE_AFTER_REQUEST,  false", "CLOSE_AFTER_REQUEST,  true",
        "BLACK_HOLE,           false", "BLACK_HOLE,           true",
        "GARBAGE,              false", "GARBAGE,              true",
        "STALLED_BODY,         false", "STALLED_BODY,         true",
        "TRUNCATED_BODY,       false", "TRUNCATED_BODY,       true",
    })
    void get_whenConnectionFailsTwice_succeedsAtTheThird(Fault fault, boolean async) throws Exception {
        try (FaultServer faults = new FaultServer(fault, fault, Fault.NONE);
                RetryFixture retries = fixture(faults.url(), policyFor(fault))) {
            Ended<Thing> end = end(async, retries.api.get());

            assertThat(end.response().body().name).isEqualTo("a");
            assertThat(end.attempts()).extracting(Attempt::statusCode).containsExactly(0, 0, 200);
            assertThat(faults.connections()).isEqualTo(3);
            assertThat(faults.requests()).isEqualTo(fault == Fault.RESET_AMID_REQUEST ? 1 : 3);
        }
    }

    @Test
    void get_whenBodyEndsTooEarly_triesAgainOnTheSameConnection() throws Exception {
        try (FaultServer faults = new FaultServer(Fault.HALF_JSON);
                RetryFixture retries = fixture(faults.url(), RetryPolicy.defaults())) {
            assertThat(run(retries.api.get()).attempts()).hasSize(3);
            assertThat(faults.requests()).isEqualTo(3);
        }
    }

    /** It would be so again, and the retries would be missing where they help. */
    @Test
    void get_whenBodyIsWholeButWrong_isNotTriedAgain() throws Exception {
        try (FaultServer faults = new FaultServer(Fault.HTML);
                RetryFixture retries = fixture(faults.url(), RetryPolicy.defaults())) {
            assertThat(run(retries.api.get()).stopReason()).isEqualTo(StopReason.NOT_TRANSIENT);
            assertThat(faults.requests()).isEqualTo(1);
            assertThat(retries.budget.availableRetries()).isEqualTo(10);
        }
    }

    @ParameterizedTest(name = "{0}, POST, async {1}")
    @CsvSource({
        "RESET_AMID_REQUEST, false", "RESET_AMID_REQUEST, true",
        "RESET_AFTER_REQUEST,  false", "RESET_AFTER_REQUEST,  true",
        "BLACK_HOLE,           false", "BLACK_HOLE,           true",
        "TRUNCATED_BODY,       false", "TRUNCATED_BODY,       true",
        "HALF_JSON,            false", "HALF_JSON,            true",
    })
    void post_whenServerMayHaveActed_isSentOnce(Fault fault, boolean async) throws Exception {
        try (FaultServer faults = new FaultServer(fault, Fault.NONE);
                RetryFixture retries = fixture(faults.url(), policyFor(fault))) {
            Ended<Thing> end = end(async, retries.api.post(thing()));

            assertThat(end.failure()).isNotNull();
            assertThat(end.stopReason()).isEqualTo(StopReason.NOT_IDEMPOTENT);
            assertThat(faults.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void post_whenConnectionIsRefused_isTriedAgain(boolean async) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (RetryFixture retries = fixture("http://127.0.0.1:" + port + "/", RetryPolicy.defaults())) {
            Ended<Thing> end = end(async, retries.api.post(thing()));

            assertThat(end.failure()).isInstanceOf(ConnectException.class);
            assertThat(end.failure().getSuppressed()).hasSize(2).allMatch(ConnectException.class::isInstance);
            assertThat(end.attempts()).hasSize(3);
            assertThat(end.stopReason()).isEqualTo(StopReason.ATTEMPTS_EXHAUSTED);
        }
    }

    @Test
    void post_whenConnectingTakesForEver_isTriedAgain() throws Exception {
        try (FaultServer.FullBacklog hole = new FaultServer.FullBacklog();
                RetryFixture retries = new RetryFixture(
                        builder -> builder.baseUrl(hole.url()).connectTimeout(Duration.ofMillis(100)))) {
            Ended<Thing> end = run(retries.api.post(thing()));

            assertThat(end.failure()).isInstanceOf(SocketTimeoutException.class);
            assertThat(end.attempts()).hasSize(3);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void get_whenServerNeverAnswers_endsWithTimeoutAndHistory(boolean async) throws Exception {
        try (FaultServer faults = new FaultServer(Fault.BLACK_HOLE);
                RetryFixture retries = fixture(faults.url(), QUICK)) {
            Ended<Thing> end = end(async, retries.api.get());

            assertThat(end.failure())
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("timed out after 400 ms (attempt timeout)");
            assertThat(end.failure().getSuppressed()).hasSize(2);
            assertThat(faults.requests()).isEqualTo(3);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void get_whenDeadlineIsShorterThanTheAttempt_endsAtTheDeadline() throws Exception {
        RetryPolicy policy =
                RetryPolicy.builder().deadline(Duration.ofMillis(150)).build();
        try (FaultServer faults = new FaultServer(Fault.BLACK_HOLE);
                RetryFixture retries = fixture(faults.url(), policy)) {
            Ended<Thing> end = run(retries.api.get());

            // Fake time stood still; the backoff of 500 ms alone is beyond the deadline.
            assertThat(end.failure())
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("timed out after 150 ms (deadline)");
            assertThat(end.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(faults.requests()).isEqualTo(1);
        }
    }

    @Test
    void get_whenTimeoutsAreOff_stillWorks() throws Exception {
        RetryPolicy policy = RetryPolicy.builder()
                .attemptTimeout(Duration.ZERO)
                .deadline(Duration.ZERO)
                .build();
        try (FaultServer faults = new FaultServer(Fault.RESET_AFTER_REQUEST, Fault.NONE);
                RetryFixture retries = fixture(faults.url(), policy)) {
            assertThat(run(retries.api.get()).status()).isEqualTo(200);
        }
    }

    @Test
    void get_whenInterceptorFailsUnchecked_isNotRetried() throws Exception {
        try (FaultServer faults = new FaultServer(Fault.NONE);
                RetryFixture retries = new RetryFixture(
                        builder -> builder.baseUrl(faults.url()),
                        http -> http.addInterceptor(chain -> {
                            throw new IllegalStateException("interceptor");
                        }))) {
            Ended<Thing> end = run(retries.api.get());

            assertThat(end.failure()).isInstanceOf(IllegalStateException.class).hasMessage("interceptor");
            assertThat(end.stopReason()).isEqualTo(StopReason.NOT_TRANSIENT);
        }
    }

    @Test
    void get_whenErrorIsThrown_passesItOnAndCleansUp() throws Exception {
        try (RetryFixture retries = new RetryFixture(
                builder -> {},
                http -> http.addInterceptor(chain -> {
                    throw new StackOverflowError("deep");
                }))) {
            Call<Thing> call = retries.api.get();

            assertThat(org.assertj.core.api.Assertions.catchThrowable(call::execute))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("deep");
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void call_whenRequestCannotBeMade_failsOnceWithTheReason(boolean async) throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            Ended<Thing> end = end(async, retries.api.upload(null));

            assertThat(end.failure())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Body parameter value must not be null.");
            assertThat(end.attempts()).hasSize(1);
            assertThat(retries.requests()).isZero();
            assertThat(retries.events).extracting(RetryFixture.Told::operation).containsExactly("none");
        }
    }

    private static RetryFixture fixture(String url, RetryPolicy policy) {
        return new RetryFixture(builder -> builder.baseUrl(url).retryPolicy(policy));
    }

    private static <T> Ended<T> end(boolean async, Call<T> call) throws InterruptedException, IOException {
        return async ? runAsync(call) : run(call);
    }
}
