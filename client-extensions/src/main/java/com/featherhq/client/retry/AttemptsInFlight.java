package com.featherhq.client.retry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that are running, found from inside an interceptor.
 *
 * <p>Keyed by the call's {@link Timeout}: the one object that both the decorator (through Retrofit) and the interceptors
 * (through the chain) see, that is the call's own, and that no interceptor can replace. Thread-safe.
 */
final class AttemptsInFlight {

    private final Map<Timeout, RunningAttempt<?>> attempts = new ConcurrentHashMap<>();

    void started(RunningAttempt<?> attempt) {
        Timeout timeout = attempt.timeout();
        if (timeout != null) {
            attempts.put(timeout, attempt);
        }
    }

    void ended(RunningAttempt<?> attempt) {
        Timeout timeout = attempt.timeout();
        if (timeout != null) {
            attempts.remove(timeout);
        }
    }

    /** Returns the attempt that {@code call} is, or null for a call that is not retried. */
    @Nullable
    RunningAttempt<?> of(Call call) {
        return attempts.get(call.timeout());
    }

    int count() {
        return attempts.size();
    }

    void cancelAll() {
        attempts.values().forEach(attempt -> attempt.owner().cancel());
    }
}
