package com.featherhq.client.recordings;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What follows a failed attempt of one download: a pause and another one, or the end. */
final class FailedAttempts {

    /** An attempt that brings less than this counts as one without progress. */
    static final int PROGRESS = 64 * 1024;

    private static final Duration LONGEST_HINT = Duration.ofSeconds(30);

    private final UUID id;
    private final StopSignal stop;
    private final Backoff backoff;
    private final Backoff.Sleeper sleeper;
    private final int mostFailures;
    private long highWater;
    private int failures;

    FailedAttempts(UUID id, StopSignal stop, ResumingReader.Settings settings) {
        this.id = id;
        this.stop = stop;
        this.backoff = settings.backoff();
        this.sleeper = settings.sleeper();
        this.mostFailures = settings.maxAttempts();
    }

    void startAt(long position) {
        highWater = position;
        failures = 0;
    }

    /**
     * Waits before another attempt may be made.
     *
     * @throws RecordingDownloadException if none may: after too many in a row, if it can't help, or if it was stopped
     */
    void add(IOException failure, long position) {
        checkNotStopped(position, failure);
        String problem = Storage.lastingProblem(failure);
        if (problem != null) {
            throw new RecordingDownloadException(id, problem, false, failure);
        }
        if (!allowAnother(position)) {
            problem = failures + " attempts in a row brought no progress, the last one at byte " + position + ".";
            throw new RecordingDownloadException(id, problem, true, failure);
        }
        try {
            pause(failure instanceof Storage.BusyException busy ? busy.hint() : Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checkNotStopped(position, e);
        }
    }

    void checkNotStopped(long position, @Nullable Exception cause) {
        String reason = stop.reason();
        if (reason != null) {
            String problem = "it was stopped at byte " + position + ": " + reason + ".";
            throw new RecordingDownloadException(id, problem, true, cause);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new RecordingDownloadException(id, "it was interrupted at byte " + position + ".", true, cause);
        }
    }

    /** Bytes that were read before, and lost, are no progress. */
    private boolean allowAnother(long position) {
        if (position >= highWater + PROGRESS) {
            startAt(position);
        }
        failures++;
        return failures < mostFailures;
    }

    /** Waits as long as the storage asks for, at most 30 seconds, or else as the backoff says. */
    private void pause(Duration hint) throws InterruptedException {
        Duration wanted = hint.compareTo(LONGEST_HINT) > 0 ? LONGEST_HINT : hint;
        Duration own = backoff.delay(failures);
        stop.pause(wanted.compareTo(own) > 0 ? wanted : own, sleeper);
    }
}
