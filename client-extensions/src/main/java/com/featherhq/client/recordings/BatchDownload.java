package com.featherhq.client.recordings;

import com.featherhq.client.UnauthorizedException;
import com.featherhq.client.http.DaemonThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many downloads, a few at a time. */
final class BatchDownload {

    private static final int STOP_SECONDS = 10;
    private static final String INTERRUPTED = "the batch was interrupted";

    private final PacedLeases leases;
    private final ResumingReader.Settings settings;
    private final Consumer<DownloadItem> listener;
    private final Set<ResumingReader> active = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> listenerFailure = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile @Nullable UnauthorizedException keyRefused;

    BatchDownload(PacedLeases leases, ResumingReader.Settings settings, Consumer<DownloadItem> listener) {
        this.leases = leases;
        this.settings = settings;
        this.listener = listener;
    }

    DownloadSummary run(Map<UUID, Path> targets, int concurrency) {
        if (targets.isEmpty()) {
            return new DownloadSummary(List.of(), null);
        }
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(concurrency, targets.size()), new DaemonThreads("feather-recordings-download"));
        try {
            return summary(workers.invokeAll(tasks(targets)));
        } catch (InterruptedException e) {
            throw interrupted(workers, e);
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Callable<DownloadItem>> tasks(Map<UUID, Path> targets) {
        List<Callable<DownloadItem>> tasks = new ArrayList<>(targets.size());
        targets.forEach((id, target) -> tasks.add(() -> {
            DownloadItem item = item(id, target);
            tell(item);
            return item;
        }));
        return tasks;
    }

    /** What the listener throws is nothing that became of the recording: the first one is kept for the summary. */
    private void tell(DownloadItem item) {
        try {
            listener.accept(item);
        } catch (Throwable e) {
            listenerFailure.compareAndSet(null, e);
        }
    }

    private DownloadSummary summary(List<Future<DownloadItem>> futures) throws InterruptedException {
        List<DownloadItem> items = new ArrayList<>(futures.size());
        for (Future<DownloadItem> future : futures) {
            try {
                items.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("A download must not fail but in its item.", e);
            }
        }
        return new DownloadSummary(items, listenerFailure.get());
    }

    /** After a 401 the rest would fail the same way, at the cost of one request each. */
    private DownloadItem item(UUID id, Path target) {
        UnauthorizedException refused = keyRefused;
        if (refused != null) {
            return without(id, target, DownloadItem.Outcome.FAILED, refused);
        }
        try {
            return fetched(id, target);
        } catch (RecordingNotPlayableException e) {
            return without(id, target, DownloadItem.Outcome.NOT_PLAYABLE, e);
        } catch (UnauthorizedException e) {
            keyRefused = e;
            return without(id, target, DownloadItem.Outcome.FAILED, e);
        } catch (RuntimeException e) {
            return without(id, target, DownloadItem.Outcome.FAILED, e);
        } catch (Error e) {
            String problem = "an error stopped it: " + e.getClass().getName() + ".";
            return without(
                    id, target, DownloadItem.Outcome.FAILED, new RecordingDownloadException(id, problem, false, e));
        }
    }

    private DownloadItem fetched(UUID id, Path target) {
        ResumingReader reader = new ResumingReader(id, leases, settings, true);
        active.add(reader);
        try (reader) {
            if (stopped) {
                reader.stop(INTERRUPTED);
            }
            return fetched(id, target, reader);
        } finally {
            active.remove(reader);
        }
    }

    private DownloadItem fetched(UUID id, Path target, ResumingReader reader) {
        ProgressMeter nobody = new ProgressMeter(id, progress -> {}, settings.nanoTime());
        FileDownload download = new FileDownload(id, target, reader, nobody);
        Long present = download.sizeIfDone();
        return present == null
                ? new DownloadItem(
                        id,
                        target,
                        DownloadItem.Outcome.DOWNLOADED,
                        download.run().bytes(),
                        null)
                : new DownloadItem(id, target, DownloadItem.Outcome.SKIPPED, present, null);
    }

    private static DownloadItem without(UUID id, Path target, DownloadItem.Outcome outcome, RuntimeException failure) {
        return new DownloadItem(id, target, outcome, 0, failure);
    }

    /** The interrupt ends the waits of the workers, and cancelling their readers ends the requests. */
    private CancellationException interrupted(ExecutorService workers, InterruptedException cause) {
        stopped = true;
        workers.shutdownNow();
        active.forEach(reader -> reader.stop(INTERRUPTED));
        try {
            workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            cause.addSuppressed(e);
        }
        Thread.currentThread().interrupt();
        CancellationException cancelled =
                new CancellationException("The batch was interrupted; run it again to go on where it stopped.");
        cancelled.initCause(cause);
        return cancelled;
    }
}
