package com.featherhq.it.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.UnauthorizedException;
import com.featherhq.client.ValidationException;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.model.RecordingPlaybackResponse;
import com.featherhq.testing.FeatherMock;
import com.featherhq.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FeatherMockIT {

    private static final UUID ID = UUID.fromString("7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10");
    private static final String OPERATION = "GET /v1/voice/recordings/{recording_id}/playback-url";

    private static final String PROCESSING =
            "{\"status\": \"processing\", \"expires_in\": 0, \"bytes\": null, \"duration_ms\": null}";

    private final FeatherMock mock = FeatherMock.start();
    private final FeatherClient client = client(RetryPolicy.builder()
            .baseDelay(Duration.ofMillis(1))
            .maxDelay(Duration.ofMillis(2))
            .build());

    @AfterEach
    void close() {
        client.close();
        mock.close();
    }

    @Test
    void start_whenAsked_answersWithWhatTheDocumentSays() {
        RecordingPlaybackResponse playback = playback(client);

        assertThat(playback.getStatus()).isEqualTo("available");
        assertThat(playback.getBytes()).isEqualTo(FeatherMock.AUDIO_BYTES);
        mock.received(OPERATION).with("recording_id", ID.toString()).once();
    }

    @Test
    void next_whenTwoFaultsAreInLine_hitsTwoRequests() {
        mock.next(Reply.rateLimited(), Reply.serverError(503));

        assertThat(playback(client).getStatus()).isEqualTo("available");

        assertThat(mock.requests()).hasSize(3);
    }

    @Test
    void next_whenNothingIsRetried_letsTheErrorThrough() {
        mock.next(Reply.rateLimited());

        try (FeatherClient impatient = client(RetryPolicy.none())) {
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> playback(impatient))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("rate_limited"));
        }
    }

    @Test
    void next_whenBodyIsCutOff_isReadAtTheSecondAttempt() {
        mock.next(Reply.documented().truncated());

        assertThat(playback(client).getStatus()).isEqualTo("available");

        assertThat(mock.requests()).hasSize(2);
    }

    @Test
    void next_whenAnswerIsSlow_comesLate() {
        mock.next(Reply.documented().after(Duration.ofMillis(200)));
        long start = System.nanoTime();

        playback(client);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void next_whenUrlHasExpired_isAskedForAnother() {
        mock.next(Reply.expiredUrl());
        ByteArrayOutputStream audio = new ByteArrayOutputStream();

        client.recordings().download(ID, audio);

        assertThat(audio.size()).isEqualTo(FeatherMock.AUDIO_BYTES);
        assertThat(mock.requests()).hasSize(2);
    }

    @Test
    void next_whenConnectionIsReset_isAskedAgain() {
        mock.next(Reply.reset(), Reply.reset());

        assertThat(playback(client).getStatus()).isEqualTo("available");
        mock.received(OPERATION).times(3);
    }

    @Test
    void reply_whenInSequence_repeatsTheLast() {
        mock.on(OPERATION).reply(Reply.json(PROCESSING), Reply.json(PROCESSING), Reply.documented());

        assertThat(List.of(playback(client), playback(client), playback(client), playback(client)))
                .extracting(RecordingPlaybackResponse::getStatus)
                .containsExactly("processing", "processing", "available", "available");
    }

    @Test
    void reply_whenAnErrorOfTheService_isTheTypedException() {
        mock.on(OPERATION).reply(Reply.invalid("path.recording_id", "Not yours").violation("query.items[0]", "No"));

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> playback(client))
                .satisfies(e -> assertThat(e.violations())
                        .extracting(Object::toString)
                        .containsExactly("path.recording_id: Not yours", "query.items[0]: No"));
    }

    @Test
    void start_withTls_servesClientsThatTrustIt() {
        try (FeatherMock secure = FeatherMock.builder().tls().start();
                FeatherClient trusting = FeatherClient.builder()
                        .apiKey("fth_test")
                        .baseUrl(secure.baseUrl())
                        .httpClient(new OkHttpClient.Builder()
                                .sslSocketFactory(secure.sslSocketFactory(), secure.trustManager())
                                .build())
                        .build()) {
            assertThat(playback(trusting).getStatus()).isEqualTo("available");
        }
    }

    @Test
    void start_withKeys_refusesOthers() {
        try (FeatherMock strict = FeatherMock.builder().apiKeys("fth_other").start();
                FeatherClient refused = FeatherClient.builder()
                        .apiKey("fth_test")
                        .baseUrl(strict.baseUrl())
                        .build()) {
            assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> playback(refused));
        }
    }

    private FeatherClient client(RetryPolicy policy) {
        return FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(mock.baseUrl())
                .retryPolicy(policy)
                .build();
    }

    private static RecordingPlaybackResponse playback(FeatherClient client) {
        return client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(ID));
    }
}
