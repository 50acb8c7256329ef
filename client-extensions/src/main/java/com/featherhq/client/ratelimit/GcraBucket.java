package com.featherhq.client.ratelimit;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket by the generic cell rate algorithm (ITU-T I.371): one number, the time at which the bucket will be full
 * again. Each permit moves it by one interval. Thread-safe, lock-free; taking allocates nothing.
 *
 * <p>Moving the time back when a permit is given back would let two requests share one moment, since those behind it keep
 * theirs. So its moment is kept for the next one who asks.
 */
final class GcraBucket {

    private record Free(long due, long order) implements Comparable<Free> {
        @Override
        public int compareTo(Free other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final long interval;
    private final long tolerance;
    private final Pace pace;
    private final AtomicLong fullAt = new AtomicLong();
    private final AtomicLong order = new AtomicLong();
    private final ConcurrentSkipListSet<Free> free = new ConcurrentSkipListSet<>();

    /** Makes a full bucket. Its times count from an origin of the caller's, and are not negative. */
    GcraBucket(LimitStore.Bucket bucket, Pace pace) {
        this.interval = bucket.intervalNanos();
        this.tolerance = bucket.burst() * interval;
        this.pace = pace;
    }

    /** Takes permits and returns the time until they are due. If that is more than {@code atMost}, nothing was taken. */
    long take(long now, int permits, long atMost) {
        if (permits == 1 && !free.isEmpty()) {
            long wait = takeFree(now, atMost);
            if (wait >= 0) {
                return wait;
            }
        }
        long each = pace.slowed(interval, now);
        while (true) {
            long seen = fullAt.get();
            long next = Math.max(seen, now) + permits * each;
            long wait = Math.max(0, next - Math.max(tolerance, each) - now);
            if (wait > atMost || fullAt.compareAndSet(seen, next)) {
                return wait;
            }
        }
    }

    /** Returns the wait for a permit that was given back, or -1 if there is none in time. */
    private long takeFree(long now, long atMost) {
        for (Free first = first(); first != null && first.due <= now + atMost; first = first()) {
            if (free.remove(first) && first.due >= now) {
                return first.due - now;
            }
        }
        return -1;
    }

    private @Nullable Free first() {
        Iterator<Free> all = free.iterator();
        return all.hasNext() ? all.next() : null;
    }

    void giveBack(long now, int permits, long due) {
        for (int i = 0; i < permits && due > now; i++) {
            free.add(new Free(due, order.incrementAndGet()));
        }
    }

    /** Lets the next permit be due no earlier than {@code pause} after everything that was taken. */
    void pause(long now, Duration pause) {
        free.clear();
        fullAt.updateAndGet(seen -> Math.max(seen, now + tolerance) + pause.toNanos());
    }

    /** Lets the next permit be due no earlier than {@code time}. */
    void notBefore(long time) {
        fullAt.updateAndGet(seen -> Math.max(seen, time + tolerance - interval));
    }

    /** Returns how many permits were taken whose time has not come. */
    int owed(long now) {
        long ahead = fullAt.get() - tolerance - now;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, -Math.floorDiv(-ahead, interval)));
    }
}
