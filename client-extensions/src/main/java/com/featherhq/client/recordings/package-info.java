/**
 * Playback leases and downloads of call recordings, on the public API of the client alone.
 *
 * <p>One download, in the order in which it passes the types of this package:
 *
 * <ol>
 *   <li>{@link com.featherhq.client.recordings.Recordings} is the door. {@code BatchDownload} is the way in for many, with
 *       {@code BatchTargets} for their names.
 *   <li>The bytes are fetched by {@link com.featherhq.client.files}, from a source that asks {@code PacedLeases} for URLs. These
 *       come from the {@code LeaseCache}, for work in bulk at the pace of a limiter, and there from an {@code
 *       ApiLeaseSource}: the one operation of the API.
 *   <li>What comes out is the result of the files, a {@code DownloadSummary} or a {@code RecordingDownloadException}.
 * </ol>
 *
 * <p>{@code PlaybackWait} polls the cache until a recording is playable, on a {@code Scheduler} after the pauses of a {@code
 * Backoff}.
 */
@NullMarked
package com.featherhq.client.recordings;

import org.jspecify.annotations.NullMarked;
