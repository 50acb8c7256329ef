package com.featherhq.client.ratelimit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The permits of a store that machines share, and while it can't be reached a part of the limit for this process.
 *
 * <p>The two never overlap: the local part begins where the last shared permit is due, and what it owes is taken from the
 * store when that is back. Thread-safe.
 */
final class SharedPermits implements Permits {

    /** How long the store may take. */
    static final Duration TIMEOUT = Duration.ofMillis(100);

    /** How long the store is left alone after it failed; then one request tries it, and the others go on without. */
    static final Duration BREAK = Duration.ofSeconds(5);

    /** How long the store may not have answered at all before it counts as lost: one late answer says nothing yet. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final long CLOSED = Long.MIN_VALUE;

    private final LimitStore store;
    private final Rates rates;
    private final boolean failClosed;
    private final Ticker ticker;
    private final Announcer announcer;
    private final long origin;
    private final AtomicLong nextTry = new AtomicLong(CLOSED);
    private final AtomicLong lastDueAll = new AtomicLong();
    private final AtomicLong lastDueBulk = new AtomicLong();
    private final AtomicLong lastSlowDown = new AtomicLong(-Pace.ROUND.toNanos());
    private final AtomicLong lastAnswer = new AtomicLong(CLOSED);
    private volatile int machines;
    private volatile @Nullable LocalPermits local;
    private volatile int localMachines;
    private volatile @Nullable Throwable lastFailure;

    SharedPermits(LimitStore store, Rates rates, int machines, boolean failClosed, Ticker ticker, Announcer announcer) {
        this.store = store;
        this.rates = rates;
        this.machines = machines;
        this.failClosed = failClosed;
        this.ticker = ticker;
        this.announcer = announcer;
        this.origin = ticker.nanos();
    }

    private long now() {
        return ticker.nanos() - origin;
    }

    @Override
    public boolean takeNow(From bucket, int permits) {
        return false;
    }

    @Override
    public void take(Lane lane, From bucket, int permits, long atMostNanos, Answer answer) {
        lastAnswer.compareAndSet(CLOSED, now());
        if (!mayTryStore()) {
            takeInstead(lane, bucket, permits, atMostNanos, answer);
            return;
        }
        ask(bucket, permits, Duration.ofNanos(atMostNanos), (turn, failure) -> {
            if (turn != null) {
                answer.taken(accept(bucket, turn, atMostNanos));
            } else {
                lost(Objects.requireNonNull(failure));
                takeInstead(lane, bucket, permits, atMostNanos, answer);
            }
        });
    }

    /** Returns whether the store is to be asked: always when it answers, else every five seconds by one caller. */
    private boolean mayTryStore() {
        long next = nextTry.get();
        if (next == CLOSED) {
            return true;
        }
        long now = now();
        return now >= next && nextTry.compareAndSet(next, now + BREAK.toNanos());
    }

    /** Asks the store, and cancels a request that takes too long, so that it isn't sent once the connection is back. */
    private void ask(
            From bucket,
            int permits,
            Duration atMost,
            BiConsumer<LimitStore.@Nullable Turn, @Nullable Throwable> then) {
        CompletableFuture<LimitStore.Turn> asked;
        try {
            asked = store.take(bucket(bucket), permits, atMost).toCompletableFuture();
        } catch (RuntimeException e) {
            then.accept(null, e);
            return;
        }
        CompletableFuture<LimitStore.Turn> answer = asked.copy().orTimeout(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<LimitStore.Turn> unused = answer.whenComplete((turn, failure) -> {
            if (failure != null) {
                asked.cancel(false);
            }
            then.accept(turn, failure);
        });
    }

    private LimitStore.Bucket bucket(From from) {
        return from == From.BULK ? rates.bulk() : rates.all();
    }

    private Taken accept(From bucket, LimitStore.Turn turn, long atMostNanos) {
        lastAnswer.set(now());
        if (turn.machines() > 0) {
            machines = turn.machines();
        }
        if (nextTry.get() != CLOSED) {
            rejoin();
        }
        long wait = turn.waitTime().toNanos();
        if (wait <= atMostNanos) {
            long due = now() + wait;
            lastDue(bucket).accumulateAndGet(due, Math::max);
        }
        return new Taken(wait, turn.due(), true);
    }

    private AtomicLong lastDue(From bucket) {
        return bucket == From.BULK ? lastDueBulk : lastDueAll;
    }

    /** Takes what the local part still owes from the store, so that the others wait for it too. */
    private void rejoin() {
        LocalPermits used;
        synchronized (this) {
            if (nextTry.getAndSet(CLOSED) == CLOSED) {
                return;
            }
            used = local;
            local = null;
        }
        for (From bucket : From.values()) {
            int owed = used == null ? 0 : used.owed(bucket);
            if (owed > 0) {
                ask(bucket, owed, Duration.ofDays(1), (turn, failure) -> {});
            }
        }
        announcer.tell(RateLimitListener::storeBack);
    }

    private void lost(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        lastFailure = cause;
        synchronized (this) {
            if (nextTry.get() != CLOSED) {
                return;
            }
            local = share();
            if (now() - lastAnswer.get() < GRACE.toNanos()) {
                return;
            }
            nextTry.set(now() + BREAK.toNanos());
        }
        announcer.tell(listener -> listener.storeLost(cause, machines));
    }

    /** Returns this process's part of the limit, which goes on where the last of the shared permits is due. */
    private LocalPermits share() {
        LocalPermits part = local;
        if (part == null || localMachines != machines) {
            localMachines = machines;
            part = new LocalPermits(rates.dividedBy(machines), ticker);
        }
        for (From bucket : From.values()) {
            part.notBefore(bucket, Math.max(0, lastDue(bucket).get() - now()));
        }
        return part;
    }

    private void takeInstead(Lane lane, From bucket, int permits, long atMostNanos, Answer answer) {
        if (failClosed) {
            answer.failed(PermitRefusedException.unreachable(lane, lastFailure));
            return;
        }
        LocalPermits part;
        synchronized (this) {
            part = local == null ? share() : local;
        }
        part.take(lane, bucket, permits, atMostNanos, answer);
    }

    @Override
    public void giveBack(From bucket, int permits, Taken taken) {
        LocalPermits part = local;
        if (!taken.shared()) {
            if (part != null) {
                part.giveBack(bucket, permits, taken);
            }
        } else if (nextTry.get() == CLOSED) {
            store.giveBack(
                    bucket(bucket), permits, new LimitStore.Turn(Duration.ofNanos(taken.waitNanos()), taken.due(), 0));
        }
    }

    @Override
    public boolean slowDown(Duration pause) {
        LocalPermits part = local;
        if (part != null && nextTry.get() != CLOSED) {
            return part.slowDown(pause);
        }
        long now = now();
        long last = lastSlowDown.get();
        if (now - last < Pace.ROUND.toNanos() || !lastSlowDown.compareAndSet(last, now)) {
            return false;
        }
        store.slowDown(rates.all(), pause);
        return true;
    }
}
