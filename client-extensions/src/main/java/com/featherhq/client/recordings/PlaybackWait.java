package com.featherhq.client.recordings;

import com.featherhq.client.FeatherException;
import com.featherhq.client.NotFoundException;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.ServerException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.TransportException;
import com.featherhq.client.http.Futures;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Polls one recording until it is playable, known never to be, or the time is up. No thread waits. */
final class PlaybackWait {

    private final UUID id;
    private final Set<String> terminalStatuses;
    private final LeaseCache cache;
    private final Scheduler scheduler;
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private final UnaryOperator<Runnable> onClose;
    private final CompletableFuture<Playability> result = new CompletableFuture<>();

    private volatile long started;
    private volatile long timeout;
    private final AtomicInteger polls = new AtomicInteger();
    private volatile @Nullable String lastStatus;
    private volatile @Nullable Throwable lastFailure;
    private volatile Runnable cancelNext = () -> {};

    PlaybackWait(
            UUID id,
            Set<String> terminalStatuses,
            LeaseCache cache,
            Scheduler scheduler,
            Backoff backoff,
            LongSupplier nanoTime,
            UnaryOperator<Runnable> onClose) {
        this.id = id;
        this.terminalStatuses = terminalStatuses;
        this.cache = cache;
        this.scheduler = scheduler;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        this.onClose = onClose;
    }

    CompletableFuture<Playability> start(Duration timeout) {
        this.timeout = Backoff.nanos(timeout);
        started = nanoTime.getAsLong();
        Runnable cancelTimeUp = scheduler.after(timeout, this::timeUp);
        Runnable forget = onClose.apply(this::clientClosed);
        poll();
        CompletableFuture<Playability> unused = result.whenComplete((playability, failure) -> {
            cancelTimeUp.run();
            cancelNext.run();
            forget.run();
        });
        return result;
    }

    private void poll() {
        polls.incrementAndGet();
        CompletableFuture<PlaybackLease> unused = cache.lease(id).whenComplete((lease, failure) -> {
            lastFailure = failure == null ? null : Futures.unwrapped(failure);
            if (lastFailure == null) {
                answered(lease);
            } else {
                failed(lastFailure);
            }
        });
    }

    private void answered(PlaybackLease lease) {
        lastStatus = lease.status();
        if (lease.isPlayable()) {
            result.complete(new Playability.Playable(lease));
        } else if (terminalStatuses.contains(lease.status())) {
            result.complete(new Playability.Unavailable(lease.status()));
        } else {
            pollAgain(lease.retryAfter());
        }
    }

    private void failed(Throwable failure) {
        if (failure instanceof NotFoundException) {
            result.complete(new Playability.Unavailable(null));
        } else if (failure instanceof FeatherException known && mayPass(known)) {
            pollAgain(known instanceof ServiceException answer ? answer.retryAfter() : null);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static boolean mayPass(FeatherException failure) {
        return failure instanceof RateLimitException
                || failure instanceof ServerException
                || failure instanceof TransportException;
    }

    /** A pause that the service asks for is never cut short: if it doesn't fit, the wait is over. */
    private void pollAgain(@Nullable Duration hint) {
        Duration own = backoff.delay(polls.get());
        long left = timeout - (nanoTime.getAsLong() - started);
        if (hint != null && Backoff.nanos(hint) >= left) {
            timeUp();
        } else if (!result.isDone()) {
            cancelNext = scheduler.after(hint != null && hint.compareTo(own) > 0 ? hint : own, this::poll);
        }
    }

    private void clientClosed() {
        result.completeExceptionally(new CancellationException("The Feather client was closed."));
    }

    private void timeUp() {
        Throwable failure = lastFailure;
        if (failure == null) {
            result.complete(new Playability.StillBlocked(lastStatus));
        } else {
            result.completeExceptionally(failure);
        }
    }
}
