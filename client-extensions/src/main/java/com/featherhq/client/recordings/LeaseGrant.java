package com.featherhq.client.recordings;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the service answered, before the clock is added.
 *
 * @param at when the service answered, by its own clock; by ours if it did not say
 * @param retryAfter the pause that the service asked for, if it did
 */
record LeaseGrant(
        @Nullable String url,
        Duration lifetime,
        String status,
        @Nullable Duration duration,
        @Nullable Long bytes,
        Instant at,
        @Nullable Duration retryAfter) {

    @Override
    public String toString() {
        return "LeaseGrant[status=" + status + "]";
    }
}
