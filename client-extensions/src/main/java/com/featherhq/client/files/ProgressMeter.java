package com.featherhq.client.files;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Thins out what a listener is told: eight events a second, so that with the one at the end there are never over ten. */
final class ProgressMeter {

    private static final long INTERVAL = Duration.ofMillis(125).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final Consumer<? super DownloadProgress> listener;
    private final LongSupplier nanoTime;
    private final long started;
    private long lastTold;
    private long received;

    ProgressMeter(Consumer<? super DownloadProgress> listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.lastTold = started;
    }

    void received(long count, long bytes, @Nullable Long total) {
        received += count;
        long now = nanoTime.getAsLong();
        if (now - lastTold >= INTERVAL) {
            lastTold = now;
            tell(now, bytes, total);
        }
    }

    void finished(long bytes) {
        tell(nanoTime.getAsLong(), bytes, bytes);
    }

    private void tell(long now, long bytes, @Nullable Long total) {
        long elapsed = now - started;
        long rate = elapsed <= 0 ? 0 : Math.round(received * SECOND / elapsed);
        listener.accept(new DownloadProgress(bytes, total, rate));
    }
}
