package com.featherhq.client.ratelimit;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the log, and the listener, if there is one; keeps what that throws away from the limiter. */
record Announcer(@Nullable RateLimitListener listener) {

    private static final Logger LOGGER = Logger.getLogger(RateLimiter.class.getName());

    boolean isSilent() {
        return listener == null;
    }

    /** What happens seldom, and is worth a line. */
    private static final RateLimitListener LOG = new RateLimitListener() {

        @Override
        public void refused(Lane lane) {
            LOGGER.log(Level.FINE, "No permit of the lane {0} was due in time", lane);
        }

        @Override
        public void slowedDown() {
            LOGGER.info("The service answered 429 although the rate is limited; permits come more slowly for a while");
        }

        @Override
        public void storeLost(Throwable cause, int machines) {
            LOGGER.log(
                    Level.WARNING,
                    "The store of the shared rate limit can''t be reached ({0}); this process uses 1/{1} of the limit",
                    new Object[] {cause.getClass().getName(), machines});
        }

        @Override
        public void storeBack() {
            LOGGER.info("The store of the shared rate limit can be reached again");
        }
    };

    void tell(Consumer<RateLimitListener> news) {
        news.accept(LOG);
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
