package com.featherhq.client.pages;

import com.featherhq.client.http.Futures;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of a pass to a subscriber, no more than it has asked for. Signals come one after the other, on the thread that
 * asks or on the one on which a page has come; {@link #drain} is run by one thread at a time, and by no thread within itself.
 */
final class RowSubscription<T> implements Flow.Subscription {

    private final Pass<T> pass;
    private final Flow.Subscriber<? super T> subscriber;
    private final boolean readsAhead;
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;
    private volatile boolean refused;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Fetched<T> arrived;
    private volatile @Nullable Future<?> request;
    private Iterator<T> rows = Collections.emptyIterator();
    private boolean requested;
    private long left;

    RowSubscription(Pass<T> pass, Flow.Subscriber<? super T> subscriber, long limit, boolean readsAhead) {
        this.pass = pass;
        this.subscriber = subscriber;
        this.left = limit;
        this.readsAhead = readsAhead;
    }

    /** Tells the subscriber of this; nothing else comes before. */
    void start() {
        work.incrementAndGet();
        try {
            subscriber.onSubscribe(this);
        } catch (Throwable e) {
            cancelled = true;
            throw e;
        }
        drainWhileAsked();
    }

    @Override
    public void request(long rowsMore) {
        if (rowsMore <= 0) {
            refused = true;
            failure = new IllegalArgumentException("A subscriber must request at least one row, not " + rowsMore + ".");
        } else {
            demand.accumulateAndGet(rowsMore, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        }
        drain();
    }

    @Override
    public void cancel() {
        cancelled = true;
        Future<?> running = request;
        if (running != null) {
            running.cancel(false);
        }
        drain();
    }

    private void drain() {
        if (work.getAndIncrement() == 0) {
            drainWhileAsked();
        }
    }

    private void drainWhileAsked() {
        int seen = work.get();
        do {
            try {
                step();
            } catch (Throwable e) {
                cancelled = true; // Reactive Streams §2.13: a subscriber that throws has given up.
                pass.stop();
                throw e;
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        if (cancelled) {
            pass.stop();
            return;
        }
        take();
        handOut();
        if (cancelled) {
            pass.stop();
        } else if (failure != null && (refused || !rows.hasNext())) {
            end(() -> subscriber.onError(Objects.requireNonNull(failure)));
        } else if (left == 0 || (!rows.hasNext() && arrived == null && !requested && pass.isOver())) {
            end(subscriber::onComplete);
        } else if (!requested && arrived == null && !pass.isOver() && isWanted()) {
            fetch();
        }
    }

    private boolean isWanted() {
        return rows.hasNext() ? readsAhead : demand.get() > 0;
    }

    private void end(Runnable signal) {
        cancelled = true;
        pass.stop();
        signal.run();
    }

    /** Goes over to the page that has come, once the rows of the one before are handed out. */
    private void take() {
        Fetched<T> page = arrived;
        if (page != null && !rows.hasNext()) {
            arrived = null;
            requested = false;
            try {
                rows = pass.received(page).page().pageRows().iterator();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    private void handOut() {
        while (!cancelled && !refused && left > 0 && rows.hasNext() && demand.get() > 0) {
            left--;
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            subscriber.onNext(rows.next());
            take();
        }
    }

    private void fetch() {
        requested = true;
        CompletableFuture<Fetched<T>> coming;
        try {
            coming = pass.getAsync();
        } catch (RuntimeException e) {
            failure = e;
            drain();
            return;
        }
        request = coming;
        CompletableFuture<?> unused = coming.whenComplete(this::arrived);
    }

    private void arrived(@Nullable Fetched<T> page, @Nullable Throwable reason) {
        if (reason == null) {
            arrived = page;
        } else {
            failure = Futures.unwrapped(reason);
        }
        drain();
    }
}
