package com.featherhq.client.recordings;

import org.jspecify.annotations.Nullable;

/** How a wait for a recording ended. */
public sealed interface Playability {

    /**
     * The recording can be played.
     *
     * @param lease a playable lease
     */
    record Playable(PlaybackLease lease) implements Playability {}

    /**
     * The time was up, or the service asked for a pause that is longer than what was left of it.
     *
     * @param status the service's last word for the state of the recording; null if it did not answer in time
     */
    record StillBlocked(@Nullable String status) implements Playability {}

    /**
     * There is nothing to be had: the service does not know the recording, or its status is one that the caller called
     * terminal.
     *
     * @param status that status; null if the service does not know the recording
     */
    record Unavailable(@Nullable String status) implements Playability {}
}
