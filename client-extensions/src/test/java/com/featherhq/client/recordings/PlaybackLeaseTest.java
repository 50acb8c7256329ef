package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlaybackLeaseTest {

    private final FakeTime time = new FakeTime();

    @Test
    void remaining_whenTimePasses_countsDownToZero() {
        PlaybackLease lease = lease(FakeService.playable("https://storage.example/a", 7L, Duration.ofSeconds(5)));

        assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(4));
        assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(4));
        assertThat(lease.remaining()).isZero();
    }

    @Test
    void accessors_whenPlayable_giveWhatTheServiceSaid() {
        PlaybackLease lease = lease(FakeService.playable("https://storage.example/a", 7L, Duration.ofSeconds(5)));

        assertThat(lease.recordingId()).isEqualTo(ID);
        assertThat(lease.isPlayable()).isTrue();
        assertThat(lease.url()).isEqualTo("https://storage.example/a");
        assertThat(lease.status()).isEqualTo("ready");
        assertThat(lease.expiresAt()).isEqualTo("2026-11-23T10:00:05Z");
        assertThat(lease.duration()).isEqualTo(Duration.ofSeconds(42));
        assertThat(lease.bytes()).isEqualTo(7);
    }

    @Test
    void url_whenNotPlayable_throws() {
        PlaybackLease lease = lease(FakeService.blocked("redacting"));

        assertThat(lease.isPlayable()).isFalse();
        assertThatExceptionOfType(RecordingNotPlayableException.class)
                .isThrownBy(lease::url)
                .withMessage("Recording " + ID
                        + " can't be played now: its status is \"redacting\". Wait for it with awaitPlayable.");
    }

    @Test
    void remaining_whenTheLifetimeIsNonsense_isClamped() {
        assertThat(lease(FakeService.playable("https://a.example", null, Duration.ofSeconds(Long.MAX_VALUE)))
                        .remaining())
                .isEqualTo(Duration.ofDays(365));
        assertThat(lease(FakeService.playable("https://a.example", null, Duration.ofSeconds(-1)))
                        .remaining())
                .isZero();
    }

    @Test
    void toString_whenPlayable_masksTheUrl() {
        assertThat(lease(FakeService.playable("https://storage.example/path?sig=s3cret", 7L)))
                .hasToString("PlaybackLease[recordingId=" + ID
                        + ", status=ready, url=https://storage.example/***, expiresAt=2026-11-23T10:10:00Z,"
                        + " duration=PT42S, bytes=7]");
        assertThat(lease(FakeService.playable("no url s3cret", 7L)).toString()).contains("url=***,");
        assertThat(lease(FakeService.blocked("redacting")).toString()).contains("url=none,");
        assertThat(FakeService.playable("https://storage.example/path?sig=s3cret", 7L))
                .hasToString("Grant[status=ready]");
    }

    private PlaybackLease lease(PlaybackLease.Grant grant) {
        return new PlaybackLease(ID, grant, time);
    }
}
