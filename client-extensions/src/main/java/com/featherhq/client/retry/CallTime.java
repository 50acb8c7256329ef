package com.featherhq.client.retry;

import java.time.Duration;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The policy of a call that has begun, and its deadline, a moment of {@code nanoTime}. */
record CallTime(RetryPolicy policy, boolean hasDeadline, long deadline) {

    /** Begins now; {@code chosen} is the time that the caller gives the call, 0 for that of the policy. */
    static CallTime of(RetryPolicy policy, long chosen, long now) {
        long span = chosen == 0 ? policy.deadline().toNanos() : chosen;
        return new CallTime(policy, span != 0, now + span);
    }

    /** Returns the time until the deadline, which may be negative, or null if there is none. */
    @Nullable
    Duration left(long now) {
        return hasDeadline ? Duration.ofNanos(deadline - now) : null;
    }

    void limit(RunningAttempt<?> attempt, long now) {
        Request request = attempt.request();
        attempt.idempotent(
                policy.assumeIdempotent() || (request != null && DecisionTable.isIdempotent(request.method())));
        attempt.limit(policy.attemptTimeout().toNanos(), hasDeadline ? Math.max(1, deadline - now) : 0);
    }
}
