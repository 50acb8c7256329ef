package com.featherhq.client.recordings;

import com.featherhq.client.UnauthorizedException;
import com.featherhq.client.files.DownloadOptions;
import com.featherhq.client.files.DownloadResult;
import com.featherhq.client.files.FileDownloadException;
import com.featherhq.client.files.FileDownloads;
import com.featherhq.client.files.FileSource;
import com.featherhq.client.http.DaemonThreads;
import com.featherhq.client.http.Futures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many downloads, a few at a time. */
final class BatchDownload {

    private static final int STOP_SECONDS = 10;

    private final PacedLeases leases;
    private final FileDownloads files;
    private final Consumer<DownloadItem> listener;
    private final AtomicReference<@Nullable Throwable> listenerFailure = new AtomicReference<>();
    private volatile @Nullable UnauthorizedException keyRefused;

    BatchDownload(PacedLeases leases, FileDownloads files, Consumer<DownloadItem> listener) {
        this.leases = leases;
        this.files = files;
        this.listener = listener;
    }

    DownloadSummary run(Map<UUID, Path> targets, int concurrency) {
        if (targets.isEmpty()) {
            return new DownloadSummary(List.of(), null);
        }
        // None starts before all is attached that follows its end.
        List<Runnable> tasks = new ArrayList<>(targets.size());
        DownloadOptions options =
                DownloadOptions.builder().skipIfComplete().executor(tasks::add).build();
        List<CompletableFuture<DownloadResult>> downloads = new ArrayList<>(targets.size());
        List<CompletableFuture<DownloadItem>> items = new ArrayList<>(targets.size());
        targets.forEach((id, target) -> {
            CompletableFuture<DownloadResult> download = files.downloadAsync(source(id), target, options);
            downloads.add(download);
            items.add(download.handle((result, failure) -> ended(id, target, result, failure)));
        });
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(concurrency, targets.size()), new DaemonThreads("feather-recordings-download"));
        tasks.forEach(workers::execute);
        return await(items, downloads, workers);
    }

    private DownloadSummary await(
            List<CompletableFuture<DownloadItem>> items,
            List<CompletableFuture<DownloadResult>> downloads,
            ExecutorService workers) {
        try {
            List<DownloadItem> ended = new ArrayList<>(items.size());
            for (CompletableFuture<DownloadItem> item : items) {
                ended.add(Futures.await(item));
            }
            return new DownloadSummary(ended, listenerFailure.get());
        } catch (CancellationException e) {
            throw interrupted(downloads, workers, e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** After a 401 the rest would fail the same way, at the cost of one request each. */
    private FileSource source(UUID id) {
        return PacedLeases.source(id, (recording, unwanted) -> {
            UnauthorizedException refused = keyRefused;
            return refused == null ? leases.lease(recording, unwanted) : CompletableFuture.failedFuture(refused);
        });
    }

    private DownloadItem ended(UUID id, Path target, @Nullable DownloadResult result, @Nullable Throwable failure) {
        DownloadItem item = result == null ? failed(id, target, failure) : downloaded(id, result);
        tell(item);
        return item;
    }

    private static DownloadItem downloaded(UUID id, DownloadResult result) {
        DownloadItem.Outcome outcome =
                result.isSkipped() ? DownloadItem.Outcome.SKIPPED : DownloadItem.Outcome.DOWNLOADED;
        return new DownloadItem(id, result.path(), outcome, result.bytes(), null);
    }

    private DownloadItem failed(UUID id, Path target, @Nullable Throwable failure) {
        Throwable cause = failure == null ? null : Futures.unwrapped(failure);
        if (cause instanceof UnauthorizedException refused) {
            keyRefused = refused;
        }
        DownloadItem.Outcome outcome = cause instanceof RecordingNotPlayableException
                ? DownloadItem.Outcome.NOT_PLAYABLE
                : DownloadItem.Outcome.FAILED;
        return new DownloadItem(id, target, outcome, 0, reason(id, cause));
    }

    private static RuntimeException reason(UUID id, @Nullable Throwable cause) {
        if (cause instanceof FileDownloadException failure) {
            return RecordingDownloadException.of(id, failure);
        }
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        String type = cause == null ? "none" : cause.getClass().getName();
        return new RecordingDownloadException(id, "an error stopped it: " + type + ".", false, cause);
    }

    /** What the listener throws is nothing that became of the recording: the first one is kept for the summary. */
    private void tell(DownloadItem item) {
        try {
            listener.accept(item);
        } catch (Throwable e) {
            listenerFailure.compareAndSet(null, e);
        }
    }

    /** Ends what runs, and keeps what waits from starting. */
    private static CancellationException interrupted(
            List<CompletableFuture<DownloadResult>> downloads, ExecutorService workers, CancellationException cause) {
        boolean interrupted = Thread.interrupted();
        downloads.forEach(download -> download.cancel(false));
        workers.shutdown();
        try {
            boolean unused = workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        CancellationException cancelled =
                new CancellationException("The batch was interrupted; run it again to go on where it stopped.");
        cancelled.initCause(cause.getCause());
        return cancelled;
    }
}
