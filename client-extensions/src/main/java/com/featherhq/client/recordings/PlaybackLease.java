package com.featherhq.client.recordings;

import com.featherhq.client.files.SignedUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The service's answer to "where can this recording be played": a time-limited URL, or the status that says why there is
 * none yet. Immutable and thread-safe; only {@link #remaining()} changes with time.
 *
 * <p>The URL is a credential: whoever has it can listen. {@link #toString()} masks it.
 */
public final class PlaybackLease implements SignedUrl {

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    private final UUID recordingId;
    private final Grant grant;
    private final Instant expiresAt;
    private final long deadline;
    private final LongSupplier nanoTime;

    PlaybackLease(UUID recordingId, Grant grant, LongSupplier nanoTime) {
        Duration lifetime = clamp(grant.lifetime());
        this.recordingId = recordingId;
        this.grant = grant;
        this.expiresAt = grant.at().plus(lifetime);
        this.deadline = nanoTime.getAsLong() + lifetime.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Returns the recording that this lease is for. */
    public UUID recordingId() {
        return recordingId;
    }

    /** Returns whether there is a URL. */
    public boolean isPlayable() {
        return grant.url() != null;
    }

    /**
     * Returns the URL to play or download from, valid until {@link #expiresAt()}. Needs no API key. Do not log it.
     *
     * @throws RecordingNotPlayableException if {@link #isPlayable()} is false
     */
    @Override
    public String url() {
        String url = grant.url();
        if (url == null) {
            throw new RecordingNotPlayableException(recordingId, grant.status());
        }
        return url;
    }

    /** Returns the service's own word for the state of the recording. The set is open: new words may come. */
    public String status() {
        return grant.status();
    }

    /** Returns when the URL expires, by the clock of the service (its {@code Date} header plus {@code expires_in}). */
    public Instant expiresAt() {
        return expiresAt;
    }

    /**
     * Returns how long the URL is still valid; zero once it has expired. Measured with the monotonic clock since the
     * answer came, so a wrong or changed wall clock does no harm.
     */
    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos(nanoTime.getAsLong())));
    }

    /** Returns how long the recording plays, or null if the service does not say. */
    public @Nullable Duration duration() {
        return grant.duration();
    }

    /** Returns the size of the recording in bytes, or null if the service does not say. */
    @Override
    public @Nullable Long bytes() {
        Long bytes = grant.bytes();
        return bytes == null || bytes < 0 ? null : bytes;
    }

    @Nullable
    Duration retryAfter() {
        return grant.retryAfter();
    }

    long remainingNanos(long now) {
        return deadline - now;
    }

    Duration lifetime() {
        return clamp(grant.lifetime());
    }

    private static Duration clamp(Duration lifetime) {
        if (lifetime.isNegative()) {
            return Duration.ZERO;
        }
        return lifetime.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : lifetime;
    }

    /** Returns the values without the path and query of the URL. */
    @Override
    public String toString() {
        return "PlaybackLease[recordingId=" + recordingId + ", status=" + status() + ", url=" + masked(grant.url())
                + ", expiresAt=" + expiresAt + ", duration=" + duration() + ", bytes=" + bytes() + "]";
    }

    private static String masked(@Nullable String url) {
        if (url == null) {
            return "none";
        }
        HttpUrl parsed = HttpUrl.parse(url);
        return parsed == null ? "***" : parsed.scheme() + "://" + parsed.host() + "/***";
    }

    /**
     * What the service answered, before the clock is added.
     *
     * @param at when the service answered, by its own clock; by ours if it did not say
     * @param retryAfter the pause that the service asked for, if it did
     */
    record Grant(
            @Nullable String url,
            Duration lifetime,
            String status,
            @Nullable Duration duration,
            @Nullable Long bytes,
            Instant at,
            @Nullable Duration retryAfter) {

        @Override
        public String toString() {
            return "Grant[status=" + status + "]";
        }
    }
}
