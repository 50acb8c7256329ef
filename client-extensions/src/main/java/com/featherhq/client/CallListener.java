package com.featherhq.client;

import java.util.function.Consumer;

/**
 * Told when a call starts and when it ends, with all its attempts in between; for metrics, traces and logs.
 *
 * <p>Must be thread-safe and quick. What it throws is logged by the name of its class, and otherwise ignored.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * A call starts; on the thread that makes it, before its first attempt.
     *
     * @return what is told the end of the call, once, on the thread that ends it
     */
    Consumer<CallEvent> callStarted(Operation operation);
}
