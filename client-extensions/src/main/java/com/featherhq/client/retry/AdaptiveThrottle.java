package com.featherhq.client.retry;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Holds calls back while the service fails most of them (<i>Site Reliability Engineering</i>, ch. 21, "Client-Side
 * Throttling"): of the requests of the last 10 s, those held back included, twice as many as were accepted may be sent, and
 * three more.
 *
 * <p>Two things are ours. At least every 2 s a call is let through. And once one of those is accepted, counting begins
 * anew: the service is back, and the full rate with it. Thread-safe.
 */
final class AdaptiveThrottle {

    private static final int SECONDS = 10;
    private static final int RATIO = 2;

    /** So that a few failures after a quiet time say nothing yet. */
    private static final int ALLOWANCE = 3;

    private static final long SECOND = 1_000_000_000L;
    private static final long PROBE = 2 * SECOND;

    private final DoubleSupplier random;
    private final int[] requests = new int[SECONDS];
    private final int[] accepts = new int[SECONDS];
    private long second = Long.MIN_VALUE;
    private long lastSent;
    private boolean throttling;

    AdaptiveThrottle(DoubleSupplier random) {
        this.random = random;
    }

    /** Decides on a first attempt. */
    synchronized boolean admits(long now) {
        move(now);
        int asked = sum(requests);
        double excess = asked - RATIO * sum(accepts) - ALLOWANCE;
        boolean probe = now - lastSent >= PROBE;
        if (probe || excess <= 0 || random.getAsDouble() >= excess / (asked + 1)) {
            lastSent = now;
            return true;
        }
        throttling = true;
        requests[slot()]++;
        return false;
    }

    /** Records the outcome of an attempt. */
    synchronized void ended(Outcome outcome, long now) {
        if (outcome == Outcome.CANCELED) {
            return;
        }
        move(now);
        boolean accepted = outcome == Outcome.SUCCEEDED || outcome == Outcome.PERMANENT;
        if (accepted && throttling) {
            clear();
        }
        requests[slot()]++;
        accepts[slot()] += accepted ? 1 : 0;
    }

    private void move(long now) {
        long current = Math.floorDiv(now, SECOND);
        if (second == Long.MIN_VALUE || current - second >= SECONDS) {
            clear();
            second = current;
        }
        while (second < current) {
            second++;
            requests[slot()] = 0;
            accepts[slot()] = 0;
        }
    }

    private void clear() {
        Arrays.fill(requests, 0);
        Arrays.fill(accepts, 0);
        throttling = false;
    }

    private int slot() {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    private static int sum(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }
}
