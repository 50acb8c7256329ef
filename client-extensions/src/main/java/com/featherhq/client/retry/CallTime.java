package com.featherhq.client.retry;

import com.featherhq.client.http.IdempotencyKey;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The policy of a call that has begun, how long it may take (0 for no limit), and its deadline, a moment of {@code nanoTime}. */
record CallTime(RetryPolicy policy, long span, long deadline) {

    /** Begins now; {@code chosen} is the time that the caller gives the call, 0 for that of the policy. */
    static CallTime of(RetryPolicy policy, long chosen, long now) {
        long span = chosen == 0 ? policy.deadline().toNanos() : chosen;
        return new CallTime(policy, span, now + span);
    }

    /** Returns the time until the deadline, which may be negative, or null if there is none. */
    @Nullable
    Duration left(long now) {
        return span == 0 ? null : Duration.ofNanos(deadline - now);
    }

    void limit(RunningAttempt<?> attempt, long now) {
        Request request = attempt.request();
        attempt.idempotent(policy.assumeIdempotent()
                || (request != null
                        && (DecisionTable.isIdempotent(request.method()) || IdempotencyKey.of(request) != null)));
        attempt.limit(policy.attemptTimeout().toNanos(), span == 0 ? 0 : Math.max(1, deadline - now));
    }

    /** Returns the failure of an attempt that took too long, with the name of the limit that ended it: the closest one. */
    TimeLimitException limitOf(RunningAttempt<?> attempt, long now) {
        Throwable failure = attempt.failure();
        if (failure instanceof TimeLimitException known) {
            return known;
        }
        if (failure instanceof SocketTimeoutException silence) {
            Duration took = Duration.ofNanos(now - attempt.startNanos());
            return TimeLimitException.ofConnection(attempt.isSent(), took, silence);
        }
        long attemptLimit = policy.attemptTimeout().toNanos();
        boolean isAttempt = attemptLimit != 0 && (span == 0 || attemptLimit < deadline - attempt.startNanos());
        return isAttempt ? TimeLimitException.ofAttempt(policy.attemptTimeout(), failure) : passed(failure);
    }

    /** Returns the failure of a call whose deadline has passed. */
    TimeLimitException passed(@Nullable Throwable cause) {
        return TimeLimitException.ofCall(Duration.ofNanos(span), cause);
    }
}
