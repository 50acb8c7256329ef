package com.featherhq.client.recordings;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.ApiResponse;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.http.RetryAfter;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.json.UnreadablePropertyException;
import com.featherhq.model.RecordingPlaybackResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Leases from the one operation of the API that gives them, in the lane of the client's rate limiter that is asked for. */
final class ApiLeaseSource implements LeaseCache.Source {

    private final FeatherClient client;
    private final VoiceApi interactive;
    private final VoiceApi bulk;
    private final Clock clock;
    private final LongSupplier nanoTime;

    ApiLeaseSource(FeatherClient client, Clock clock, LongSupplier nanoTime) {
        this.client = client;
        this.interactive = client.api(VoiceApi.class);
        this.bulk =
                client.api(VoiceApi.class, CallOptions.builder().lane(Lane.BULK).build());
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableFuture<PlaybackLease> request(UUID recordingId, Lane lane) {
        VoiceApi api = lane == Lane.BULK ? bulk : interactive;
        return client.executeForResponseAsync(api.getRecordingPlaybackUrl(recordingId))
                .thenApply(response -> new PlaybackLease(recordingId, grant(response), nanoTime));
    }

    private PlaybackLease.Grant grant(ApiResponse<RecordingPlaybackResponse> response) {
        RecordingPlaybackResponse answer = response.value();
        Long durationMs = readable(answer::getDurationMs);
        return new PlaybackLease.Grant(
                readable(answer::getUrl),
                Duration.ofSeconds(answer.hasExpiresIn() ? answer.getExpiresIn() : 0),
                answer.hasStatus() ? answer.getStatus() : "unknown",
                durationMs == null ? null : Duration.ofMillis(durationMs),
                readable(answer::getBytes),
                answeredAt(response.headers().getInstant("Date")),
                RetryAfter.of(response.headers(), clock));
    }

    /** What isn't what the API document says counts as not told. */
    private static <T> @Nullable T readable(Supplier<@Nullable T> property) {
        try {
            return property.get();
        } catch (UnreadablePropertyException e) {
            return null;
        }
    }

    private Instant answeredAt(@Nullable Instant date) {
        return date == null ? clock.instant() : date;
    }
}
