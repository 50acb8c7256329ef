package com.featherhq.client.recordings;

import java.time.Duration;

/** Counts failures in a row without progress, and waits between them. */
final class Patience {

    /** An attempt that brings less than this counts as one without progress. */
    static final int PROGRESS = 64 * 1024;

    private static final Duration LONGEST_HINT = Duration.ofSeconds(30);

    private final Backoff backoff;
    private final Sleeper sleeper;
    private final int maxFailures;
    private long highWater;
    private int failures;

    Patience(Backoff backoff, Sleeper sleeper, int maxFailures) {
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
