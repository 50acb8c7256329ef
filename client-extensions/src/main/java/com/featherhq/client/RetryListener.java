package com.featherhq.client;

/**
 * Told about every attempt, the successful ones included.
 *
 * <p>Called on the thread that ran the attempt, before the wait or the result: it must be thread-safe and quick. What it
 * throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface RetryListener {

    /** Called after each attempt. */
    void onAttempt(RetryEvent event);
}
