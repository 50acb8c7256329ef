package com.featherhq.client.ratelimit;

import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the listener, if there is one, and keeps what it throws away from the limiter. */
record Announcer(@Nullable RateLimitListener listener) {

    private static final Logger LOGGER = Logger.getLogger(RateLimiter.class.getName());

    boolean isSilent() {
        return listener == null;
    }

    void tell(Consumer<RateLimitListener> news) {
        if (listener == null) {
            return;
        }
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOGGER.warning("A listener failed: " + listener.getClass().getName() + " threw "
                    + e.getClass().getName());
        }
    }
}
