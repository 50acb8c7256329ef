package com.featherhq.client.waits;

import com.featherhq.client.FeatherException;
import com.featherhq.client.ServiceException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * How a wait ended.
 *
 * @param <T> what was waited for
 * @see Waits
 */
public sealed interface Awaited<T> {

    /**
     * It is done.
     *
     * @param value the answer that says so
     */
    record Done<T>(T value) implements Awaited<T> {}

    /**
     * The time was up, or the service asked for a pause that is longer than what was left of it.
     *
     * @param last the last answer; null if there was none
     * @param failure why the last request failed; null if it didn't
     */
    record TimedOut<T>(@Nullable T last, @Nullable FeatherException failure) implements Awaited<T> {}

    /**
     * It isn't there, or not any more: the service answered 404 or 410.
     *
     * @param failure that answer
     */
    record Gone<T>(ServiceException failure) implements Awaited<T> {}

    /**
     * Returns what was waited for.
     *
     * @throws ServiceException if it is gone
     * @throws NoSuchElementException if it is not done yet
     */
    default T orElseThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        if (this instanceof Gone<T> gone) {
            throw gone.failure();
        }
        throw new NoSuchElementException("It was not done in time; await again, or give it a longer timeout.");
    }
}
