package com.featherhq.client.ratelimit;

import java.time.Duration;

/**
 * Receives the events of a {@link RateLimiter}, for metrics and logs. Must be thread-safe and quick. If it throws, the
 * exception's type is logged.
 */
public interface RateLimitListener {

    /**
     * Permits were reserved.
     *
     * @param waitTime from the request for them until they are due
     * @param shared whether the machines' store gave them; false if they come from a limit of this process
     */
    default void reserved(Lane lane, Duration waitTime, boolean shared) {}

    /** No permit was due in time, or {@code failClosed()} is set and the store can't be reached. */
    default void refused(Lane lane) {}

    /** The service answered 429, and permits now come at a lower rate. */
    default void slowedDown() {}

    /**
     * The store can't be reached. Until it can, this process uses its share of the limit, and asks the store every 5 s.
     *
     * @param machines among how many the limit is divided
     */
    default void storeLost(Throwable cause, int machines) {}

    /** The store can be reached again. */
    default void storeBack() {}
}
