package com.featherhq.client.files;

import com.featherhq.client.FeatherException;
import com.featherhq.client.http.Backoff;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows a failed attempt of one download: a pause and another one, or the end. */
final class FailedAttempts {

    /** An attempt that brings less than this counts as one without progress. */
    static final int PROGRESS = 64 * 1024;

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(5), Backoff.EQUAL_JITTER);
    private static final Duration LONGEST_HINT = Duration.ofSeconds(30);

    private final String name;
    private final StopSignal stop;
    private final DownloadSettings settings;
    private long highWater;
    private int failures;

    FailedAttempts(String name, StopSignal stop, DownloadSettings settings) {
        this.name = name;
        this.stop = stop;
        this.settings = settings;
    }

    void startAt(long position) {
        highWater = position;
        failures = 0;
    }

    /**
     * Waits before another attempt may be made.
     *
     * @throws FileDownloadException if none may: after too many in a row, if it can't help, or if it was stopped
     */
    void add(IOException failure, long position) {
        checkNotStopped(position, failure);
        String problem = Storage.lastingProblem(failure);
        if (problem != null) {
            throw new FileDownloadException(name, problem, false, failure);
        }
        if (!allowAnother(position)) {
            problem = failures + " attempts in a row brought no progress, the last one at byte " + position + ".";
            // The exception of the call, and not our note of it.
            Throwable cause = failure.getCause() instanceof FeatherException call ? call : failure;
            throw new FileDownloadException(name, problem, true, cause);
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
            throw new FileDownloadException(name, problem, true, cause);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new FileDownloadException(name, "it was interrupted at byte " + position + ".", true, cause);
        }
    }

    /** Bytes that were read before, and lost, are no progress. */
    private boolean allowAnother(long position) {
        if (position >= highWater + PROGRESS) {
            startAt(position);
        }
        failures++;
        return failures < settings.maxAttempts();
    }

    /** Waits as long as the storage asks for, at most 30 seconds, or else as the backoff says. */
    private void pause(Duration hint) throws InterruptedException {
        Duration wanted = hint.compareTo(LONGEST_HINT) > 0 ? LONGEST_HINT : hint;
        Duration own = BACKOFF.delay(failures, settings.random());
        stop.pause(wanted.compareTo(own) > 0 ? wanted : own, settings.sleeper());
    }
}
