package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.retry.RetryFixture.Thing;
import com.featherhq.client.retry.WireServer.H2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/** Calls against servers at their worst: each ends, in time, and what is told of it is what the server saw. */
final class ChaosTest {

    private static final int SYNC = 1_500;
    private static final int ASYNC = 1_500;

    @Test
    void calls_whenTheServerDoesItsWorst_endInTimeAndAreToldAsTheyWere() throws Exception {
        try (Chaos chaos = new Chaos(20_260_301, SYNC + ASYNC)) {
            chaos.sync(0, SYNC);
            chaos.async(SYNC, SYNC + ASYNC, 200);
            chaos.settle();

            Map<String, Integer> account = chaos.account();
            System.out.println("chaos: " + chaos.ends + ", " + account);
            assertThat(chaos.hangs).hasValue(0);
            assertThat(chaos.ends)
                    .containsKey("success")
                    .containsOnlyKeys("success", "TransportException", "ServerException", "RateLimitException");
            assertThat(Duration.ofNanos(chaos.latestNanos.get())).isLessThan(Duration.ofSeconds(5)); // A busy machine.
            assertThat(account)
                    .containsEntry("seen and not told", 0)
                    .containsEntry("requests of no attempt", 0)
                    .containsEntry("acted on, told as unprocessed", 0)
                    .containsEntry("POST acted on twice", 0);
            assertThat(account.get("attempts told"))
                    .isGreaterThan(SYNC + ASYNC)
                    .isEqualTo(account.get("seen of these") + account.get("unseen of these"));
            assertThat(account.get("unseen and told as perhaps processed"))
                    .isLessThanOrEqualTo(chaos.server.unread.get() + chaos.timeouts.get());
        }
    }

    /** GOAWAY and refused streams are known not to have been processed: each POST is made, and once. */
    @Test
    void posts_whenHttp2ConnectionsGoAwayAndRefuse_areEachProcessedOnce() throws Exception {
        Map<String, AtomicInteger> acted = new ConcurrentHashMap<>();
        try (WireServer server = H2.server((h2, stream, request) -> {
                    if (request % 30 == 3) {
                        h2.reset(stream, H2.REFUSED);
                    } else if (request % 40 == 7) {
                        h2.goAway(stream - 2);
                    } else {
                        acted.computeIfAbsent(h2.body(stream), first -> new AtomicInteger())
                                .incrementAndGet();
                        if (request % 25 == 0) {
                            h2.goAway(stream);
                        }
                        h2.answer(stream);
                    }
                });
                RetryFixture client = new RetryFixture(
                        builder -> builder.baseUrl(server.url()).retryPolicy(RetryPolicy.none()),
                        http -> http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)))) {
            for (int round = 0; round < 60; round++) {
                List<RetryFixture.Started<Thing>> started = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    RequestBody body = RequestBody.create("call " + round + "." + i, MediaType.get("text/plain"));
                    started.add(RetryFixture.start(client.api.upload(body)));
                }
                for (RetryFixture.Started<Thing> call : started) {
                    assertThat(call.end().failure()).isNull();
                }
            }
            assertThat(acted)
                    .hasSize(600)
                    .allSatisfy((call, times) -> assertThat(times).hasValue(1));
        }
    }
}
