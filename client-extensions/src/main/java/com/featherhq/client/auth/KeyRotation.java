package com.featherhq.client.auth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the source for another key after a 401, once for all the calls that were under way when it was refused.
 *
 * <p>Thread-safe.
 */
final class KeyRotation {

    private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

    private final ApiKeySource keys;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();
    private @Nullable String answer;
    private volatile @Nullable SentKey latest;

    KeyRotation(ApiKeySource keys) {
        this.keys = keys;
    }

    /** Returns the key for an attempt that starts now. */
    SentKey take() throws IOException {
        long before = asked.get();
        String key = keys.current();
        SentKey known = latest;
        if (known != null && known.key().equals(key) && known.askedBefore() == before) {
            return known;
        }
        SentKey taken = new SentKey(key, before);
        latest = taken;
        return taken;
    }

    /** Returns the key to repeat with instead of {@code refused}, or null if there is no other. */
    @Nullable
    SentKey insteadOf(SentKey refused) throws IOException {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        try {
            if (asked.get() == refused.askedBefore()) {
                answer = ask();
                asked.incrementAndGet();
                LOGGER.fine(() -> "The service refused the API key (401). The source has "
                        + (isAnother(refused) ? "another one by now: the call is repeated with it" : "no other"));
            }
            return isAnother(refused) ? new SentKey(Objects.requireNonNull(answer), asked.get()) : null;
        } finally {
            asking.unlock();
        }
    }

    private boolean isAnother(SentKey refused) {
        return answer != null && !answer.equals(refused.key());
    }

    /** Returns why the source gives an older key than it should, or null. */
    @Nullable
    String problem() {
        return keys.problem();
    }

    private @Nullable String ask() {
        try {
            return keys.afterRefusal();
        } catch (IOException e) {
            // The 401 is what the caller has to know about; the next call tells of the source.
            return null;
        }
    }
}
