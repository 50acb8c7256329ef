/**
 * Playback leases and downloads of call recordings, on the public API of the client alone.
 *
 * <p>One download, in the order in which it passes the types of this package:
 *
 * <ol>
 *   <li>{@link com.featherhq.client.recordings.Recordings} is the door. {@code BatchDownload} is the way in for many, with
 *       {@code BatchTargets} for their names.
 *   <li>{@code FileDownload}, {@code StreamDownload} or {@code RecordingChannel} asks a {@code ResumingReader} for bytes, in
 *       order and of one version only.
 *   <li>The reader asks its {@code DownloadLease} for a URL. {@code PacedLeases} gets one from the {@code LeaseCache}, for
 *       work in bulk at the pace of a limiter, and the cache from an {@code ApiLeaseSource}: the one operation of the API.
 *   <li>{@code Storage} sends the request, over an HTTP client that never has the key. {@code StorageBody} is the answer,
 *       {@code StoredVersion} what proves that it belongs to what came before.
 *   <li>{@code FailedAttempts} decides what follows a failure, with the pauses of {@code Backoff}. {@code StopSignal} ends
 *       every wait from outside: a closed channel or client, an interrupted batch.
 *   <li>{@code PartialFile} takes the bytes, under the names of {@code PartialNames}: {@code FileClaim} keeps others away,
 *       {@code ChecksummedFile} knows what it should hold, {@code BackgroundSync} calls fsync, {@code PartialState} tells a
 *       later run. At the end it gets the target's name.
 *   <li>{@code ProgressMeter} tells the listener. What comes out is a {@code DownloadResult}, a {@code DownloadSummary} or a
 *       {@code RecordingDownloadException}.
 * </ol>
 *
 * <p>{@code PlaybackWait} polls the cache until a recording is playable, on a {@code Scheduler}.
 */
@NullMarked
package com.featherhq.client.recordings;

import org.jspecify.annotations.NullMarked;
