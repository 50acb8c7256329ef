package com.featherhq.client.retry;

import com.featherhq.client.retry.Attempt.DelaySource;
import com.featherhq.client.retry.Attempt.StopReason;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Decides whether there is another attempt, and when. Knows no HTTP, no clock and no thread. Thread-safe. */
final class RetryEngine {

    private final RetryBudget budget;
    private final DoubleSupplier random;

    /** Makes an engine that draws from {@code budget}, and its jitter from {@code random}: numbers in 0…1, 1 excluded. */
    RetryEngine(RetryBudget budget, DoubleSupplier random) {
        this.budget = budget;
        this.random = random;
    }

    /**
     * What the engine looks at after an attempt.
     *
     * @param attempt the number of the attempt, the first is 1
     * @param idempotent whether the server may act on the request twice
     * @param replayable whether the request can be sent twice
     * @param timeLeft until the call's deadline; null if there is none
     */
    record Situation(
            RetryPolicy policy,
            int attempt,
            Outcome outcome,
            ServerHints hints,
            boolean idempotent,
            boolean replayable,
            @Nullable Duration timeLeft) {}

    /** Notes a successful call: the decision is to stop, and the budget gains. */
    RetryDecision succeeded() {
        budget.succeeded();
        return RetryDecision.DONE;
    }

    /** Notes that a retry that was decided can't be made, since there is no permit for it. */
    RetryDecision withoutPermit(RetryDecision decided) {
        budget.notMade();
        return RetryDecision.stop(StopReason.NO_PERMIT, decided.retryAfter());
    }

    /** Decides after an attempt that did not succeed; a retry takes from the budget. */
    RetryDecision failed(Situation now) {
        StopReason reason = reasonToStop(now);
        return reason == null
                ? retryIfAffordable(now)
                : RetryDecision.stop(reason, now.hints().delay());
    }

    private static @Nullable StopReason reasonToStop(Situation now) {
        if (now.outcome() == Outcome.CANCELED) {
            return StopReason.CANCELED;
        }
        if (now.hints().saysStop()) {
            return StopReason.SERVER_REFUSED;
        }
        StopReason unsafe = now.hints().saysRetry() ? null : reasonNotToRepeat(now);
        if (unsafe != null) {
            return unsafe;
        }
        if (!now.replayable()) {
            return StopReason.ONE_SHOT_BODY;
        }
        return now.attempt() >= now.policy().maxAttempts() ? StopReason.ATTEMPTS_EXHAUSTED : null;
    }

    private static @Nullable StopReason reasonNotToRepeat(Situation now) {
        if (now.outcome() == Outcome.PERMANENT) {
            return StopReason.NOT_TRANSIENT;
        }
        boolean safe = now.idempotent() || now.outcome() == Outcome.NOT_PROCESSED;
        return safe ? null : StopReason.NOT_IDEMPOTENT;
    }

    /** The larger of hint and backoff, at most the policy's longest delay; but a hint past the deadline ends the call. */
    private RetryDecision retryIfAffordable(Situation now) {
        Duration hint = now.hints().delay();
        Duration backoff = now.policy().backoff().delay(now.attempt(), random);
        boolean hinted = hint != null && hint.compareTo(backoff) >= 0;
        Duration delay = hint != null && hinted ? min(hint, now.policy().maxDelay()) : backoff;
        if (passes(now.timeLeft(), delay) || (hint != null && passes(now.timeLeft(), hint))) {
            return RetryDecision.stop(StopReason.DEADLINE, hint);
        }
        if (!budget.tryTakeRetry()) {
            return RetryDecision.stop(StopReason.BUDGET_EXHAUSTED, hint);
        }
        return RetryDecision.retry(delay, hinted ? now.hints().source() : DelaySource.BACKOFF, hint);
    }

    private static boolean passes(@Nullable Duration timeLeft, Duration wait) {
        return timeLeft != null && wait.compareTo(timeLeft) >= 0;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
