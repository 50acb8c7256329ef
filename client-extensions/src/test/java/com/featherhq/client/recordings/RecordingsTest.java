package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.NotFoundException;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.ThrottledException;
import com.featherhq.client.UnauthorizedException;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.recordings.DownloadItem.Outcome;
import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings on a real client and a real server. */
class RecordingsTest {

    private static final String PLAYABLE =
            "{\"url\":\"https://storage.example/a?s=1\",\"expires_in\":600,\"duration_ms\":1500,\"bytes\":3000000000,"
                    + "\"status\":\"ready\"}";

    private final MockWebServer server = new MockWebServer();
    private FeatherClient client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void playback_whenTheServiceSaysWhen_countsFromItsClock() {
        server.enqueue(json(PLAYABLE).addHeader("Date", "Mon, 23 Nov 1998 10:00:00 GMT"));

        PlaybackLease lease = client.recordings().playback(ID);

        assertThat(lease.expiresAt()).isEqualTo("1998-11-23T10:10:00Z");
        assertThat(lease.remaining()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
        assertThat(lease.bytes()).isEqualTo(3_000_000_000L);
        assertThat(lease.duration()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(client.recordings().playback(ID)).isSameAs(lease);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void playback_whenTheServiceDoesNotSayWhen_countsFromOurClock() {
        server.enqueue(json(PLAYABLE));

        assertThat(client.recordings().playback(ID).expiresAt())
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
    }

    @Test
    void playback_whenInvalidated_asksAgain() {
        server.enqueue(json(PLAYABLE));
        server.enqueue(json("{\"url\":null,\"expires_in\":0,\"status\":\"redacting\"}"));
        client.recordings().playback(ID);
        client.recordings().invalidate(ID);

        assertThat(client.recordings().playbackAsync(ID).join().status()).isEqualTo("redacting");
    }

    @Test
    void playback_whenTheServiceSaysNo_throwsItsException() {
        server.enqueue(new MockResponse().setResponseCode(404).setBody("{\"error\":\"not_found\",\"message\":\"no\"}"));
        server.enqueue(new MockResponse().setResponseCode(404).setBody("{\"error\":\"not_found\",\"message\":\"no\"}"));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.recordings().playback(ID));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> client.recordings().playbackAsync(ID).join())
                .withCauseInstanceOf(NotFoundException.class);
    }

    @Test
    void awaitPlayable_whenTheServiceDoesNotKnowIt_isUnavailable() {
        server.enqueue(new MockResponse().setResponseCode(404));

        assertThat(client.recordings().awaitPlayable(ID, Duration.ofSeconds(20), Set.of()))
                .isEqualTo(new Playability.Unavailable(null));
    }

    @Test
    void awaitPlayable_whenAFailurePasses_goesOn() {
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(json(PLAYABLE));

        assertThat(client.recordings().awaitPlayable(ID, Duration.ofSeconds(20)))
                .isInstanceOf(Playability.Playable.class);
    }

    @Test
    void awaitPlayable_whenTheServiceAsksForALongPause_throwsWhatItSaid() {
        server.enqueue(new MockResponse()
                .setResponseCode(429)
                .setBody("{\"error\":\"rate_limited\",\"message\":\"slow\",\"retry_after\":60}"));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.recordings().awaitPlayable(ID, Duration.ofSeconds(20)));
    }

    @Test
    void awaitPlayable_whenTheKeyIsRefused_throwsAtOnce() {
        server.enqueue(new MockResponse().setResponseCode(401));

        CompletableFuture<Playability> wait =
                client.recordings().awaitPlayableAsync(ID, Duration.ofSeconds(20), Set.of());

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(wait::get)
                .withCauseInstanceOf(UnauthorizedException.class);
    }

    @Test
    void downloadAll_whenTheKeyIsRefused_asksOnlyOnce(@TempDir Path folder) {
        server.enqueue(new MockResponse().setResponseCode(401));
        List<UUID> ids = List.of(ID, new UUID(1, 1), new UUID(1, 2));

        DownloadSummary summary = client.recordings()
                .downloadAll(
                        ids, folder, DownloadAllOptions.builder().concurrency(1).build());

        assertThat(summary.count(Outcome.FAILED)).isEqualTo(3);
        assertThat(summary.items())
                .extracting(DownloadItem::failure)
                .hasOnlyElementsOfType(UnauthorizedException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void downloadAll_whenTheServiceIsDown_retriesWithinTheClientsBudget(@TempDir Path folder) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse().setResponseCode(503);
            }
        });
        RetryPolicy quick = RetryPolicy.builder()
                .maxAttempts(3)
                .baseDelay(Duration.ofMillis(1))
                .build();
        try (FeatherClient frugal = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .retryPolicy(quick)
                .retryBudget(RetryBudget.ofRetries(3))
                .build()) {
            List<UUID> ids =
                    IntStream.range(0, 10).mapToObj(i -> new UUID(1, i)).toList();

            DownloadSummary summary = frugal.recordings()
                    .downloadAll(ids, folder, DownloadAllOptions.builder().build());

            assertThat(summary.count(Outcome.FAILED)).isEqualTo(10);
            assertThat(server.getRequestCount()).isEqualTo(10 + 3);
        }
    }

    @Test
    void downloadAll_whenTheClientsLimiterHasNoPermitBeforeTheDeadline_waitsForItsTurn(@TempDir Path folder)
            throws IOException {
        server.enqueue(json("{\"url\":null,\"expires_in\":0,\"status\":\"redacting\"}"));
        AtomicInteger asked = new AtomicInteger();
        RateLimiter busy = (lane, permits, atMost) -> lane == Lane.BULK && asked.incrementAndGet() > 2
                ? CompletableFuture.completedStage(Duration.ZERO)
                : CompletableFuture.failedStage(
                        PermitRefusedException.tooLate(lane, Duration.ofMillis(5), Duration.ofMillis(1)));
        try (FeatherClient limited = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(server.url("/").toString())
                .rateLimiter(busy)
                .build()) {
            DownloadSummary summary = limited.recordings().downloadAll(List.of(ID), folder);

            assertThat(summary.count(Outcome.NOT_PLAYABLE)).isEqualTo(1);
            assertThat(asked).hasValue(3);
            assertThatExceptionOfType(ThrottledException.class)
                    .isThrownBy(() -> limited.recordings().playback(ID));
        }
    }

    @Test
    void recordings_always_areTheSameForAClient() {
        assertThat(client.recordings()).isSameAs(client.recordings());
    }

    @Test
    void build_whenANumberIsOutOfRange_isRefused() {
        assertRefused(Recordings.builder(client).leaseCacheSize(-1), "leaseCacheSize must not be negative, but is -1.");
        assertRefused(
                Recordings.builder(client).safetyMargin(Duration.ofSeconds(-1)),
                "safetyMargin must not be negative, but is PT-1S.");
        assertRefused(
                Recordings.builder(client).idleTimeout(Duration.ZERO),
                "idleTimeout must be 1 ms to 24 days, but is PT0S.");
        assertRefused(
                Recordings.builder(client).idleTimeout(Duration.ofMillis(Long.MAX_VALUE)),
                "idleTimeout must be 1 ms to 24 days, but is PT2562047788015H12M55.807S.");
        assertRefused(Recordings.builder(client).maxAttempts(0), "maxAttempts must be at least 1, but is 0.");
    }

    private static void assertRefused(Recordings.Builder builder, String problem) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(builder::build)
                .withMessage(problem);
    }

    private static MockResponse json(String body) {
        return new MockResponse().addHeader("Content-Type", "application/json").setBody(body);
    }
}
