package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.runAsync;
import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.retry.Attempt.StopReason;
import com.featherhq.client.retry.RetryFixture.Ended;
import com.featherhq.client.retry.RetryFixture.Started;
import com.featherhq.client.retry.RetryFixture.Thing;
import com.featherhq.client.retry.WireServer.H2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;

/** What HTTP/2 knows not to have been processed is sent again for nothing, and a dead connection is given up. */
final class RecoveryHttp2Test {

    private static RetryFixture h2Client(WireServer server, RetryPolicy policy) {
        return new RetryFixture(
                builder -> builder.baseUrl(server.url()).retryPolicy(policy),
                http -> http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)));
    }

    @Test
    void post_whenGoAwaySaysThatItWasNotProcessed_isSentAgainForNothing() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request == 2) {
                        h2.goAway(stream - 2);
                    } else {
                        h2.answer(stream);
                    }
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            client.assertFree(run(client.api.post(thing())));

            client.assertFree(run(client.api.post(thing())));

            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void post_whenTheServerGoesAwayAfterEachAnswer_neverFails() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> {
                    h2.goAway(stream);
                    h2.answer(stream);
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            for (int call = 1; call <= 20; call++) {
                client.assertFree(run(client.api.post(thing())));
            }
            assertThat(server.requests).hasSize(20);
        }
    }

    @Test
    void post_whenTheServerRefusesTheStream_isSentAgainForNothing() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request <= 2) {
                        h2.reset(stream, H2.REFUSED);
                    } else {
                        h2.answer(stream);
                    }
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            client.assertFree(run(client.api.post(thing())));

            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void post_whenTheServerRefusesEveryStream_isLeftToThePolicyAndUnprocessed() throws Exception {
        try (WireServer server = H2.server((h2, stream, request) -> h2.reset(stream, H2.REFUSED));
                RetryFixture client = h2Client(server, RetryPolicy.defaults())) {
            Ended<Thing> end = run(client.api.post(thing()));

            assertThat(end.stopReason()).isEqualTo(StopReason.ATTEMPTS_EXHAUSTED);
            assertThat(end.attempts()).hasSize(3).noneMatch(Attempt::mayHaveBeenProcessed);
            assertThat(server.requests).hasSize(3 * (1 + 3));
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void get_whenTheHttp2ConnectionIsDead_takesAnotherAfterOneTimeout(boolean async) throws Exception {
        RetryPolicy policy = RetryPolicy.builder()
                .attemptTimeout(Duration.ofMillis(300))
                .baseDelay(Duration.ZERO)
                .build();
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (h2.connection > 1 || request == 1) {
                        h2.answer(stream);
                    }
                });
                RetryFixture client = h2Client(server, policy)) {
            client.assertFree(run(client.api.get()));

            Ended<Thing> end = async ? runAsync(client.api.get()) : run(client.api.get());

            assertThat(end.attempts()).hasSize(2);
            assertThat(run(client.api.get()).attempts()).hasSize(1);
        }
    }

    @Test
    void timeout_whenHttp2ConnectionHasOtherCalls_leavesThemAlone() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request == 1) {
                        WireServer.daemon(() -> {
                            WireServer.awaitQuietly(timedOut);
                            try {
                                h2.answer(stream);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
                    }
                });
                RetryFixture client = h2Client(server, RetryPolicy.none())) {
            Started<Thing> slow = RetryFixture.start(client.api.post(thing()));
            await().until(() -> server.requests.size() == 1);
            Call<Thing> impatient = client.api.post(thing());
            impatient.timeout().timeout(100, TimeUnit.MILLISECONDS);

            assertThat(run(impatient).failure()).hasMessage("timed out after 100 ms (deadline)");
            timedOut.countDown();

            assertThat(slow.end().status()).isEqualTo(200);
        }
    }
}
