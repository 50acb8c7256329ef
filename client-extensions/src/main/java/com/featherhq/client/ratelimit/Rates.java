package com.featherhq.client.ratelimit;

import java.time.Duration;

/**
 * The two buckets that keep a limit.
 *
 * <p>A bucket of {@code b} permits that gains one each {@code T} lets {@code ceil(W / T) + b - 1} through in a window
 * {@code W}. For at most {@code n} it may gain {@code n - b + 1} in a window, less what is spare: requests that were sent
 * evenly don't arrive evenly. 1.5 % is spare, the work of 0.9 s at 6,000 a minute.
 *
 * @param all what every request takes from
 * @param bulk what work in bulk takes from as well, before
 */
record Rates(LimitStore.Bucket all, LimitStore.Bucket bulk) {

    private static final Duration LONGEST = Duration.ofDays(1);

    static Rates of(int limit, Duration window, int burst, double bulkShare) {
        requireBetween("The limit", limit, 1, 100_000_000);
        requireBetween("burst", burst, 1, limit);
        if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("window must be between 1 ms and 1 day, but is " + window + ".");
        }
        if (!(bulkShare > 0 && bulkShare <= 1)) {
            throw new IllegalArgumentException("bulkShare must be above 0 and at most 1, but is " + bulkShare + ".");
        }
        int spare = (int) Math.min(limit - burst, Math.ceil(limit * 0.015));
        int refill = limit - burst + 1 - spare;
        LimitStore.Bucket all = new LimitStore.Bucket("all", refill, window, burst);
        return new Rates(all, part(all, "bulk", bulkShare));
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    String.format("%s must be between %,d and %,d, but is %,d.", name, least, most, value));
        }
    }

    static int defaultBurst(int limit) {
        return Math.max(1, limit / 200);
    }

    /** Returns the buckets of one of {@code machines} that divide the limit. */
    Rates dividedBy(int machines) {
        return new Rates(part(all, all.name(), 1.0 / machines), part(bulk, bulk.name(), 1.0 / machines));
    }

    /** Keeps the number of permits whole by making the period longer, so that a small share isn't rounded to nothing. */
    private static LimitStore.Bucket part(LimitStore.Bucket whole, String name, double share) {
        long period = (long) Math.ceil(whole.period().toNanos() / share);
        int burst = Math.max(1, (int) (whole.burst() * share));
        return new LimitStore.Bucket(name, whole.permits(), Duration.ofNanos(period), burst);
    }
}
