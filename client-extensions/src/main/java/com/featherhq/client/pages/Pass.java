package com.featherhq.client.pages;

import com.featherhq.client.http.Futures;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One way through a list, page by page. A page that can't be had may be asked for again. Not thread-safe. */
final class Pass<T> {

    private final PageSource<?, T> source;
    private final PageOrder order;
    private final Progress progress;
    private @Nullable String next;
    private boolean over;
    private @Nullable CompletableFuture<Fetched<T>> ahead;

    /** Told which page is being handed out. */
    @FunctionalInterface
    interface Progress {
        void at(@Nullable String start, @Nullable String next);
    }

    Pass(PageSource<?, T> source, @Nullable String start, Progress progress) {
        this.source = source;
        this.order = new PageOrder(source.countsRows());
        this.progress = progress;
        this.next = start;
    }

    boolean isOver() {
        return over;
    }

    /** Requests the page that follows before it is asked for. */
    void readAhead() {
        if (!over && ahead == null) {
            ahead = source.getAsync(next);
        }
    }

    /** Waits for the page that follows; there is one. */
    Fetched<T> get() {
        CompletableFuture<Fetched<T>> coming = ahead;
        ahead = null;
        return received(coming == null ? source.get(next) : awaited(coming));
    }

    private Fetched<T> awaited(CompletableFuture<Fetched<T>> coming) {
        try {
            return Futures.await(coming);
        } finally {
            coming.cancel(false);
        }
    }

    /** Requests the page that follows, if that has not been done; {@link #received} is to be told. */
    CompletableFuture<Fetched<T>> getAsync() {
        CompletableFuture<Fetched<T>> coming = ahead;
        ahead = null;
        return coming == null ? source.getAsync(next) : coming;
    }

    Fetched<T> received(Fetched<T> page) {
        String following = order.after(page);
        next = following;
        over = following == null;
        progress.at(page.start(), following);
        return page;
    }

    void stop() {
        over = true;
        CompletableFuture<?> coming = ahead;
        ahead = null;
        if (coming != null) {
            coming.cancel(false);
        }
    }
}
