/**
 * Downloads of files: from signed URLs, and from calls of the API that answer one.
 *
 * <p>One download, in the order in which it passes the types of this package:
 *
 * <ol>
 *   <li>{@link com.featherhq.client.files.FileDownloads} is the door; a {@link com.featherhq.client.files.FileSource} says what is
 *       downloaded, {@link com.featherhq.client.files.DownloadOptions} how it is checked.
 *   <li>{@code FileDownload} or {@code RemoteChannel} asks a {@code ResumingReader} for bytes, in order and of one version only.
 *   <li>The reader sends its requests through a {@code Remote}. {@code UrlRemote} asks the storage behind a
 *       {@link com.featherhq.client.files.SignedUrl}, and for another URL when that is refused or over. {@code CallRemote} makes
 *       the call of the API, with the headers for a part of its answer.
 *   <li>{@code Storage} is the HTTP client for signed URLs: it never has the key. {@code StorageBody} is an answer,
 *       {@code StoredVersion} what proves that it belongs to what came before, {@code Digests} what it says of the bytes.
 *   <li>{@code FailedAttempts} decides what follows a failure. {@code StopSignal} ends every wait from outside: a closed
 *       channel or client, a cancelled future.
 *   <li>{@code PartialFile} takes the bytes, under the names of {@code PartialNames}: {@code FileClaim} keeps others away,
 *       {@code ChecksummedFile} knows what it should hold, {@code BackgroundSync} calls fsync, {@code PartialState} tells a
 *       later run. At the end it gets the target's name; {@code ServerFileName} reads one from the answer where that is wanted.
 *   <li>{@code ProgressMeter} tells the listener. What comes out is a {@link com.featherhq.client.files.DownloadResult} or a
 *       {@link com.featherhq.client.files.FileDownloadException}.
 * </ol>
 */
@NullMarked
package com.featherhq.client.files;

import org.jspecify.annotations.NullMarked;
