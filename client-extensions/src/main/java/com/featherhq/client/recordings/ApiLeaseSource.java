package com.featherhq.client.recordings;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.ApiResponse;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.http.RetryAfter;
import com.featherhq.model.RecordingPlaybackResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Leases from the one operation of the API that gives them. */
final class ApiLeaseSource implements LeaseCache.Source {

    private final FeatherClient client;
    private final VoiceApi api;
    private final Clock clock;
    private final LongSupplier nanoTime;

    ApiLeaseSource(FeatherClient client, Clock clock, LongSupplier nanoTime) {
        this.client = client;
        this.api = client.api(VoiceApi.class);
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableFuture<PlaybackLease> request(UUID recordingId) {
        return client.executeForResponseAsync(api.getRecordingPlaybackUrl(recordingId))
                .thenApply(response -> new PlaybackLease(recordingId, grant(response), nanoTime));
    }

    private PlaybackLease.Grant grant(ApiResponse<RecordingPlaybackResponse> response) {
        RecordingPlaybackResponse answer = response.value();
        Long expiresIn = answer.getExpiresIn();
        Long durationMs = answer.getDurationMs();
        return new PlaybackLease.Grant(
                answer.getUrl(),
                Duration.ofSeconds(expiresIn == null ? 0 : expiresIn),
                answer.getStatus() == null ? "unknown" : answer.getStatus(),
                durationMs == null ? null : Duration.ofMillis(durationMs),
                answer.getBytes(),
                answeredAt(response.headers().getInstant("Date")),
                RetryAfter.of(response.headers(), clock));
    }

    private Instant answeredAt(@Nullable Instant date) {
        return date == null ? clock.instant() : date;
    }
}
