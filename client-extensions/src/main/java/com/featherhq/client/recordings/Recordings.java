package com.featherhq.client.recordings;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.files.DownloadOptions;
import com.featherhq.client.files.DownloadProgress;
import com.featherhq.client.files.DownloadResult;
import com.featherhq.client.files.FileDownloadException;
import com.featherhq.client.files.FileDownloads;
import com.featherhq.client.files.FileSource;
import com.featherhq.client.http.DaemonThreads;
import com.featherhq.client.http.Futures;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * Playing and keeping call recordings: playback leases with a cache, and downloads that survive lost connections, expired
 * URLs and killed processes. Get it from {@link FeatherClient#recordings()}, or with other settings from
 * {@link #builder(FeatherClient)}.
 *
 * <p>Thread-safe; make one per client, because the cache of leases is in it. There is nothing to close: its one thread
 * goes away when it is idle. Requests for leases go through the client, with its key, retry policy and retry budget.
 * Downloads go to the storage behind the signed URLs, over an HTTP client that never has the key.
 *
 * <p>Every method may throw the {@link FeatherException} of the request for a lease, and, if its thread is interrupted
 * while it waits for one, a {@link CancellationException}, with the interrupt flag set again.
 */
public final class Recordings {

    private static final Backoff POLLS = new Backoff(
            Duration.ofSeconds(1),
            1.5,
            Duration.ofSeconds(10),
            () -> ThreadLocalRandom.current().nextDouble());

    private final LeaseCache cache;
    private final FileDownloads files;
    private final Scheduler scheduler;
    private final LongSupplier nanoTime;
    private final UnaryOperator<Runnable> onClose;

    Recordings(
            LeaseCache cache,
            FileDownloads files,
            Scheduler scheduler,
            LongSupplier nanoTime,
            UnaryOperator<Runnable> onClose) {
        this.cache = cache;
        this.files = files;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
        this.onClose = onClose;
    }

    /** Returns a builder with the default settings. */
    public static Builder builder(FeatherClient client) {
        return new Builder(client);
    }

    /**
     * Returns a lease: from the cache while it has more than its safety margin left, otherwise from the service. Callers
     * who ask for the same recording at the same time share one request. A lease that is asked for shortly before its
     * margin is renewed in the background. A recording that can't be played now is no failure: see
     * {@link PlaybackLease#isPlayable()}.
     */
    public PlaybackLease playback(UUID recordingId) {
        PlaybackLease cached = cache.cached(recordingId);
        return cached != null ? cached : Futures.await(cache.lease(recordingId));
    }

    /** Like {@link #playback}, but no thread waits. The future fails with what {@link #playback} throws. */
    public CompletableFuture<PlaybackLease> playbackAsync(UUID recordingId) {
        return cache.lease(recordingId);
    }

    /** Makes the next {@link #playback} of the recording ask the service. */
    public void invalidate(UUID recordingId) {
        cache.invalidate(recordingId);
    }

    /** Like {@link #awaitPlayable(UUID, Duration, Set)}, with no status that ends the wait. */
    public Playability awaitPlayable(UUID recordingId, Duration timeout) {
        return awaitPlayable(recordingId, timeout, Set.of());
    }

    /**
     * Waits until the recording can be played: asks at once, then after pauses that grow from 1 s to 10 s, with jitter, and
     * not sooner than the service asks for. Failures that may pass (rate limit, 5xx, no connection) do not end the wait;
     * if the last answer in time was one of these, it is thrown.
     *
     * @param terminalStatuses the statuses after which waiting is of no use; which there are is between you and the service
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws CancellationException if the thread is interrupted, or the client is closed
     */
    public Playability awaitPlayable(UUID recordingId, Duration timeout, Set<String> terminalStatuses) {
        CompletableFuture<Playability> wait = awaitPlayableAsync(recordingId, timeout, terminalStatuses);
        try {
            return Futures.await(wait);
        } finally {
            wait.cancel(false);
        }
    }

    /** Like {@link #awaitPlayable(UUID, Duration, Set)}, but no thread waits. Cancelling the future ends the polling. */
    public CompletableFuture<Playability> awaitPlayableAsync(
            UUID recordingId, Duration timeout, Set<String> terminalStatuses) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + timeout + ".");
        }
        Set<String> terminal = Set.copyOf(terminalStatuses);
        return new PlaybackWait(recordingId, terminal, cache, scheduler, POLLS, nanoTime, onClose).start(timeout);
    }

    /** Like {@link #download(UUID, Path, Consumer)}, with nobody listening. */
    public DownloadResult download(UUID recordingId, Path target) {
        return download(recordingId, target, progress -> {});
    }

    /**
     * Downloads a recording to a file. The file appears under its name only when it is whole, by one atomic rename, and
     * replaces the one that was there; until then it grows beside it as {@code <name>.part}. A download that fails keeps
     * what it has if the storage gave a validator (a strong ETag, or else Last-Modified), and the next download of the
     * same recording to the same file continues from there. What has come is fsynced every 16 MiB, so that a killed
     * process loses little: at most 64 MiB, on a slow disk. Before the rename the file is read once more and compared with
     * what was written. A symbolic link as target is replaced, not followed.
     *
     * <p>A lost connection is resumed, up to the set number of attempts without progress; a URL that has expired is
     * replaced by one fresh lease. The size is checked against what the storage and the service say.
     *
     * @throws RecordingNotPlayableException if there is no URL now
     * @throws RecordingDownloadException if it can't be fetched whole, or can't be written, or the thread is interrupted, or
     *     the client is closed
     */
    public DownloadResult download(UUID recordingId, Path target, Consumer<? super DownloadProgress> listener) {
        try {
            return files.download(source(recordingId), target, options(listener));
        } catch (FileDownloadException e) {
            throw RecordingDownloadException.of(recordingId, e);
        }
    }

    /** Like {@link #download(UUID, OutputStream, Consumer)}, with nobody listening. */
    public long download(UUID recordingId, OutputStream target) {
        return download(recordingId, target, progress -> {});
    }

    /**
     * Writes a recording to a stream, which is flushed and left open, and returns the number of bytes. Lost connections are
     * resumed if the storage can prove that the rest belongs to the same version of the object; what was written can't
     * be taken back, so it fails where a download to a file would start over.
     *
     * @throws RecordingNotPlayableException if there is no URL now
     * @throws RecordingDownloadException if it can't be fetched whole, or can't be written, or the thread is interrupted
     */
    public long download(UUID recordingId, OutputStream target, Consumer<? super DownloadProgress> listener) {
        try {
            return files.download(source(recordingId), target, options(listener));
        } catch (FileDownloadException e) {
            throw RecordingDownloadException.of(recordingId, e);
        }
    }

    /**
     * Opens a recording for reading from any position, without a file: reading on is one request, a jump is a new one from
     * there. The first request is made by the first read or size. The channel is read-only and thread-safe. Closing it, or
     * the client, ends a read of another thread at once, also one that waits for a lease or between two attempts.
     * {@link java.nio.channels.Channels#newInputStream} makes a stream of it.
     *
     * <p>Its methods throw {@link java.io.IOException}, with the failure of the request for a lease, the {@link
     * RecordingNotPlayableException} or the {@link FileDownloadException} as the cause; and {@link
     * java.nio.channels.AsynchronousCloseException} if it was closed meanwhile.
     */
    public SeekableByteChannel open(UUID recordingId) {
        return files.open(source(recordingId));
    }

    /** Like {@link #downloadAll(Collection, Path, DownloadAllOptions)}, with the default options. */
    public DownloadSummary downloadAll(Collection<UUID> recordingIds, Path folder) {
        return downloadAll(recordingIds, folder, DownloadAllOptions.defaults());
    }

    /**
     * Downloads many recordings to a folder, which is created if need be. One that fails does not stop the others, except
     * that after a refused key (401) none is tried. Run it again to go on: files that are there with the right size are
     * skipped, at the cost of one lease each. Leases are asked for in the {@linkplain
     * com.featherhq.client.ratelimit.Lane#BULK bulk lane} of the client's rate limiter, if it has one; where its permit would
     * come after the call's deadline, the item waits for it.
     *
     * @throws IllegalArgumentException if two recordings would use the same file, or one the partial file of another
     * @throws java.io.UncheckedIOException if the folder can't be created
     * @throws CancellationException if the thread is interrupted; downloads under way are stopped and can be resumed
     */
    public DownloadSummary downloadAll(Collection<UUID> recordingIds, Path folder, DownloadAllOptions options) {
        Map<UUID, Path> targets = BatchTargets.of(recordingIds, folder, options.fileName());
        BatchTargets.createFolder(folder, targets);
        return new BatchDownload(
                        PacedLeases.bulk(cache, options.rateLimiter(), scheduler), files, options.itemListener())
                .run(targets, options.concurrency());
    }

    private FileSource source(UUID recordingId) {
        return PacedLeases.source(recordingId, PacedLeases.interactive(cache, scheduler)::lease);
    }

    private static DownloadOptions options(Consumer<? super DownloadProgress> listener) {
        return DownloadOptions.builder().progressListener(listener).build();
    }

    /** Builds {@link Recordings}. Not thread-safe. */
    public static final class Builder {

        private final FeatherClient client;
        private int leaseCacheSize = 10_000;
        private Duration safetyMargin = Duration.ofSeconds(30);
        private final FileDownloads.Builder files;

        private Builder(FeatherClient client) {
            this.client = Objects.requireNonNull(client, "client");
            this.files = FileDownloads.builder(client);
        }

        /**
         * Sets how many leases are kept; 0 turns the cache off. A lease takes about 0.35 KiB and its URL. Default: 10,000.
         */
        public Builder leaseCacheSize(int leaseCacheSize) {
            this.leaseCacheSize = leaseCacheSize;
            return this;
        }

        /** Sets how long a lease from the cache is valid at least. Default: 30 s, or a quarter of its life if that is less. */
        public Builder safetyMargin(Duration safetyMargin) {
            this.safetyMargin = Objects.requireNonNull(safetyMargin, "safetyMargin");
            return this;
        }

        /** Sets how long the storage may be silent before a connection counts as lost. Default: 30 s. */
        public Builder idleTimeout(Duration idleTimeout) {
            files.idleTimeout(idleTimeout);
            return this;
        }

        /** Sets how many attempts in a row may bring less than 64 KiB before a download gives up. Default: 5. */
        public Builder maxAttempts(int maxAttempts) {
            files.maxAttempts(maxAttempts);
            return this;
        }

        /** Sets the OkHttp client to derive the one for downloads from; see {@link FileDownloads.Builder#httpClient}. */
        public Builder httpClient(OkHttpClient httpClient) {
            files.httpClient(httpClient);
            return this;
        }

        /**
         * Lets signed URLs go over plain HTTP to any host; see {@link FileDownloads.Builder#dangerouslyDownloadInPlainText}.
         */
        public Builder dangerouslyDownloadInPlainText() {
            files.dangerouslyDownloadInPlainText();
            return this;
        }

        /**
         * Returns the recordings of the client.
         *
         * @throws IllegalArgumentException if a number or a duration is out of its range
         */
        public Recordings build() {
            require(leaseCacheSize >= 0, "leaseCacheSize must not be negative, but is " + leaseCacheSize + ".");
            require(!safetyMargin.isNegative(), "safetyMargin must not be negative, but is " + safetyMargin + ".");
            Executor threads = DaemonThreads.growing("feather-recordings");
            LeaseCache.Source source = new ApiLeaseSource(client, Clock.systemUTC(), System::nanoTime);
            LeaseCache cache = new LeaseCache(source, System::nanoTime, leaseCacheSize, safetyMargin, threads);
            return new Recordings(cache, files.build(), new Scheduler.Real(threads), System::nanoTime, client::onClose);
        }

        private static void require(boolean condition, String problem) {
            if (!condition) {
                throw new IllegalArgumentException(problem);
            }
        }
    }
}
