package com.featherhq.client.waits;

import com.featherhq.client.FeatherException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wait goes on. Immutable.
 *
 * @param polls how many requests there were
 * @param elapsed since the wait began
 * @param pause until the next request
 * @param failure why the last request failed; null if it didn't
 */
public record AwaitProgress(
        int polls,
        Duration elapsed,
        Duration pause,
        @Nullable FeatherException failure) {}
