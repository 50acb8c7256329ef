package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Exponential delays with jitter: each is between a half and the whole of its step. */
record Backoff(Duration first, double factor, Duration cap, DoubleSupplier random) {

    /** Returns the delay after failure number {@code failures}, which counts from 1. */
    Duration delay(int failures) {
        double step = Math.min((double) cap.toNanos(), first.toNanos() * Math.pow(factor, failures - 1));
        return Duration.ofNanos((long) (step * (0.5 + random.getAsDouble() / 2)));
    }

    /** Waits; tests record instead. */
    @FunctionalInterface
    interface Sleeper {

        void sleep(Duration duration) throws InterruptedException;

        static Sleeper real() {
            return duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    }

    /** Counts failures in a row without progress, and waits between them. */
    static final class Attempts {

        /** An attempt that brings less than this counts as one without progress. */
        static final int PROGRESS = 64 * 1024;

        private static final Duration LONGEST_HINT = Duration.ofSeconds(30);

        private final Backoff backoff;
        private final Sleeper sleeper;
        private final int maxFailures;
        private long highWater;
        private int failures;

        Attempts(Backoff backoff, Sleeper sleeper, int maxFailures) {
            this.backoff = backoff;
            this.sleeper = sleeper;
            this.maxFailures = maxFailures;
        }

        void startAt(long position) {
            highWater = position;
            failures = 0;
        }

        /** Returns whether another attempt may be made. Bytes that were read before, and lost, are no progress. */
        boolean allowsAnother(long position) {
            if (position >= highWater + PROGRESS) {
                startAt(position);
            }
            failures++;
            return failures < maxFailures;
        }

        int failures() {
            return failures;
        }

        /** Waits as long as the storage asks for, at most 30 seconds, or else as the backoff says. */
        void pause(Duration hint) throws InterruptedException {
            Duration wanted = hint.compareTo(LONGEST_HINT) > 0 ? LONGEST_HINT : hint;
            Duration own = backoff.delay(failures);
            sleeper.sleep(wanted.compareTo(own) > 0 ? wanted : own);
        }
    }
}
