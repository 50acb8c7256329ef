package com.featherhq.it.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.model.RecordingPlaybackResponse;
import com.featherhq.testing.Fault;
import com.featherhq.testing.FeatherMock;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FeatherMockIT {

    private static final UUID ID = UUID.fromString("7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10");
    private static final String OPERATION = "GET /v1/voice/recordings/{recording_id}/playback-url";

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
        assertThat(mock.requests()).containsExactly("GET /v1/voice/recordings/" + ID + "/playback-url");
    }

    @Test
    void plant_whenTwoFaultsAreInLine_hitsTwoRequests() {
        mock.plant(Fault.rateLimited(), Fault.serverError(503));

        assertThat(playback(client).getStatus()).isEqualTo("available");

        assertThat(mock.requests()).hasSize(3);
    }

    @Test
    void plant_whenNothingIsRetried_letsTheErrorThrough() {
        mock.plant(Fault.rateLimited());

        try (FeatherClient impatient = client(RetryPolicy.none())) {
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> playback(impatient))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("rate_limited"));
        }
    }

    @Test
    void plant_whenBodyIsCutOff_isReadAtTheSecondAttempt() {
        mock.plant(Fault.truncated());

        assertThat(playback(client).getStatus()).isEqualTo("available");

        assertThat(mock.requests()).hasSize(2);
    }

    @Test
    void plant_whenAnswerIsSlow_comesLate() {
        mock.plant(Fault.slow(Duration.ofMillis(200)));
        long start = System.nanoTime();

        playback(client);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void plant_whenUrlHasExpired_isAskedForAnother() {
        mock.plant(Fault.expiredUrl());
        ByteArrayOutputStream audio = new ByteArrayOutputStream();

        client.recordings().download(ID, audio);

        assertThat(audio.size()).isEqualTo(FeatherMock.AUDIO_BYTES);
        assertThat(mock.requests()).hasSize(2);
    }

    @Test
    void answer_whenGiven_replacesTheBody() {
        mock.answer(
                OPERATION, "{\"status\": \"processing\", \"expires_in\": 0, \"bytes\": null, \"duration_ms\": null}");

        assertThat(playback(client).getStatus()).isEqualTo("processing");
    }

    @Test
    void answer_whenOperationIsUnknown_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.answer("GET /v1/nothing", "{}"))
                .withMessage("The document has no operation GET /v1/nothing.");
    }

    @Test
    void answer_whenItIsNoJson_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.answer(OPERATION, "{"))
                .withMessage("The answer to " + OPERATION + " is no JSON.");
    }

    @Test
    void serverError_whenStatusIsNone_saysWhichAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.serverError(404))
                .withMessage("404 is not a server error: give 500 to 599.");
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
